#!/usr/bin/python3
"""Reference statistics of Brian 2: writes reference/brian2-statistics.json from several seeds of each network.

The networks are those of cuba.py and cobahh.py with 4000 neurons for 1 s. Each is compiled once as C++ standalone
and executed once per seed; the seed decides initial values and connections alike. Run with /usr/bin/python3, with
the names of models to make only these anew."""
import bench_common

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile

import cobahh
import cuba

MODELS = dict(cuba=cuba, cobahh=cobahh)
SIZE = 4000
DURATION = 1.0
LEAST_SPIKES = 5
OUTPUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'reference', 'brian2-statistics.json')

METHOD = dict(
    run=f'{SIZE} neurons, {DURATION:g} s from t = 0 (the onset is included), C++ standalone, one thread, float64, '
        'compiled once per model and executed once per seed; the seed decides initial values and connections',
    rateHz='number of spikes / neurons / duration; rateExcitatoryHz over the first 80 % of the neurons, '
           'rateInhibitoryHz over the rest',
    intervals='intervals between successive spikes of the same neuron within the run, all neurons together',
    meanIntervalMs='mean of these intervals',
    intervalCvPooled='standard deviation / mean of these intervals, all neurons together',
    intervalCvPerNeuron=f'standard deviation / mean of the intervals of one neuron, averaged over the neurons with '
                        f'at least {LEAST_SPIKES} spikes (neuronsWithCv of them)',
    deviationWithinARun='standard deviations of intervals divide by n (not n - 1)',
    acrossSeeds='perSeed: one value per seed, in the order of seeds; mean over seeds; spread: their standard '
                'deviation (n - 1): what a single run may differ by; standardError: spread / sqrt(seeds)',
)


def statistics_of(neuron, time, size, duration):
    """Figures of one run from the neuron and the time in seconds of every spike."""
    import numpy as np
    order = np.lexsort((time, neuron))
    neuron, time = neuron[order], time[order]
    same_neuron = np.diff(neuron) == 0
    intervals = np.diff(time)[same_neuron]
    owner = neuron[1:][same_neuron]
    excitatory = int(0.8 * size)
    cvs = []
    for index in np.flatnonzero(np.bincount(neuron, minlength=size) >= LEAST_SPIKES):
        own = intervals[owner == index]
        cvs.append(own.std() / own.mean())
    return dict(spikes=len(time), rateHz=len(time) / size / duration,
                rateExcitatoryHz=int((neuron < excitatory).sum()) / excitatory / duration,
                rateInhibitoryHz=int((neuron >= excitatory).sum()) / (size - excitatory) / duration,
                intervals=len(intervals), meanIntervalMs=float(intervals.mean()) * 1000,
                intervalCvPooled=float(intervals.std() / intervals.mean()),
                neuronsWithCv=len(cvs), intervalCvPerNeuron=float(np.mean(cvs)) if cvs else None)


def across_seeds(runs):
    import numpy as np
    table = {}
    for figure in runs[0]:
        values = [run[figure] for run in runs]
        spread = float(np.std(values, ddof=1))
        table[figure] = dict(mean=float(np.mean(values)), spread=spread,
                             standardError=spread / len(values) ** 0.5, perSeed=values)
    return bench_common.rounded(table)


def measure(model, seeds):
    """Compiles one model and executes it for each seed."""
    from brian2 import get_device, second
    import numpy as np
    directory = tempfile.mkdtemp(prefix='brian_statistics_')
    try:
        bench_common.start_standalone(directory)
        # Brian 2.5 fixes the seed in the generated program: read it from the command line instead.
        get_device().insert_code('main', 'rk_seed(std::atol(argv[1]), brian::_mersenne_twister_states[0]);')
        network, _, synapses, spikes = model.network(SIZE, record=True)
        network.run(DURATION * second)
        device = bench_common.compile_standalone(directory)
        runs = []
        for seed in seeds:
            bench_common.Execution(device, directory, [str(seed)])
            figures = statistics_of(np.array(spikes.i[:]), np.array(spikes.t[:]), SIZE, DURATION)
            runs.append(dict(synapses=sum(len(part) for part in synapses), **figures))
        device.reinit()
        device.activate()
        return across_seeds(runs)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def printed(document):
    """Indented JSON with each list on one line."""
    text = json.dumps(document, indent=2)
    return re.sub(r'\[[^\[\]]*\]', lambda found: re.sub(r'\s*\n\s*', ' ', found[0]), text) + '\n'


def versions():
    import brian2
    import numpy
    compiler = subprocess.run(['g++', '--version'], capture_output=True, text=True).stdout.splitlines()[0]
    return dict(brian2=brian2.__version__, numpy=numpy.__version__, python=platform.python_version(),
                compiler=compiler, compilerFlags=' '.join(brian2.prefs['codegen.cpp.extra_compile_args_gcc']),
                machine=platform.machine())


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('models', nargs='*', help=f'of {", ".join(MODELS)}; left out: all')
    options.add_argument('--seeds', type=int, default=10, help='how many seeds, from 1')
    args = options.parse_args()
    for name in args.models:
        if name not in MODELS:
            options.error(f'unknown model {name!r}; known: {", ".join(MODELS)}')
    seeds = list(range(1, args.seeds + 1))
    models = {}
    if os.path.exists(OUTPUT):
        with open(OUTPUT) as file:
            models = json.load(file)['models']
    import brian2
    brian2.BrianLogger.suppress_hierarchy('brian2')
    for name in args.models or MODELS:
        figures = measure(MODELS[name], seeds)
        models[name] = dict(about=MODELS[name].__doc__.strip().splitlines()[0], neurons=SIZE,
                            durationSeconds=DURATION, timeStepMs=0.1, seeds=seeds, figures=figures,
                            made=datetime.date.today().isoformat(), versions=versions())
        print(name, {figure: (round(row['mean'], 4), round(row['standardError'], 4))
                     for figure, row in figures.items()}, flush=True)
    models = {name: models[name] for name in MODELS if name in models}
    with open(OUTPUT, 'w') as file:
        file.write(printed(dict(madeBy='benchmarks/peers/statistics.py', method=METHOD, models=models)))


if __name__ == '__main__':
    main()
