// CUBA (../models/cuba.ts), as fast as plain C goes: propagators are constants, variables lie in arrays of their own, and the loop over
// neurons has no branch but one per block, so the compiler vectorises it.
#include "program.h"
#include "synapses.h"

/** So many neurons are updated before anyone asks which of them spiked: most blocks have none. */
enum { BLOCK = 64, REFRACTORY_STEPS = 50 };

static const double DT = 1e-4, TAU_M = 20e-3, TAU_E = 5e-3, TAU_I = 10e-3;
static const double THRESHOLD = -50e-3, RESET = -60e-3, REST = -49e-3;
static const double EXCITATION = 1.62e-3, INHIBITION = -9e-3;

typedef struct {
  double *restrict v, *restrict ge, *restrict gi;
  int32_t *restrict free_from; // the step from which a neuron integrates again
  uint32_t size;
} Neurons;

/** Moves all neurons one step on; lists those that spiked, in order. Gives their number. */
static uint32_t update(Neurons neurons, int32_t step, uint32_t *restrict spiking) {
  double *restrict v = neurons.v, *restrict ge = neurons.ge, *restrict gi = neurons.gi;
  const int32_t *restrict free_from = neurons.free_from;
  const double decay = exp(-DT / TAU_M), decay_e = exp(-DT / TAU_E), decay_i = exp(-DT / TAU_I);
  const double from_e = TAU_E / (TAU_E - TAU_M) * (decay_e - decay);
  const double from_i = TAU_I / (TAU_I - TAU_M) * (decay_i - decay);
  const double from_rest = REST * (1.0 - decay);
  uint32_t count = 0;
  for (uint32_t begin = 0; begin < neurons.size; begin += BLOCK) {
    const uint32_t end = begin + BLOCK < neurons.size ? begin + BLOCK : neurons.size;
    double highest = RESET;
    for (uint32_t i = begin; i < end; i++) {
      const double next = decay * v[i] + from_e * ge[i] + from_i * gi[i] + from_rest;
      v[i] = free_from[i] <= step ? next : v[i];
      ge[i] *= decay_e;
      gi[i] *= decay_i;
      highest = v[i] > highest ? v[i] : highest;
    }
    if (highest > THRESHOLD)
      for (uint32_t i = begin; i < end; i++)
        if (v[i] > THRESHOLD) spiking[count++] = i;
  }
  return count;
}

int main(int argument_count, char **arguments) {
  const Settings settings = read_settings(argument_count, arguments);
  const double start = seconds_now();
  Random random = seeded(settings.seed);
  const uint32_t size = settings.size, excitatory = (uint32_t)(0.8 * size);
  Neurons neurons = {aligned_array(size, sizeof(double)), aligned_array(size, sizeof(double)),
                     aligned_array(size, sizeof(double)), aligned_array(size, sizeof(int32_t)), size};
  for (uint32_t i = 0; i < size; i++) neurons.v[i] = RESET + uniform(&random) * (THRESHOLD - RESET);
  const Synapses synapses = connect(size, 80.0 / size, &random);
  uint32_t *spiking = aligned_array(size, sizeof(uint32_t));
  const double built = seconds_now();

  uint64_t spikes = 0;
  const int32_t steps = (int32_t)(settings.duration / DT + 0.5);
  for (int32_t step = 0; step < steps; step++) {
    const uint32_t count = update(neurons, step, spiking);
    uint32_t excitatory_count = 0;
    while (excitatory_count < count && spiking[excitatory_count] < excitatory) excitatory_count++;
    deliver(&synapses, spiking, excitatory_count, EXCITATION, neurons.ge);
    deliver(&synapses, spiking + excitatory_count, count - excitatory_count, INHIBITION, neurons.gi);
    for (uint32_t k = 0; k < count; k++) {
      neurons.v[spiking[k]] = RESET;
      neurons.free_from[spiking[k]] = step + REFRACTORY_STEPS;
    }
    spikes += count;
  }
  print_figures(settings, synapses.begin[size], spikes, built - start, seconds_now() - built);
  return 0;
}
