#!/usr/bin/python3
"""Jansen & Rit 1995 in Brian 2: smallest and largest potential (mV) of ../networks/jansen-rit.ts from 4 to 6 s at some inputs (Hz)."""
from brian2 import *
import json

prefs.codegen.target = 'numpy'
defaultclock.dt = 1*ms
A, B, a, b, C = 3.25*mV, 22*mV, 100*Hz, 50*Hz, 135
inputs = [90, 110, 120, 150, 220, 300, 330]
column = NeuronGroup(len(inputs), '''
    dy0/dt = z0 : volt
    dy1/dt = z1 : volt
    dy2/dt = z2 : volt
    dz0/dt = A*a*5*Hz/(1 + exp(0.56*(6*mV - y)/mV)) - 2*a*z0 - a**2*y0 : volt/second
    dz1/dt = A*a*(p + 0.8*C*5*Hz/(1 + exp(0.56*(6*mV - C*y0)/mV))) - 2*a*z1 - a**2*y1 : volt/second
    dz2/dt = B*b*0.25*C*5*Hz/(1 + exp(0.56*(6*mV - 0.25*C*y0)/mV)) - 2*b*z2 - b**2*y2 : volt/second
    y = y1 - y2 : volt
    p : hertz''', method='rk4')
column.p = inputs*Hz
trace = StateMonitor(column, 'y', record=True)
run(6*second)
print(json.dumps([[p, round(min(y[4000:]/mV), 4), round(max(y[4000:]/mV), 4)] for p, y in zip(inputs, trace.y)]))
