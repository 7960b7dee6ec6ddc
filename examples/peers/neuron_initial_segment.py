"""A cell whose spikes begin in the initial segment of its axon, in NEURON 8.2: when they pass each compartment of the axon, and the soma.

Writes ../data/neuron-initial-segment.json: at the time step and the compartments of the example, and at ever finer ones, which show how far from its
limit that is. Channels are made with the channel builder of NEURON. Backward Euler; NEURON changes the potential of a step before the gates, Rheobase
the gates first; where both start in balance, the order is the same.

    /usr/bin/python3 neuron_initial_segment.py
"""
import json
import os

from neuron import h

h.load_file("stdrun.hoc")

LINOID, EXPONENTIAL, SIGMOID = 3, 2, 4


def channel(name, ion, gates):
    """A density mechanism: gates with their power and two rates, A times a function of (v - d)*k."""
    made = h.KSChan(0)
    made.name(name)
    made.ion(ion)
    made.iv_type(0)
    for k, (gate, power, *rates) in enumerate(gates):
        made.add_hhstate(gate)
        made.gate(k).power(power)
        made.trans(k).type(0)
        for direction, (form, *numbers) in enumerate(rates):
            made.trans(k).set_f(direction, form, h.Vector(numbers))
    return made


def channels(suffix, vt):
    return [
        channel("na" + suffix, "na", [
            ("m", 3, (LINOID, 1.28, 1 / 4, vt + 13), (LINOID, 1.4, -1 / 5, vt + 40)),
            ("h", 1, (EXPONENTIAL, 0.128, -1 / 18, vt + 17), (SIGMOID, 4, -1 / 5, vt + 40)),
        ]),
        channel("k" + suffix, "k", [
            ("n", 4, (LINOID, 0.16, 1 / 5, vt + 15), (EXPONENTIAL, 0.5, -1 / 40, vt + 10)),
        ]),
    ]


KEPT = channels("_high", -55) + channels("_low", -63)


def section(name, length, diameter, nseg):
    made = h.Section(name=name)
    made.L, made.diam, made.nseg = length, diameter, nseg
    made.Ra, made.cm = 150, 0.9
    made.insert("pas")
    made.insert("na_high")
    made.insert("k_high")
    for segment in made:
        segment.pas.g, segment.pas.e = 0.05e-3, -70
        segment.na_high.gmax, segment.k_high.gmax = 20e-3, 10e-3
    return made


def crossings(v, dt, level=-20):
    return [dt * (k + (level - v[k]) / (v[k + 1] - v[k])) for k in range(len(v) - 1) if v[k] < level <= v[k + 1]]


def run(finer, dt):
    """Compartments `finer` times as short in all cables, and one that is the soma."""
    # A cylinder as long as thick has the area of the sphere; what hangs on its middle sees no resistance inside.
    soma = section("soma", 25, 25, 1)
    dend = section("dend", 400, 4, 20 * finer)
    axon = section("axon", 300, 1.2, 150 * finer)
    dend.connect(soma(0.5), 0)
    axon.connect(soma(0.5), 0)
    axon.insert("na_low")
    axon.insert("k_low")
    for segment in axon:
        place = 300 * segment.x
        if place < 10:
            continue
        if place < 50:
            segment.na_high.gmax, segment.k_high.gmax = 0, 0
            segment.na_low.gmax, segment.k_low.gmax = 400e-3, 100e-3
        else:
            segment.na_high.gmax, segment.k_high.gmax = 60e-3, 20e-3
    for each in h.allsec():
        each.ena, each.ek = 50, -90
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 20, 1e9, 0.5
    h.dt, h.steps_per_ms, h.secondorder = dt, round(1 / dt), 0
    # The middles of the compartments of the example.
    places = [soma(0.5)] + [axon((k + 0.5) / 150) for k in range(150)]
    records = [h.Vector().record(place._ref_v) for place in places]
    h.finitialize(-70)
    h.continuerun(40)
    times = [crossings(list(record), dt) for record in records]
    traces = [list(record)[:: round(0.25 / dt)][:160] for record in (records[0], records[16], records[150])]
    return times, traces


def summary(times):
    first = [each[0] for each in times[1:]]
    return {"soma": times[0][0], "start": min(first), "place": 2 * first.index(min(first)) + 1}


result = {"by": "NEURON " + h.nrnversion(0)}
times, traces = run(1, 0.005)
result["first"] = [round(each[0], 7) for each in times]
result["soma"] = [round(each, 7) for each in times[0]]
result["every"] = 0.25
result["v"] = dict(zip(["soma", "segment", "end"], ([round(each, 7) for each in trace] for trace in traces)))
# Odd factors keep the middles of compartments where they are.
result["finer"] = [
    {"compartments": finer, "dt": dt, **summary(run(finer, dt)[0])}
    for finer, dt in [(1, 0.005), (3, 0.005), (3, 0.0025), (3, 0.00125)]
]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "neuron-initial-segment.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
print(result["by"], result["finer"], result["soma"])
