"""Times one model in Brian 2 and prints one line of JSON.

Needs Debian's python3-brian (2.5.1), g++, make and, for the mode `cython`, cython3; run the scripts with
/usr/bin/python3. A script gives `run_bench` a function that builds its model.

All times are in seconds, memory is in bytes. `size` is the number of neurons (of the scripts with cells: of
compartments). What the keys mean in the modes `standalone` (generated C++) and `openmp` (the same on --threads
threads):

    importSeconds      importing Brian
    constructSeconds   building the model in Python; code of initial values and of connections is generated here
    compileSeconds     code generation of the run, and `make -j` of the C++ project
    loopSeconds        list, one entry per execution of the same binary: Brian's own time of the loop over the
                       time steps (processor time in `standalone`, wall-clock time in `openmp`)
    binarySeconds      list: wall-clock time of one execution: arrays, synapses, loop, results to disk
    buildSeconds       constructSeconds and what the first execution spent outside of the loop
    wallSeconds        start of the process (before Brian is imported) to the results of the first execution
    peakBytes          peak resident memory of the binary alone

and in the modes `cython` and `numpy` (the loop in Python):

    constructSeconds, buildSeconds   building the model, synapses included; compiles code itself with `cython`
    compileSeconds     Network.before_run(): code generation, compilation or loading from the cache on disk
    loopSeconds        list: Network.run() without before_run() and after_run()
    peakBytes          peak resident memory of the Python process

`otherCores` is how many cores were kept busy by others meanwhile: not near 0 means a measurement to repeat.
"""
import sys

# This folder has a statistics.py: whoever imports the module of that name must find the standard library's.
sys.path.append(sys.path.pop(0))

import argparse
import json
import os
import resource
import shutil
import subprocess
import tempfile
import threading
import time
import warnings

warnings.filterwarnings('ignore')

# As in ../cold-process.ts.
PRIORITY = ('setsid', '--wait', 'sh', '-c', 'echo -20 > /proc/self/autogroup; exec nice -n -20 "$0" "$@"')
STANDALONE = ('standalone', 'openmp')


def parser(description, duration=1.0):
    """The options that all benchmarks share; a script adds those of its model."""
    p = argparse.ArgumentParser(description=description)
    p.add_argument('--mode', default='standalone', choices=[*STANDALONE, 'cython', 'numpy'])
    p.add_argument('--threads', type=int, default=2, help='threads of the mode openmp')
    p.add_argument('--repeats', type=int, default=3, help='executions of the binary, or of the run')
    p.add_argument('--duration', type=float, default=duration, help='simulated time in seconds')
    p.add_argument('--seed', type=int, default=1234)
    p.add_argument('--dtype', default='float64', choices=['float64', 'float32'])
    p.add_argument('--keep', default=None, help='keep the generated C++ project in this folder')
    p.add_argument('--cold-cache', action='store_true', help='cython: start from an empty cache of extensions')
    p.add_argument('--wait-idle', type=float, default=0.0,
                   help='before each timed execution wait up to this many seconds for an idle machine')
    p.add_argument('--priority', action='store_true',
                   help='standalone: the binary, but not the compiler, goes before everything else on the machine')
    return p


def process_age():
    """Seconds since this process started, to 10 ms."""
    with open('/proc/self/stat') as file:
        start_ticks = int(file.read().rsplit(')', 1)[1].split()[19])
    with open('/proc/uptime') as file:
        uptime = float(file.read().split()[0])
    return uptime - start_ticks / os.sysconf('SC_CLK_TCK')


def busy_seconds():
    """Processor seconds used so far by the whole machine, and by this process and its ended children."""
    with open('/proc/stat') as file:
        ticks = [int(word) for word in file.readline().split()[1:9]]
    idle_and_waiting = ticks[3] + ticks[4]
    return (sum(ticks) - idle_and_waiting) / os.sysconf('SC_CLK_TCK'), sum(os.times()[:4])


