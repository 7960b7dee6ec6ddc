"""A branched cell with Hodgkin-Huxley channels everywhere, in NEURON 8.2: potentials at five places, and when they pass 0 mV.

Writes ../data/neuron-branched-cell.json. Backward Euler, steps of 0.025 ms, gates by `cnexp` without tables.
NEURON changes the potential of a step before the gates, Rheobase the gates first; where both start in balance, the order is the same.

    /usr/bin/python3 neuron_branched_cell.py
"""
import json
import os

from neuron import h

h.load_file("stdrun.hoc")


def section(name, length, diameter, nseg, parent=None, at=1):
    made = h.Section(name=name)
    made.L, made.diam, made.nseg = length, diameter, nseg
    if parent is not None:
        made.connect(parent(at), 0)
    made.Ra, made.cm = 100, 1
    made.insert("hh")
    for segment in made:
        segment.hh.gnabar, segment.hh.gkbar, segment.hh.gl, segment.hh.el = 0.12, 0.036, 0.0003, -54.3
    made.ena, made.ek = 50, -77
    return made


# A cylinder as long as thick has the area of the sphere; children in its middle see no resistance inside, as with a sphere.
soma = section("soma", 20, 20, 1)
dend = section("dend", 150, 3, 15, soma, 0.5)
left = section("left", 120, 2, 12, dend)
right = section("right", 200, 1.5, 20, dend)
axon = section("axon", 600, 1, 60, soma, 0.5)

h.usetable_hh = 0
h.celsius = 6.3
h.dt = 0.025
h.steps_per_ms = 40
h.secondorder = 0

clamp = h.IClamp(right(0.975))
clamp.delay, clamp.dur, clamp.amp = 0, 1e9, 0.3

places = {"soma": soma(0.5), "dend": dend(0.5), "left": left(11.5 / 12), "right": right(0.975), "axon": axon(59.5 / 60)}
records = {name: h.Vector().record(place._ref_v) for name, place in places.items()}
h.finitialize(-65)
h.continuerun(40)

DT = 0.025
result = {"by": "NEURON " + h.nrnversion(0), "every": 0.5, "v": {}, "spikes": {}}
for name, record in records.items():
    v = list(record)
    result["v"][name] = [round(each, 7) for each in v[:1600:20]]
    result["spikes"][name] = [
        round(DT * (k + v[k] / (v[k] - v[k + 1])), 7) for k in range(len(v) - 1) if v[k] < 0 <= v[k + 1]
    ]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "neuron-branched-cell.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
print(result["by"], result["spikes"])
