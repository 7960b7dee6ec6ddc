"""Variations of the case studies in Brian 2: other sounds, paths, grids, currents and densities than those of the paper.

    python case_studies.py > case_studies.json

The models are those of Stimberg, Brette & Goodman 2019, eLife 8, e47314, with exprel where a quotient is 0/0.
"""
import json
import sys

import numpy as np
from brian2 import *

BrianLogger.suppress_hierarchy("brian2")


def tone(rate, fundamental, harmonics):
    """A second of harmonics that begins and ends softly, as samples of 16 bits."""
    t = np.arange(rate) / rate
    x = np.sum([np.cos(2 * np.pi * fundamental * h * t + 0.3 * h) / len(harmonics) for h in harmonics], axis=0)
    envelope = np.minimum(1, np.minimum(t / 0.03, (1 - t) / 0.03))
    return np.round(0.06 * x * envelope * 32767)


def pitch(rate, fundamental, harmonics):
    start_scope()
    defaultclock.dt = 1 / (rate * Hz)
    samples = tone(rate, fundamental, harmonics).astype(np.float32) / np.float32(32767)
    constants = dict(sample=TimedArray(samples.astype(float), dt=defaultclock.dt), tau_ear=1 * ms, tau_th=5 * ms, tau=1 * ms)
    ear = NeuronGroup(
        1,
        """dx/dt = (sound - x)/tau_ear : 1 (unless refractory)
        dth/dt = (0.1*x - th)/tau_th : 1
        sound = clip(sample(t), 0, inf) : 1 (constant over dt)""",
        threshold="x > th", reset="x = 0; th = th*2.5 + 0.01", refractory=2 * ms, method="exact", namespace=constants,
    )
    ear.th = 1
    detectors = NeuronGroup(
        300, "dv/dt = -v/tau : 1\nfreq : Hz (constant)", threshold="v > 1", reset="v = 0", method="euler", namespace=constants
    )
    detectors.freq = "exp(log(50) + (i*1.0/299)*log(20))*Hz"
    synapses = Synapses(ear, detectors, on_pre="v += 0.6", multisynaptic_index="k")
    synapses.connect(n=2)
    synapses.delay["k == 1"] = "1/freq_post"
    spikes, heard = SpikeMonitor(ear), SpikeMonitor(detectors)
    Network(ear, detectors, synapses, spikes, heard).run(1 * second)
    steps = [int(round(float(time) * rate)) for time in spikes.t / second]
    counts = np.array(heard.count)
    return dict(ear=len(steps), first=steps[:8], heard=int(counts.sum()), strongest=np.flatnonzero(counts == counts.max()).tolist())


def eye_movements():
    start_scope()
    defaultclock.dt = 0.1 * ms
    constants = dict(alpha=(1 / (50 * ms)) ** 2, beta=1 / (50 * ms), tau_muscle=20 * ms, taum=20 * ms, gain=4.0, width=0.1)
    eye = NeuronGroup(
        1,
        """dx/dt = velocity : 1
        dvelocity/dt = alpha*(x0 - x) - beta*velocity : 1/second
        dx0/dt = -x0/tau_muscle : 1
        x_object = 0.5*sin(2*pi*0.31*Hz*t) - 0.35*sin(2*pi*0.83*Hz*t + 1) : 1""",
        method="euler", namespace=constants, name="z_eye",
    )
    motor = NeuronGroup(
        2, "dv/dt = -v/taum : 1", threshold="v > 1", reset="v = 0", refractory=5 * ms, method="exact", namespace=constants, name="a_motor"
    )
    retina = NeuronGroup(
        20,
        """I = gain*exp(-((x_object - x_eye - x_neuron)/width)**2) : 1 (constant over dt)
        x_neuron : 1 (constant)
        x_object : 1 (linked)
        x_eye : 1 (linked)
        dv/dt = (I - v)/taum : 1""",
        threshold="v > 1", reset="v = 0", method="exact", namespace=constants, name="b_retina",
    )
    retina.v = "(i + 0.5)/20"
    retina.x_neuron = "-1 + 2.0*i/(N - 1)"
    retina.x_eye, retina.x_object = linked_var(eye, "x"), linked_var(eye, "x_object")
    seen = Synapses(retina, motor, "w : 1", on_pre="v += w")
    seen.connect(j="int(x_neuron_pre > 0)")
    seen.w = "abs(x_neuron_pre)"
    pull = Synapses(motor, eye, "w : 1", on_pre="x0 += w")
    pull.connect()
    pull.w = [-0.5, 0.5]
    cells, muscles = SpikeMonitor(retina), SpikeMonitor(motor)
    Network(eye, motor, retina, seen, pull, cells, muscles).run(10 * second)
    left, right = (np.array(train / ms).round(1).tolist() for train in muscles.spike_trains().values())
    return dict(retina=np.array(cells.count).tolist(), left=[len(left), *left[:4]], right=[len(right), *right[:4]])


