#include "copenblas.h"

// Eight independent accumulators hide the latency of the two-sum; the last ones are merged the same way.
#define LANES 8
#define BODY \
  double s[LANES] = {0}, c[LANES] = {0}; \
  long i = 0; \
  for (; i + LANES <= n; i += LANES) \
    for (int l = 0; l < LANES; ++l) STEP(x[i + l], y[i + l], s[l], c[l]) \
  for (; i < n; ++i) STEP(x[i], y[i], s[0], c[0]) \
  double sum = 0, rest = 0; \
  for (int l = 0; l < LANES; ++l) { \
    double t = sum + s[l], u = t - sum; \
    rest += ((sum - (t - u)) + (s[l] - u)) + c[l]; \
    sum = t; \
  } \
  return sum + rest;
#define STEP(a, b, sum, rest) \
  { \
    double p = (a) * (b); \
    double e = __builtin_fma(a, b, -p); \
    double t = sum + p, u = t - sum; \
    rest += ((sum - (t - u)) + (p - u)) + e; \
    sum = t; \
  }

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static double dot_fma(long n, const double *x, const double *y) { BODY }
static double dot_any(long n, const double *x, const double *y) { BODY }
double nabla_dot2(long n, const double *x, const double *y) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? dot_fma(n, x, y) : dot_any(n, x, y);
}
#else
double nabla_dot2(long n, const double *x, const double *y) { BODY }
#endif
