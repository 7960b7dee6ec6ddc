#!/usr/bin/python3
"""The network of Izhikevich 2003 as the paper's own program computes it, in numpy: rates (Hz) of excitatory and inhibitory neurons in the
second half of a second, and the share of steps (1 ms) without a spike, mean and standard deviation over 40 seeds."""
import json
import numpy as np

figures = []
for seed in range(40):
    random = np.random.default_rng(seed)
    ne, ni = 800, 200
    re, ri = random.random(ne), random.random(ni)
    a = np.concatenate([np.full(ne, 0.02), 0.02 + 0.08*ri])
    b = np.concatenate([np.full(ne, 0.2), 0.25 - 0.05*ri])
    c = np.concatenate([-65 + 15*re**2, np.full(ni, -65)])
    d = np.concatenate([8 - 6*re**2, np.full(ni, 2)])
    weights = np.hstack([0.5*random.random((ne + ni, ne)), -random.random((ne + ni, ni))])
    v = np.full(ne + ni, -65.)
    u = b*v
    counts = np.zeros((2, 1000))
    for step in range(1000):
        current = np.concatenate([5*random.standard_normal(ne), 2*random.standard_normal(ni)])
        fired = np.flatnonzero(v >= 30)
        counts[:, step] = (fired < ne).sum(), (fired >= ne).sum()
        v[fired] = c[fired]
        u[fired] += d[fired]
        current += weights[:, fired].sum(axis=1)
        for _ in range(2):
            v += 0.5*(0.04*v**2 + 5*v + 140 - u + current)
        u += a*(b*v - u)
    late = counts[:, 500:]
    figures.append([late[0].sum()/ne/0.5, late[1].sum()/ni/0.5, (late.sum(axis=0) == 0).mean()])
print(json.dumps(dict(mean=np.mean(figures, axis=0).round(4).tolist(), deviation=np.std(figures, axis=0, ddof=1).round(4).tolist())))
