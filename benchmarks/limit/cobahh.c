// COBAHH (../models/cobahh.ts), as fast as plain C goes: the ten exponential functions of a neuron step are those of the model, and gcc
// takes them from glibc's vector library (libmvec).
#include "program.h"
#include "synapses.h"

/** So many neurons are updated before anyone asks which of them spiked: most blocks have none. */
enum { BLOCK = 64, REFRACTORY_STEPS = 30 };

// Units: mV, ms, nS, pF, pA.
static const double DT = 0.1, CAPACITY = 200.0;
static const double LEAK = 10.0, SODIUM = 20e3, POTASSIUM = 6e3;
static const double E_LEAK = -60.0, E_SODIUM = 50.0, E_POTASSIUM = -90.0, E_EXCITATORY = 0.0, E_INHIBITORY = -80.0;
static const double VT = -63.0, THRESHOLD = -20.0, TAU_E = 5.0, TAU_I = 10.0;
static const double EXCITATION = 6.0, INHIBITION = 67.0;

typedef struct {
  double *restrict v, *restrict m, *restrict n, *restrict h, *restrict ge, *restrict gi;
  int32_t *restrict free_from; // the step from which a neuron may spike again
  uint32_t size;
} Neurons;

/** x / (exp(x) - 1), which is 1 at 0. */
static inline double over_expm1(double x) {
  const double small = 1.0 - 0.5 * x, quotient = x / (exp(x) - 1.0);
  return fabs(x) < 1e-7 ? small : quotient;
}

/** One step of exponential Euler for dx/dt = alpha (1 - x) - beta x. */
static inline double gate(double x, double alpha, double beta) {
  const double rest = alpha / (alpha + beta);
  return rest + (x - rest) * exp(-DT * (alpha + beta));
}

/** Moves all neurons one step on; lists those that spiked, in order. Gives their number. */
static uint32_t update(Neurons neurons, int32_t step, uint32_t *restrict spiking) {
  double *restrict v = neurons.v, *restrict m = neurons.m, *restrict n = neurons.n, *restrict h = neurons.h;
  double *restrict ge = neurons.ge, *restrict gi = neurons.gi;
  const int32_t *restrict free_from = neurons.free_from;
  const double decay_e = exp(-DT / TAU_E), decay_i = exp(-DT / TAU_I);
  uint32_t count = 0;
  for (uint32_t begin = 0; begin < neurons.size; begin += BLOCK) {
    const uint32_t end = begin + BLOCK < neurons.size ? begin + BLOCK : neurons.size;
    double highest = THRESHOLD;
    for (uint32_t i = begin; i < end; i++) {
      const double u = v[i] - VT;
      const double alpha_m = 0.32 * 4.0 * over_expm1((13.0 - u) / 4.0);
      const double beta_m = 0.28 * 5.0 * over_expm1((u - 40.0) / 5.0);
      const double alpha_n = 0.032 * 5.0 * over_expm1((15.0 - u) / 5.0);
      const double beta_n = 0.5 * exp((10.0 - u) / 40.0);
      const double alpha_h = 0.128 * exp((17.0 - u) / 18.0);
      const double beta_h = 4.0 / (1.0 + exp((40.0 - u) / 5.0));
      const double sodium = SODIUM * (m[i] * m[i] * m[i]) * h[i];
      const double potassium = POTASSIUM * (n[i] * n[i]) * (n[i] * n[i]);
      const double conductance = LEAK + ge[i] + gi[i] + sodium + potassium;
      const double current = LEAK * E_LEAK + ge[i] * E_EXCITATORY + gi[i] * E_INHIBITORY + sodium * E_SODIUM +
                             potassium * E_POTASSIUM;
      const double rest = current / conductance;
      v[i] = rest + (v[i] - rest) * exp(-DT / CAPACITY * conductance);
      m[i] = gate(m[i], alpha_m, beta_m);
      n[i] = gate(n[i], alpha_n, beta_n);
      h[i] = gate(h[i], alpha_h, beta_h);
      ge[i] *= decay_e;
      gi[i] *= decay_i;
      highest = v[i] > highest ? v[i] : highest;
    }
    if (highest > THRESHOLD)
      for (uint32_t i = begin; i < end; i++)
        if (v[i] > THRESHOLD && free_from[i] <= step) spiking[count++] = i;
  }
  return count;
}

int main(int argument_count, char **arguments) {
  const Settings settings = read_settings(argument_count, arguments);
  const double start = seconds_now();
  Random random = seeded(settings.seed);
  const uint32_t size = settings.size, excitatory = (uint32_t)(0.8 * size);
  Neurons neurons = {0};
  neurons.size = size;
  double **const variables[] = {(double **)&neurons.v, (double **)&neurons.m,  (double **)&neurons.n,
                                (double **)&neurons.h, (double **)&neurons.ge, (double **)&neurons.gi};
  for (int k = 0; k < 6; k++) *variables[k] = aligned_array(size, sizeof(double));
  neurons.free_from = aligned_array(size, sizeof(int32_t));
  for (uint32_t i = 0; i < size; i++) {
    neurons.v[i] = E_LEAK + 5.0 * normal(&random) - 5.0;
    neurons.ge[i] = (1.5 * normal(&random) + 4.0) * 10.0;
    neurons.gi[i] = (12.0 * normal(&random) + 20.0) * 10.0;
  }
  const Synapses synapses = connect(size, 80.0 / size, &random);
  uint32_t *spiking = aligned_array(size, sizeof(uint32_t));
  const double built = seconds_now();

  uint64_t spikes = 0;
  const int32_t steps = (int32_t)(1e3 * settings.duration / DT + 0.5);
  for (int32_t step = 0; step < steps; step++) {
    const uint32_t count = update(neurons, step, spiking);
    uint32_t excitatory_count = 0;
    while (excitatory_count < count && spiking[excitatory_count] < excitatory) excitatory_count++;
    deliver(&synapses, spiking, excitatory_count, EXCITATION, neurons.ge);
    deliver(&synapses, spiking + excitatory_count, count - excitatory_count, INHIBITION, neurons.gi);
    for (uint32_t k = 0; k < count; k++) neurons.free_from[spiking[k]] = step + REFRACTORY_STEPS;
    spikes += count;
  }
  print_figures(settings, synapses.begin[size], spikes, built - start, seconds_now() - built);
  return 0;
}
