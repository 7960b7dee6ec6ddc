#!/usr/bin/python3
"""Rallpack 3 in NEURON 8.2 at a fine step, of second order: when both ends of the cable cross 0 mV upwards, in ms.

Prints for steps of 4, 2 and 1 us a JSON object from each end to its times, interpolated between steps. The numbers of the
finest one stand in rallpack3.test.ts; those of the others say how far they can be trusted."""
import json

from neuron import h

from rallpack3_neuron import cable

h.load_file('stdrun.hoc')


def crossings(times, values):
    found = []
    for k in range(1, len(values)):
        before, after = values[k - 1], values[k]
        if before <= 0 < after:
            found.append(round(times[k - 1] + (times[k] - times[k - 1]) * -before / (after - before), 5))
    return found


def spikes(dt, size=1000, duration=250.0):
    section, current, count = cable(h, size, 'cable')
    h.celsius, h.usetable_hh, h.secondorder = 6.3, 0, 2
    times = h.Vector().record(h._ref_t)
    ends = {name: h.Vector().record(section(place / size)._ref_v) for name, place in (('first', 0.5), ('last', size - 0.5))}
    h.dt = dt
    h.steps_per_ms = 1 / dt
    h.finitialize(-65.0)
    h.continuerun(duration)
    return {name: crossings(list(times), list(values)) for name, values in ends.items()}


for dt in (0.004, 0.002, 0.001):
    print(json.dumps({'dt': dt, **spikes(dt)}), flush=True)