def wait_idle(limit):
    """Returns after a second in which the machine did next to nothing, or after `limit` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        before = busy_seconds()[0]
        time.sleep(1.0)
        if busy_seconds()[0] - before < 0.08:
            return


class OtherCores:
    """Measures how many cores processes that are not ours keep busy within the block."""

    def __enter__(self):
        self.start = (time.perf_counter(), *busy_seconds())
        return self

    def __exit__(self, *_):
        time_before, all_before, own_before = self.start
        all_now, own_now = busy_seconds()
        elapsed = max(time.perf_counter() - time_before, 1e-3)
        self.cores = max(0.0, ((all_now - all_before) - (own_now - own_before)) / elapsed)


class Execution:
    """One execution of a compiled standalone project, after which Brian reads the results from disk."""

    def __init__(self, device, directory, arguments=(), launcher=()):
        start = time.perf_counter()
        with open(os.path.join(directory, 'results', 'stdout.txt'), 'w') as output:
            child = subprocess.Popen([*launcher, os.path.join(directory, 'main'), *arguments], cwd=directory,
                                     stdout=output)
        self._watch(child)
        self.wall_seconds = time.perf_counter() - start
        if child.returncode != 0:
            raise RuntimeError(f'the program in {directory} ended with status {child.returncode}')
        with open(os.path.join(directory, 'results', 'last_run_info.txt')) as file:
            self.loop_seconds = float(file.read().split()[0])
        device.has_been_run = True

    def _watch(self, child):
        # The ru_maxrss of a child counts the pages of the large Python parent it was forked from: ask the system
        # for the high-water mark of the running program instead.
        self.peak_bytes = 0
        ended = threading.Event()

        def poll():
            while not ended.wait(0.01):
                try:
                    with open(f'/proc/{child.pid}/status') as file:
                        for line in file:
                            if line.startswith('VmHWM'):
                                self.peak_bytes = max(self.peak_bytes, int(line.split()[1]) * 1024)
                except OSError:
                    return

        thread = threading.Thread(target=poll, daemon=True)
        thread.start()
        child.wait()
        ended.set()
        thread.join()


def start_standalone(directory, threads=0):
    """Chooses C++ standalone, built on request in `directory`; `threads` above 0: with OpenMP."""
    from brian2 import prefs, set_device
    set_device('cpp_standalone', directory=directory, build_on_run=False)
    if threads > 0:
        prefs.devices.cpp_standalone.openmp_threads = threads


def compile_standalone(directory):
    """Writes and compiles the project of what was built and run so far; gives back the device."""
    from brian2 import get_device
    device = get_device()
    device.build(directory=directory, compile=True, run=False, with_output=False, direct_call=True)
    return device


def run_bench(name, build, args):
    """`build(args)` gives the network and a function for the figures of the model, called after the run."""
    if args.wait_idle:
        wait_idle(args.wait_idle)
    waited = process_age()
    import brian2
    import numpy as np
    brian2.BrianLogger.suppress_hierarchy('brian2')
    brian2.seed(args.seed)
    if args.dtype == 'float32':
        brian2.prefs.core.default_float_dtype = np.float32
    row = dict(benchmark=name, engine='brian2', version=brian2.__version__, mode=args.mode,
               threads=args.threads if args.mode == 'openmp' else 1, durationSeconds=args.duration,
               seed=args.seed, dtype=args.dtype, importSeconds=process_age() - waited)
    measure = measure_standalone if args.mode in STANDALONE else measure_in_python
    row.update(measure(build, args, waited))
    print(json.dumps(rounded(row)), flush=True)


def measure_standalone(build, args, waited):
    from brian2 import second, seed
    directory = os.path.abspath(args.keep or tempfile.mkdtemp(prefix='brian_standalone_'))
    try:
        start = time.perf_counter()
        start_standalone(directory, args.threads if args.mode == 'openmp' else 0)
        seed(args.seed)
        network, report = build(args)
        construct_seconds = time.perf_counter() - start
        start = time.perf_counter()
        network.run(args.duration * second)
        device = compile_standalone(directory)
        compile_seconds = time.perf_counter() - start
        executions, others = [], []
        for repetition in range(args.repeats):
            if args.wait_idle and repetition:
                wait_idle(args.wait_idle)
            with OtherCores() as other:
                executions.append(Execution(device, directory, launcher=PRIORITY if args.priority else ()))
            others.append(other.cores)
            if repetition == 0:
                figures = report()
                wall_seconds = process_age() - waited
        first = executions[0]
        return dict(constructSeconds=construct_seconds, compileSeconds=compile_seconds,
                    buildSeconds=construct_seconds + first.wall_seconds - first.loop_seconds,
                    loopSeconds=[run.loop_seconds for run in executions],
                    binarySeconds=[run.wall_seconds for run in executions], wallSeconds=wall_seconds,
                    peakBytes=max(run.peak_bytes for run in executions), otherCores=others, **figures)
    finally:
        if not args.keep:
            shutil.rmtree(directory, ignore_errors=True)


def measure_in_python(build, args, waited):
    from brian2 import prefs, second
    prefs.codegen.target = args.mode
    cache = tempfile.mkdtemp(prefix='brian_cython_') if args.mode == 'cython' and args.cold_cache else None
    if cache:
        prefs.codegen.runtime.cython.cache_dir = cache
    try:
        start = time.perf_counter()
        network, report = build(args)
        build_seconds = time.perf_counter() - start
        network.store()
        loop, others = [], []
        with time_around_loop() as around:
            for repetition in range(args.repeats):
                if args.wait_idle and repetition:
                    wait_idle(args.wait_idle)
                around['seconds'] = 0.0
                with OtherCores() as other:
                    start = time.perf_counter()
                    network.run(args.duration * second)
                    loop.append(time.perf_counter() - start - around['seconds'])
                others.append(other.cores)
                if repetition == 0:
                    compile_seconds = around['seconds']
                    figures = report()
                    wall_seconds = process_age() - waited
                if repetition + 1 < args.repeats:
                    network.restore(restore_random_state=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return dict(constructSeconds=build_seconds, buildSeconds=build_seconds, compileSeconds=compile_seconds,
                    loopSeconds=loop, wallSeconds=wall_seconds, peakBytes=peak, otherCores=others,
                    coldCache=bool(cache), **figures)
    finally:
        if cache:
            shutil.rmtree(cache, ignore_errors=True)


class time_around_loop:
    """Within the block, `seconds` sums up what networks spend before and after their loop."""

    METHODS = ('before_run', 'after_run')

    def __enter__(self):
        import functools
        from brian2 import Network
        around = dict(seconds=0.0)
        self.originals = {method: getattr(Network, method) for method in self.METHODS}

        def timed(original):
            # wraps() keeps the attributes of Brian's decorators, which run() relies on.
            @functools.wraps(original)
            def method(*positional, **named):
                start = time.perf_counter()
                try:
                    return original(*positional, **named)
                finally:
                    around['seconds'] += time.perf_counter() - start
            return method

        for name, original in self.originals.items():
            setattr(Network, name, timed(original))
        return around

    def __exit__(self, *_):
        from brian2 import Network
        for name, original in self.originals.items():
            setattr(Network, name, original)


def rounded(value):
    """Floats to six decimals, in lists and dictionaries too."""
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [rounded(entry) for entry in value]
    return round(value, 6) if isinstance(value, float) else value
