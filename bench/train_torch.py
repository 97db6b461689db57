#!/usr/bin/env python3
"""The peer that `initlab train` is measured against: the same networks and updates in eager PyTorch.

  train_torch.py rate              samples/s of training steps of the networks that bench/steps times
  train_torch.py serve NETWORK     the same at the command of bench/steps --peer: a line with a number of steps in,
                                   a line with the seconds per step out
  train_torch.py losses RUN_DIR    follows a run of `initlab train --save_init --log_every_iter` from its initial
                                   weights, on its batches, and compares the loss of every update; in float32 a
                                   ReLU that the two round to different sides ends the agreement of a network
                                   that trains unstably

Needs torch and numpy; shares no code with initlab and is no part of the build or of its tests. The networks are written
from their definition in Arpit, Campos and Bengio (2019): weight normalization on every layer but the classifier, biases,
ReLU, no normalization of activations.
"""
import argparse
import csv
import gzip
import hashlib
import json
import pathlib
import statistics
import struct
import sys
import time
import warnings

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy, relu
from torch.nn.utils import weight_norm


class Block(nn.Module):
    """h + conv2(relu(conv1(h))), the shortcut a 1×1 convolution where shapes change."""

    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = weight_norm(nn.Conv2d(before, after, 3, stride, 1))
        self.conv2 = weight_norm(nn.Conv2d(after, after, 3, 1, 1))
        self.shortcut = None
        if before != after or stride != 1:
            self.shortcut = weight_norm(nn.Conv2d(before, after, 1, stride))

    def forward(self, h):
        kept = h if self.shortcut is None else self.shortcut(h)
        return kept + self.conv2(relu(self.conv1(h)))


class Mean(nn.Module):
    def forward(self, h):
        return h.mean((2, 3))


def mlp(inputs, hidden, layers, classes):
    parts, width = [nn.Flatten()], inputs
    for _ in range(layers):
        parts += [weight_norm(nn.Linear(width, hidden)), nn.ReLU()]
        width = hidden
    return nn.Sequential(*parts, nn.Linear(width, classes))


def cnn(channels, layers, classes):
    parts, before = [], 3
    for i in range(layers):
        parts += [weight_norm(nn.Conv2d(before, channels, 3, 2 if i < 2 else 1, 1)), nn.ReLU()]
        before = channels
    return nn.Sequential(*parts, Mean(), nn.Linear(before, classes))


def wrn(n, k, classes):
    parts, before = [weight_norm(nn.Conv2d(3, 16, 3, 1, 1))], 16
    for stage in range(3):
        for b in range(n):
            after = 16 * k << stage
            parts.append(Block(before, after, 2 if stage > 0 and b == 0 else 1))
            before = after
    return nn.Sequential(*parts, Mean(), nn.Linear(before, classes))


IMAGE = (3, 32, 32)
WORKLOADS = {
    "mlp-20x512": (lambda: mlp(3 * 32 * 32, 512, 20, 10), IMAGE, 128),
    "cnn-25x128": (lambda: cnn(128, 25, 10), IMAGE, 128),
    "wrn-16-2": (lambda: wrn(2, 2, 10), IMAGE, 64),
    "mlp-10000x64": (lambda: mlp(64, 64, 10_000, 10), (64,), 32),
}


