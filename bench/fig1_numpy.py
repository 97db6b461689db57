#!/usr/bin/env python3
"""Figure 1 of Arpit, Campos and Bengio 2019 (arXiv 1906.02341) as a plain numpy loop.

The peer that `initlab reproduce arpit2019-fig1 --scale paper --precision float64` is timed against.
It does the work in the way of the authors' notebook: for each of 1,000 samples one matrix-vector
product per layer forward and one backward, in float64. Weight sampling is timed with it. It shares
no code with initlab; its ReLU masks are those of the right pre-activations.

Prints the seconds of every curve, a few values of the curve to see that the work was done, and the
total.
"""

import argparse
import time

import numpy as np

INPUT = 500
LAYERS = 20
BLOCKS = 40
SPREAD = 50
INITS = ("he_unit_g", "orthogonal_proposed", "he_proposed")


def unit_rows(rng, out, fan_in, orthogonal):
    """An out x fan_in matrix with rows of norm 1, isotropic or Haar-orthogonal."""
    if orthogonal:
        q, r = np.linalg.qr(rng.standard_normal((max(out, fan_in), min(out, fan_in))))
        q *= np.sign(np.diag(r))
        w = q if out >= fan_in else q.T
    else:
        w = rng.standard_normal((out, fan_in)) / np.sqrt(fan_in)
    return w / np.linalg.norm(w, axis=1, keepdims=True)


def feed_forward(rng, m, init, samples):
    widths = [INPUT] + list(rng.integers(m - SPREAD, m + SPREAD, LAYERS))
    weights = []
    for fan_in, out in zip(widths[:-1], widths[1:]):
        w = unit_rows(rng, out, fan_in, init.startswith("orthogonal"))
        weights.append(w if init == "he_unit_g" else np.sqrt(2 * fan_in / out) * w)
    forward = np.zeros((samples, LAYERS))
    backward = np.zeros((samples, LAYERS))
    for s in range(samples):
        x = rng.standard_normal(INPUT)
        h, masks = x, []
        for i, w in enumerate(weights):
            a = w @ h
            mask = a > 0
            h = a * mask
            masks.append(mask)
            forward[s, i] = np.linalg.norm(h)
        forward[s] /= np.linalg.norm(x)
        grad = rng.standard_normal(widths[-1])
        start = np.linalg.norm(grad)
        backward[s, -1] = 1
        for i in range(LAYERS - 1, 0, -1):
            grad = (weights[i].T @ grad) * masks[i - 1]
            backward[s, i - 1] = np.linalg.norm(grad) / start
    return forward, backward


def residual(rng, m, init, samples):
    orthogonal = init.startswith("orthogonal")
    gain1, gain2 = (1, 1) if init == "he_unit_g" else (np.sqrt(2 * INPUT / m), np.sqrt(m / INPUT / BLOCKS))
    weights = [
        (gain1 * unit_rows(rng, m, INPUT, orthogonal), gain2 * unit_rows(rng, INPUT, m, orthogonal))
        for _ in range(BLOCKS)
    ]
    forward = np.zeros((samples, BLOCKS))
    backward = np.zeros((samples, BLOCKS))
    for s in range(samples):
        x = rng.standard_normal(INPUT)
        h, masks = x, []
        for b, (w1, w2) in enumerate(weights):
            a = w1 @ h
            mask = a > 0
            h = h + w2 @ (a * mask)
            masks.append(mask)
            forward[s, b] = np.linalg.norm(h)
        forward[s] /= np.linalg.norm(x)
        grad = rng.standard_normal(INPUT)
        start = np.linalg.norm(grad)
        backward[s, -1] = 1
        for b in range(BLOCKS - 1, 0, -1):
            w1, w2 = weights[b]
            grad = grad + w1.T @ ((w2.T @ grad) * masks[b])
            backward[s, b - 1] = np.linalg.norm(grad) / start
    return forward, backward


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    total = time.perf_counter()
    for name, run in (("feed-forward", feed_forward), ("residual", residual)):
        for m in (200, 1000):
            for init in INITS:
                start = time.perf_counter()
                forward, backward = run(rng, m, init, args.samples)
                seconds = time.perf_counter() - start
                print(
                    f"{name:12s} m={m:<5d} {init:20s} {seconds:7.1f} s"
                    f"   last/first forward {forward.mean(0)[-1]:10.4g}"
                    f"   first/last backward {backward.mean(0)[0]:10.4g}",
                    flush=True,
                )
    print(f"total {time.perf_counter() - total:.1f} s (numpy {np.__version__}, {args.samples} samples)")


if __name__ == "__main__":
    main()
