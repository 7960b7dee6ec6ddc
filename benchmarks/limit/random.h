// Random numbers: xoshiro256++ (Blackman & Vigna 2021, ACM Trans. Math. Softw. 47:36), seeded by splitmix64.
#ifndef RANDOM_H
#define RANDOM_H

#include <math.h>
#include <stdint.h>

typedef struct {
  uint64_t s[4];
} Random;

static inline uint64_t rotate_left(uint64_t x, int count) { return x << count | x >> (64 - count); }

static inline uint64_t next_bits(Random *random) {
  uint64_t *s = random->s;
  const uint64_t result = rotate_left(s[0] + s[3], 23) + s[0];
  const uint64_t shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate_left(s[3], 45);
  return result;
}

/** In [0, 1). */
static inline double uniform(Random *random) { return (double)(next_bits(random) >> 11) * 0x1p-53; }

/** Standard normal, by Box and Muller. */
static inline double normal(Random *random) {
  const double radius = sqrt(-2.0 * log1p(-uniform(random)));
  return radius * cos(2.0 * M_PI * uniform(random));
}

static inline Random seeded(uint64_t seed) {
  Random random;
  for (int k = 0; k < 4; k++) {
    seed += 0x9e3779b97f4a7c15;
    uint64_t z = seed;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    random.s[k] = z ^ z >> 31;
  }
  return random;
}

#endif