def stepper(name):
    """A function that trains for one step, and the size of its batch."""
    torch.manual_seed(1)
    make, shape, batch = WORKLOADS[name]
    network = make()
    optimizer = torch.optim.SGD(network.parameters(), lr=1e-6, momentum=0.9)
    inputs, labels = torch.rand(batch, *shape) * 2 - 1, torch.randint(10, (batch,))

    def step():
        optimizer.zero_grad()
        loss = cross_entropy(network(inputs), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step, batch


def seconds(step, count):
    start = time.perf_counter()
    for _ in range(count):
        step()
    return (time.perf_counter() - start) / count


def rate(arguments):
    print(f"torch {torch.__version__}, {arguments.threads} threads")
    print(f"{'network':14} {'ms/step':>12} {'samples/s':>12}")
    for name in WORKLOADS:
        if arguments.network and name not in arguments.network.split(","):
            continue
        step, batch = stepper(name)
        seconds(step, 2)
        times, begun = [], time.perf_counter()
        while len(times) < 3 or time.perf_counter() - begun < arguments.seconds:
            times.append(seconds(step, 1))
        median = statistics.median(times)
        print(f"{name:14} {1e3 * median:12.3f} {batch / median:12.1f}", flush=True)


def serve(arguments):
    warnings.simplefilter("ignore", FutureWarning)  # of the weight norm that the paper's time had
    step, _ = stepper(arguments.network)
    print(f"torch {torch.__version__}, {arguments.threads} threads", flush=True)
    for line in sys.stdin:
        print(seconds(step, int(line)), flush=True)


def stream(seed, name):
    """The 64-bit numbers of one of initlab's streams: Philox 4×64 under the key SHA-256(seed ‖ name)."""
    digest = hashlib.sha256(struct.pack(">q", seed) + name.encode()).digest()
    key = np.array(struct.unpack(">QQ", digest[:16]), dtype=np.uint64)
    generator = np.random.Philox(key=key, counter=0)
    while True:
        yield from (int(v) for v in generator.random_raw(4096))


class Ints:
    """Bounded integers as Commons RNG makes them: Lemire's method on 32-bit halves, the lower one first."""

    def __init__(self, numbers):
        self.numbers, self.kept = numbers, None

    def next32(self):
        if self.kept is not None:
            value, self.kept = self.kept, None
            return value
        number = next(self.numbers)
        self.kept = number >> 32
        return number & 0xFFFFFFFF

    def below(self, n):
        product = self.next32() * n
        if product & 0xFFFFFFFF < n:
            threshold = (1 << 32) % n
            while product & 0xFFFFFFFF < threshold:
                product = self.next32() * n
        return product >> 32


def permutation(n, seed, name):
    draw, order = Ints(stream(seed, name)), list(range(n))
    for i in range(n - 1, 0, -1):
        j = draw.below(i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def safetensors(path):
    data = pathlib.Path(path).read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header, arrays = json.loads(data[8 : 8 + size]), {}
    types = {"F32": np.float32, "F64": np.float64}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = (8 + size + o for o in entry["data_offsets"])
        arrays[name] = np.frombuffer(data[start:end], types[entry["dtype"]]).reshape(entry["shape"])
    return arrays


def mnist(folder, kind):
    def read(name):
        for path in (folder / name, folder / (name + ".gz")):
            if path.exists():
                return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        raise SystemExit(f"{folder / name}[.gz] is missing")

    pixels = np.frombuffer(read(f"{kind}-images-idx3-ubyte"), np.uint8, offset=16).reshape(-1, 1, 28, 28)
    labels = np.frombuffer(read(f"{kind}-labels-idx1-ubyte"), np.uint8, offset=8)
    return pixels, labels.astype(np.int64)


def losses(arguments):
    run = pathlib.Path(arguments.run)
    config = json.loads((run / "config.json").read_text())
    if config["dataset"] != "mnist" or config["nn"] != "mlp":
        raise SystemExit("losses follows runs of --dataset mnist --nn mlp")
    pixels, labels = mnist(pathlib.Path(arguments.data), "train")
    seed, fraction = int(config["seed"]), float(config["val_fraction"])
    held = int(fraction * len(labels))
    order = permutation(len(labels), seed, "data/validation") if held else range(len(labels))
    kept = np.sort(np.array(order[held:] if held else list(order)))
    numbers = {"float32": torch.float32, "float64": torch.float64}[config["precision"]]
    network = mlp(28 * 28, int(config["hidden_size"]), int(config["num_layers"]), 10).to(numbers)
    linear = [m for m in network if isinstance(m, nn.Linear)]
    arrays = safetensors(run / "initial.safetensors")
    prefixes = list(dict.fromkeys(name.rsplit(".", 1)[0] for name in arrays))
    assert len(prefixes) == len(linear), prefixes
    with torch.no_grad():
        for prefix, layer in zip(prefixes, linear):
            for name, parameter in layer.named_parameters():
                parameter.copy_(torch.tensor(arrays[f"{prefix}.{name}"]).reshape(parameter.shape))
    optimizer = torch.optim.SGD(
        network.parameters(),
        lr=float(config["lr"]),
        momentum=float(config["momentum"]),
        weight_decay=float(config["weight_decay"]),
    )
    batch, worst, compared = int(config["batch_size"]), 0.0, 0
    epoch_order = permutation(len(kept), seed, "data/order/epoch/0")
    with open(run / "iterations.csv") as file:
        theirs = [float(row["loss"]) for row in csv.DictReader(file)]
    for i in range(min(arguments.steps, len(epoch_order) // batch, len(theirs))):
        chosen = kept[epoch_order[i * batch : (i + 1) * batch]]
        inputs = torch.tensor(pixels[chosen], dtype=numbers) / 255 - 0.5
        optimizer.zero_grad()
        loss = cross_entropy(network(inputs), torch.tensor(labels[chosen]))
        loss.backward()
        optimizer.step()
        worst = max(worst, abs(loss.item() - theirs[i]) / abs(loss.item()))
        compared += 1
    wanted = {torch.float32: 1e-3, torch.float64: 1e-8}[numbers]
    print(f"{compared} updates, largest relative difference of a loss {worst:.2e} (at most {wanted} wanted)")
    raise SystemExit(0 if compared and worst <= wanted else 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(required=True)
    rates = commands.add_parser("rate")
    rates.add_argument("--network")
    rates.add_argument("--seconds", type=float, default=5)
    rates.set_defaults(run_command=rate)
    serves = commands.add_parser("serve")
    serves.add_argument("network", choices=WORKLOADS)
    serves.set_defaults(run_command=serve)
    follows = commands.add_parser("losses")
    follows.add_argument("run")
    follows.add_argument("--data", required=True, help="folder of the MNIST files")
    follows.add_argument("--steps", type=int, default=100)
    follows.set_defaults(run_command=losses)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.run_command(arguments)


if __name__ == "__main__":
    main()
