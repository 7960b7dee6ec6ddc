// What every program here is told (size, seed, seconds of simulated time) and prints: one line of JSON, times in seconds.
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
  uint32_t size;
  uint64_t seed;
  double duration;
} Settings;

static inline Settings read_settings(int count, char **texts) {
  if (count != 4) {
    fprintf(stderr, "usage: %s SIZE SEED DURATION\n", texts[0]);
    exit(2);
  }
  return (Settings){(uint32_t)strtoul(texts[1], NULL, 10), strtoull(texts[2], NULL, 10), atof(texts[3])};
}

static inline double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/** Memory of one variable per neuron, on its own cache lines. */
static inline void *aligned_array(size_t count, size_t bytes_each) {
  const size_t bytes = (count * bytes_each + 63) / 64 * 64;
  return memset(aligned_alloc(64, bytes), 0, bytes);
}

static inline void print_figures(Settings settings, size_t synapses, uint64_t spikes, double build_seconds,
                                 double loop_seconds) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"neurons\":%u,\"synapses\":%zu,\"spikes\":%llu,\"rateHz\":%.6f,\"buildSeconds\":%.6f,\"loopSeconds\":%.6f,"
         "\"peakBytes\":%ld}\n",
         settings.size, synapses, (unsigned long long)spikes,
         (double)spikes / settings.size / settings.duration, build_seconds, loop_seconds,
         usage.ru_maxrss * 1024L);
}

#endif
