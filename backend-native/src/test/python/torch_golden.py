"""Writes torch-golden.csv: what PyTorch computes, in float64, for the network of TorchGoldenTest.

Run by hand when that network changes (python torch_golden.py > .../torch-golden.csv); no test needs Python.
Every array x is given by two numbers, sum_i x_i cos(i) and sum_i x_i^2, i its row-major index. Data follow
formulas, so that the Java test makes the same ones: entry i of array number j (parameters in the order of
the network from 1, the input 0) is sin(1.3 i + j) / 2, plus 1.5 for weight_g, batch-norm weight and running_var.
"""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

SHAPES = {
    "conv0.weight_g": (3, 1, 1, 1), "conv0.weight_v": (3, 2, 3, 3), "conv0.bias": (3,),
    "bn0.weight": (3,), "bn0.bias": (3,), "bn0.running_mean": (3,), "bn0.running_var": (3,),
    "conv1.weight_g": (4, 1, 1, 1), "conv1.weight_v": (4, 3, 3, 3), "conv1.bias": (4,),
    "conv2.weight_g": (4, 1, 1, 1), "conv2.weight_v": (4, 4, 3, 3),
    "proj.weight_g": (4, 1, 1, 1), "proj.weight_v": (4, 3, 1, 1), "proj.bias": (4,),
    "bn1.weight": (4,), "bn1.bias": (4,), "bn1.running_mean": (4,), "bn1.running_var": (4,),
    "out.weight": (3, 4), "out.bias": (3,),
}
SHIFTED = ("weight_g", "running_var")


def formula(j, shape, shift):
    i = torch.arange(torch.Size(shape).numel())
    return (torch.sin(1.3 * i + j) / 2 + shift).reshape(shape)


def parameters():
    p = {}
    for j, (name, shape) in enumerate(SHAPES.items(), 1):
        shift = 1.5 if name.endswith(SHIFTED) or name in ("bn0.weight", "bn1.weight") else 0.0
        p[name] = formula(j, shape, shift)
        if "running" not in name:
            p[name].requires_grad_()
    return p


def forward(p, x, training):
    def conv(name, h, stride, padding):
        # Written out: the second derivative of torch._weight_norm is wrong (gradgradcheck fails in 2.15).
        v = p[name + ".weight_v"]
        w = p[name + ".weight_g"] * v / v.square().sum((1, 2, 3), keepdim=True).sqrt()
        return F.conv2d(h, w, p.get(name + ".bias"), stride, padding)

    def bn(name, h):
        mean, var = p[name + ".running_mean"], p[name + ".running_var"]
        return F.batch_norm(h, mean, var, p[name + ".weight"], p[name + ".bias"], training, 0.1, 1e-5)

    h = F.relu(bn("bn0", conv("conv0", x, 1, 1)))
    branch = conv("conv2", torch.tanh(conv("conv1", h, 2, 1)), 1, 1)
    h = conv("proj", h, 2, 0) + 0.5 * branch
    h = F.gelu(bn("bn1", h)).mean((2, 3))
    return F.linear(h, p["out.weight"], p["out.bias"])


def trainable(p):
    return {n: t for n, t in p.items() if t.requires_grad}


X = formula(0, (3, 2, 5, 4), 0.0)
LABELS = torch.tensor([2, 0, 1])


def loss_of(p, training=True):
    return F.cross_entropy(forward(p, X, training), LABELS)


def show(what, tensor):
    x = tensor.detach().flatten()
    i = torch.arange(x.numel())
    print(f"{what},{(x * torch.cos(i)).sum().item()!r},{(x * x).sum().item()!r}")


for training, mode in ((True, "train"), (False, "eval")):
    p = parameters()
    show(f"{mode} output", forward(p, X, training))
    p = parameters()
    loss = loss_of(p, training)
    show(f"{mode} loss", loss)
    t = trainable(p)
    grads = torch.autograd.grad(loss, list(t.values()), create_graph=True)
    for name, g in zip(t, grads):
        show(f"{mode} gradient {name}", g)
    v = [formula(100 + k, q.shape, 0.0) for k, q in enumerate(t.values())]
    product = sum((g * d).sum() for g, d in zip(grads, v))
    for name, h in zip(t, torch.autograd.grad(product, list(t.values()))):
        show(f"{mode} hessian {name}", h)

RULES = {
    "sgd": lambda q: torch.optim.SGD(q, lr=0.1, momentum=0.9, weight_decay=0.01),
    "adam": lambda q: torch.optim.Adam(q, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.02),
    "adamw": lambda q: torch.optim.AdamW(q, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.02),
}
for rule, make in RULES.items():
    p = parameters()
    optimizer = make(list(trainable(p).values()))
    for step in range(3):
        optimizer.zero_grad()
        loss = loss_of(p)
        loss.backward()
        optimizer.step()
        show(f"{rule} loss {step}", loss)
    for name, tensor in p.items():
        show(f"{rule} {name}", tensor)