def exploration():
    start_scope()
    defaultclock.dt = 0.1 * ms
    area = 20000 * umetre**2
    constants = dict(
        Cm=1 * ufarad / cm**2 * area, gl=5e-5 * siemens / cm**2 * area, g_kd=30 * msiemens / cm**2 * area,
        El=-60 * mV, EK=-90 * mV, ENa=50 * mV, VT=-63 * mV,
    )
    currents, densities = [-2, 5, 13.6, 25, 37.5, 60], [7.3, 18.3, 54.6, 110, 150]
    I, g = np.repeat(currents, len(densities)), np.tile(densities, len(currents))
    neurons = NeuronGroup(
        len(I),
        """dv/dt = (gl*(El - v) - g_na*m**3*h*(v - ENa) - g_kd*n**4*(v - EK) + I)/Cm : volt
        dm/dt = alpha_m*(1 - m) - beta_m*m : 1
        dn/dt = alpha_n*(1 - n) - beta_n*n : 1
        dh/dt = alpha_h*(1 - h) - beta_h*h : 1
        alpha_m = 0.32/mV*(13*mV - v + VT)/(exp((13*mV - v + VT)/(4*mV)) - 1)/ms : Hz
        beta_m = 0.28/mV*(v - VT - 40*mV)/(exp((v - VT - 40*mV)/(5*mV)) - 1)/ms : Hz
        alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
        beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
        alpha_n = 0.032/mV*(15*mV - v + VT)/(exp((15*mV - v + VT)/(5*mV)) - 1)/ms : Hz
        beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
        g_na : siemens (constant)
        I : amp (constant)""",
        threshold="v > -20*mV", refractory="v > -20*mV", method="exponential_euler", namespace=constants,
    )
    neurons.v, neurons.I, neurons.g_na = -60 * mV, I * pA, g * msiemens / cm**2 * area
    spikes = SpikeMonitor(neurons, record=False)
    Network(neurons, spikes).run(3 * second)
    return dict(counts=np.array(spikes.count).tolist())


def thalamic_cell(step):
    start_scope()
    defaultclock.dt = 0.02 * ms
    constants = dict(
        gl=0.0379 * msiemens / cm**2, El=-76.5 * mV, E_Na=50 * mV, E_K=-100 * mV, VT=-52 * mV, tadj_HH=3**-0.2, tadj_T=2.5, Z=2,
        F=96485.33289 * coulomb / mole, gamma=96485.33289 * coulomb / mole / (8.3144598 * joule / mole / kelvin * 307.15 * kelvin),
        Ca_i=240 * nmolar, Ca_o=2 * mmolar,
    )
    neuron = SpatialNeuron(
        Morphology.from_file("../data/tc200.CNG.swc"),
        """Im = gl*(El - v) - I_Na - I_K - I_T : amp/meter**2
        I_inj : amp (point current)
        v2 = v - VT : volt
        I_Na = g_Na*m**3*h*(v - E_Na) : amp/meter**2
        I_K = g_K*n**4*(v - E_K) : amp/meter**2
        dm/dt = (0.32*4/exprel((13*mV - v2)/(4*mV))*(1 - m) - 0.28*5/exprel((v2 - 40*mV)/(5*mV))*m)/ms*tadj_HH : 1
        dn/dt = (0.032*5/exprel((15*mV - v2)/(5*mV))*(1 - n) - 0.5*exp((10*mV - v2)/(40*mV))*n)/ms*tadj_HH : 1
        dh/dt = (0.128*exp((17*mV - v2)/(18*mV))*(1 - h) - 4/(1 + exp((40*mV - v2)/(5*mV)))*h)/ms*tadj_HH : 1
        I_T = P_Ca*m_T**2*h_T*G_Ca : amp/meter**2
        G_Ca = Z**2*F*v*gamma*(Ca_i - Ca_o*exp(-Z*gamma*v))/(1 - exp(-Z*gamma*v)) : coulomb/meter**3
        dm_T/dt = -(m_T - m_T_inf)/tau_m_T : 1
        dh_T/dt = -(h_T - h_T_inf)/tau_h_T : 1
        m_T_inf = 1/(1 + exp(-(v/mV + 56)/6.2)) : 1
        h_T_inf = 1/(1 + exp((v/mV + 80)/4)) : 1
        tau_m_T = (0.612 + 1/(exp(-(v/mV + 131)/16.7) + exp((v/mV + 15.8)/18.2)))*ms/tadj_T : second
        tau_h_T = (int(v < -81*mV)*exp((v/mV + 466)/66.6) + int(v >= -81*mV)*(28 + exp(-(v/mV + 21)/10.5)))*ms/tadj_T : second
        g_Na : siemens/meter**2
        g_K : siemens/meter**2
        P_Ca : meter/second""",
        Cm=0.88 * ufarad / cm**2, Ri=173 * ohm * cm, method="exponential_euler", namespace=constants,
    )
    neuron.v = -74 * mV
    neuron.m_T, neuron.h_T = "m_T_inf", "h_T_inf"
    neuron.g_Na[0] = neuron.g_K[0] = 100 * msiemens / cm**2
    neuron.P_Ca = 1.7e-5 * cm / second
    neuron.P_Ca["distance + length/2 > 11*um"] = 8.5e-5 * cm / second
    monitor = StateMonitor(neuron, "v", record=[0])
    network = Network(neuron, monitor)
    network.run(180 * ms)
    neuron.I_inj[0] = step * pA
    network.run(120 * ms)
    v = monitor.v[0] / mV
    up = np.flatnonzero((v[:-1] < -20) & (v[1:] >= -20))
    times = (up + (-20 - v[up]) / (v[up + 1] - v[up])) * 0.02
    return dict(spikes=times.round(6).tolist(), at={t: round(float(v[round(t / 0.02)]), 6) for t in (200, 250, 299)})


json.dump(
    dict(
        pitch={"150 Hz, 44.1 kHz": pitch(44100, 150, [3, 4, 5, 6]), "185 Hz, 48 kHz": pitch(48000, 185, [1, 2, 3])},
        eye_movements=eye_movements(),
        exploration=exploration(),
        thalamic_cell={step: thalamic_cell(step) for step in (60, 130)},
    ),
    sys.stdout,
    indent=1,
)
