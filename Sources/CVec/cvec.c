// Vector mathematics by SLEEF's 1.0-ulp functions, sine, cosine and, under AVX-512, exp and log by our own. Measured here against 80-bit libm on
// 3·10⁶ points a function:
// SLEEF ≤ 1.0 ulp everywhere; glibc's libmvec reaches 3.0 (exp) and 3.5 (cos), so it is not used.
#include "cvec.h"

#include <malloc.h>
#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>
// A vector that is an argument of a real call goes through memory, and where a sanitizer has moved the stack, through
// memory that is not aligned for it.
#define INLINE static inline __attribute__((always_inline))
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
#define SPOILT                                                                                           \
  "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc", "memory", "xmm2", "xmm3", "xmm4", \
      "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15" HIGH_SPOILT

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
typedef double lanes4 __attribute__((vector_size(32)));
typedef long long masks4 __attribute__((vector_size(32)));
#define V lanes4
#define M masks4
#define W 4
#define FIRST "ymm0"
#define SECOND "ymm1"
#define HIGH_SPOILT
#define NAME(name) avx2_##name
#define SLEEF(name, accuracy) Sleef_##name##d4##accuracy##avx2
#include "lanes.h"
#undef V
#undef M
#undef W
#undef NAME
#undef SLEEF
#undef FIRST
#undef SECOND
#undef HIGH_SPOILT
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx2,fma"))), apply_to = function)
typedef double lanes8 __attribute__((vector_size(64)));
typedef long long masks8 __attribute__((vector_size(64)));
#define V lanes8
#define M masks8
#define W 8
#define FIRST "zmm0"
#define SECOND "zmm1"
#define HIGH_SPOILT \
  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", \
      "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", \
      "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#define NAME(name) avx512_##name
#define SLEEF(name, accuracy) Sleef_##name##d8##accuracy##avx512f
#include "lanes.h"
#pragma clang attribute pop
#endif

#include "scalar.h"

int cvec_level(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return 2;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
  return 0;
}

#if defined(__x86_64__)
#define DISPATCH(table, ...)                                \
  switch (cvec_level()) {                                   \
  case 2: avx512_##table[f](__VA_ARGS__); return;           \
  case 1: avx2_##table[f](__VA_ARGS__); return;             \
  default: scalar_##table[f](__VA_ARGS__); return;          \
  }
#else
#define DISPATCH(table, ...) scalar_##table[f](__VA_ARGS__);
#endif

void cvec_map(cvec_unary f, const double *x, double *y, size_t n) { DISPATCH(unary, x, y, n) }
void cvec_zip(cvec_binary f, const double *a, const double *b, double *y, size_t n) { DISPATCH(zip, a, b, y, n) }
void cvec_zip_right(cvec_binary f, const double *a, double b, double *y, size_t n) { DISPATCH(zip_right, a, b, y, n) }
void cvec_zip_left(cvec_binary f, double a, const double *b, double *y, size_t n) { DISPATCH(zip_left, a, b, y, n) }

int cvec_any_nan(const double *x, size_t n) {
#if defined(__x86_64__)
  switch (cvec_level()) {
  case 2: return avx512_any_nan(x, n);
  case 1: return avx2_any_nan(x, n);
  }
#endif
  for (size_t i = 0; i < n; i++)
    if (x[i] != x[i]) return 1;
  return 0;
}

void cvec_keep_freed_memory(void) {
  // A thread's own arena gives its pages back whatever the thresholds say.
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 64 << 20);
}

void cvec_return_freed_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
  mallopt(M_TOP_PAD, 1 << 17);
  malloc_trim(0);
}
