#!/usr/bin/python3
"""Rallpack 3 in NEURON (Debian's python3-neuron), the model of rallpack3.py: fixed steps of implicit Euler.

NEURON looks the rates of its Hodgkin-Huxley channels up in a table, as it does unless told otherwise; with
`--usetable 0` it computes them in every step, as the other simulators do. The keys of the line are those of
bench_common.py: `loopSeconds` is the time of psolve, `compileSeconds` is 0, as nothing is compiled. `potentials` and
`lastSpike` are those of rallpack3.py, of the first cell; tables of rates move spikes by some steps."""
import argparse
import json
import resource
import time


def process_age():
    import os
    with open('/proc/self/stat') as file:
        start_ticks = int(file.read().rsplit(')', 1)[1].split()[19])
    with open('/proc/uptime') as file:
        uptime = float(file.read().split()[0])
    return uptime - start_ticks / os.sysconf('SC_CLK_TCK')


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--size', type=int, default=1000, help='compartments')
    p.add_argument('--cells', type=int, default=1)
    p.add_argument('--duration', type=float, default=0.25, help='simulated time in seconds')
    p.add_argument('--seed', type=int, default=0, help='of no use: nothing is drawn')
    p.add_argument('--repeats', type=int, default=1)
    p.add_argument('--threads', type=int, default=1)
    p.add_argument('--usetable', type=int, default=1)
    p.add_argument('--priority', action='store_true', help='the whole process goes before everything else')
    return p.parse_args()


def cable(h, size, name):
    section = h.Section(name=name)
    section.L, section.diam, section.nseg, section.Ra, section.cm = 1000.0, 1.0, size, 100.0, 1.0
    section.insert('hh')
    section.ena, section.ek = 50.0, -77.0
    for segment in section:
        segment.hh.gl = 1.0 / 40000
        segment.hh.el = -65.0
    current = h.IClamp(section(0.5 / size))
    current.delay, current.dur, current.amp = 0.0, 1e9, 0.1
    count = h.APCount(section(1 - 0.5 / size))
    count.thresh = 0.0
    return section, current, count


def end_of(args, h, section, count):
    """NEURON notes the end of the step of a spike."""
    places = [(2 * place + 1) * args.size // 20 for place in range(10)]
    end = dict(potentials=[section((place + 0.5) / args.size).v for place in places])
    return dict(end, lastSpike=count.time - h.dt) if count.n else end


def main():
    args = options()
    waited = process_age()
    if args.priority:
        import os
        with open('/proc/self/autogroup', 'w') as file:
            file.write('-20')
        os.setpriority(os.PRIO_PROCESS, 0, -20)
    from neuron import h
    import_seconds = process_age() - waited
    start = time.perf_counter()
    cells = [cable(h, args.size, f'cable{number}') for number in range(args.cells)]
    h.celsius = 6.3
    h.usetable_hh = args.usetable
    h.CVode().cache_efficient(1)
    context = h.ParallelContext()
    context.nthread(args.threads)
    context.set_maxstep(10)
    h.dt = 0.05
    build_seconds = time.perf_counter() - start
    loops = []
    for _ in range(args.repeats):
        h.finitialize(-65.0)
        h.dt = 0.05
        start = time.perf_counter()
        context.psolve(args.duration * 1e3)
        loops.append(time.perf_counter() - start)
    spikes = sum(int(count.n) for _, _, count in cells)
    section, _, count = cells[0]
    end = end_of(args, h, section, count)
    print(json.dumps(dict(
        benchmark='rallpack3', engine='neuron', version=h.nrnversion(5), size=args.size, usetable=args.usetable,
        threads=args.threads, durationSeconds=args.duration, importSeconds=round(import_seconds, 4),
        neurons=args.size * args.cells, synapses=0, spikes=spikes,
        rateHz=spikes / args.cells / args.duration, **end, buildSeconds=round(build_seconds, 5), compileSeconds=0.0,
        loopSeconds=[round(each, 5) for each in loops], wallSeconds=round(process_age(), 3),
        peakBytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)), flush=True)


if __name__ == '__main__':
    main()
