// Synapses from each of `neurons` neurons to each with the same probability: the targets of one source lie side by side, in order.
#ifndef SYNAPSES_H
#define SYNAPSES_H

#include <stdlib.h>

#include "random.h"

typedef struct {
  size_t *begin;     // of the row of each source; one more for the end of the last
  uint32_t *target;
} Synapses;

static Synapses connect(uint32_t neurons, double probability, Random *random) {
  const double per_source = neurons * probability;
  size_t room = (size_t)(neurons * (per_source + 10.0 * sqrt(per_source) + 10.0));
  Synapses synapses = {malloc((neurons + 1) * sizeof(size_t)), malloc(room * sizeof(uint32_t))};
  const double log_of_none = log1p(-fmin(probability, 1.0 - 1e-12));
  size_t count = 0;
  for (uint32_t source = 0; source < neurons; source++) {
    synapses.begin[source] = count;
    // From one target to the next: a geometric number of neurons is left out.
    for (double next = floor(log1p(-uniform(random)) / log_of_none); next < neurons;
         next += 1.0 + floor(log1p(-uniform(random)) / log_of_none)) {
      if (count == room) synapses.target = realloc(synapses.target, (room *= 2) * sizeof(uint32_t));
      synapses.target[count++] = (uint32_t)next;
    }
  }
  synapses.begin[neurons] = count;
  return synapses;
}

/** Adds a weight to the variable of all targets of all sources in a list. */
static inline void deliver(const Synapses *synapses, const uint32_t *sources, size_t count, double weight,
                           double *restrict variable) {
  for (size_t k = 0; k < count; k++) {
    const size_t end = synapses->begin[sources[k] + 1];
    for (size_t synapse = synapses->begin[sources[k]]; synapse < end; synapse++)
      variable[synapses->target[synapse]] += weight;
  }
}

#endif
