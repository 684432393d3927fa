// What small real matrices need, without a call of OpenBLAS: there setting up, locking and scaling cost more than the
// work. Checked against LAPACK's answers by the tests of LinearAlgebra.
#include "copenblas.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
// Each kernel is compiled for plain x86-64 and for processors with AVX2 and FMA.
#define FAST __attribute__((target("avx2,fma")))
#define HAS_FAST (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#else
#define FAST
#define HAS_FAST 0
#endif
#define BOTH(result, name, parameters, arguments, ...)    \
  static result name##_any parameters { __VA_ARGS__ }      \
  FAST static result name##_fast parameters { __VA_ARGS__ } \
  static result name parameters { return HAS_FAST ? name##_fast arguments : name##_any arguments; }

// MARK: products

BOTH(void, product, (int m, int k, int n, const double *a, const double *b, double *c), (m, k, n, a, b, c), {
  for (int j = 0; j < n; ++j) {
    double *restrict column = c + (long)j * m;
    for (int i = 0; i < m; ++i) column[i] = 0;
    for (int p = 0; p < k; ++p) {
      const double factor = b[p + (long)j * k], *restrict left = a + (long)p * m;
      for (int i = 0; i < m; ++i) column[i] += left[i] * factor;
    }
  }
})

#if defined(__x86_64__)
// Sixteen rows by WIDTH columns of the product stay in registers while the inner index runs.
#define TILE(WIDTH)                                                                                                  \
  {                                                                                                                  \
    __m512d top[WIDTH], bottom[WIDTH];                                                                               \
    for (int q = 0; q < WIDTH; ++q) top[q] = bottom[q] = _mm512_setzero_pd();                                        \
    const double *left = a + i, *right = b + (long)j * k;                                                            \
    for (int p = 0; p < k; ++p, left += m) {                                                                         \
      __m512d x = _mm512_maskz_loadu_pd(low, left), y = _mm512_maskz_loadu_pd(high, left + 8);                       \
      for (int q = 0; q < WIDTH; ++q) {                                                                              \
        __m512d factor = _mm512_set1_pd(right[p + (long)q * k]);                                                     \
        top[q] = _mm512_fmadd_pd(x, factor, top[q]);                                                                 \
        bottom[q] = _mm512_fmadd_pd(y, factor, bottom[q]);                                                           \
      }                                                                                                              \
    }                                                                                                                \
    for (int q = 0; q < WIDTH; ++q) {                                                                                \
      double *column = c + i + (long)(j + q) * m;                                                                    \
      _mm512_mask_storeu_pd(column, low, top[q]);                                                                    \
      _mm512_mask_storeu_pd(column + 8, high, bottom[q]);                                                            \
    }                                                                                                                \
  }

__attribute__((target("avx512f"))) static void product_wide(int m, int k, int n, const double *a, const double *b,
                                                            double *c) {
  for (int i = 0; i < m; i += 16) {
    int rows = m - i;
    __mmask8 low = rows >= 8 ? 0xff : (__mmask8)((1 << rows) - 1);
    __mmask8 high = rows >= 16 ? 0xff : rows > 8 ? (__mmask8)((1 << (rows - 8)) - 1) : 0;
    int j = 0;
    for (; j + 4 <= n; j += 4) TILE(4)
    for (; j < n; ++j) TILE(1)
  }
}
#endif

void nabla_small_gemm(int m, int k, int n, const double *a, const double *b, double *c) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    product_wide(m, k, n, a, b, c);
    return;
  }
#endif
  product(m, k, n, a, b, c);
}

// MARK: what LAPACK does not look at

BOTH(int, all_finite, (long n, const double *x), (n, x), {
  const uint64_t exponent = 0x7ff0000000000000;
  uint64_t found = 0;
  for (long i = 0; i < n; ++i) {
    uint64_t bits;
    memcpy(&bits, x + i, sizeof bits);
    found |= (bits & exponent) == exponent;
  }
  return !found;
})

int nabla_finite(long n, const double *x) { return all_finite(n, x); }

BOTH(double, one_norm, (int m, int n, const double *a), (m, n, a), {
  double largest = 0;
  for (long j = 0; j < n; ++j) {
    double sum = 0;
    {
      _Pragma("clang fp reassociate(on)")
      for (long i = 0; i < m; ++i) sum += fabs(a[i + j * m]);
    }
    if (sum > largest) largest = sum;
  }
  return largest;
})

double nabla_one_norm(int m, int n, const double *a) { return one_norm(m, n, a); }

// Tiles of eight: by whole columns, every step along a row of a large matrix would fetch a line of memory for one number.
int nabla_symmetric(int n, const double *a) {
  for (long jj = 0; jj < n; jj += 8)
    for (long ii = 0; ii <= jj; ii += 8) {
      long rows = ii + 8 < n ? ii + 8 : n, columns = jj + 8 < n ? jj + 8 : n;
      int unlike = 0;
      for (long j = jj; j < columns; ++j)
        for (long i = ii; i < rows; ++i) unlike |= !(a[i + j * n] == a[j + i * n]);
      if (unlike) return 0;
    }
  return 1;
}

// MARK: triangles

// Eight columns at a time: one after another, each would wait for what the one before it has just stored.
enum { BLOCK = 8 };

// x[i] -= Σ t[q] a[i, q] over the columns of the n×width array, and s[q] = Σ a[i, q] x[i].
BOTH(void, subtract, (long n, int width, const double *restrict a, long ld, const double *restrict t, double *restrict x),
     (n, width, a, ld, t, x), {
       for (int q = 0; q < width; ++q)
         for (long i = 0; i < n; ++i) x[i] -= a[i + q * ld] * t[q];
     })

BOTH(void, project, (long n, int width, const double *a, long ld, const double *x, double *s), (n, width, a, ld, x, s), {
  for (int q = 0; q < width; ++q) {
    _Pragma("clang fp reassociate(on)") double sum = 0;
    for (long i = 0; i < n; ++i) sum += a[i + q * ld] * x[i];
    s[q] = sum;
  }
})

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx512f")))
#define KEPT(i, n) ((n) - (i) >= 8 ? 0xff : (__mmask8)((1 << ((n) - (i))) - 1))

WIDE static void subtract_wide(long n, int width, const double *a, long ld, const double *t, double *x) {
  for (long i = 0; i < n; i += 8) {
    __mmask8 kept = KEPT(i, n);
    __m512d y = _mm512_maskz_loadu_pd(kept, x + i);
    for (int q = 0; q < width; ++q)
      y = _mm512_fnmadd_pd(_mm512_maskz_loadu_pd(kept, a + i + q * ld), _mm512_set1_pd(t[q]), y);
    _mm512_mask_storeu_pd(x + i, kept, y);
  }
}

WIDE static void project_wide(long n, int width, const double *a, long ld, const double *x, double *s) {
  __m512d sums[BLOCK];
  for (int q = 0; q < BLOCK; ++q) sums[q] = _mm512_setzero_pd();
  for (long i = 0; i < n; i += 8) {
    __mmask8 kept = KEPT(i, n);
    __m512d y = _mm512_maskz_loadu_pd(kept, x + i);
    for (int q = 0; q < BLOCK; ++q)
      if (q < width) sums[q] = _mm512_fmadd_pd(_mm512_maskz_loadu_pd(kept, a + i + q * ld), y, sums[q]);
  }
  for (int q = 0; q < width; ++q) s[q] = _mm512_reduce_add_pd(sums[q]);
}

#define CHOOSE(name) (__builtin_cpu_supports("avx512f") ? name##_wide : name)
#else
#define CHOOSE(name) name
#endif

// x becomes the solution with one triangle of the n×n array; a unit triangle has ones that are not stored.
static void lower(long n, int unit, const double *a, double *x) {
  for (long j = 0; j < n; j += BLOCK) {
    int width = n - j < BLOCK ? (int)(n - j) : BLOCK;
    for (int q = 0; q < width; ++q) {
      const double *column = a + j + (j + q) * n;
      double t = unit ? x[j + q] : x[j + q] / column[q];
      x[j + q] = t;
      for (int r = q + 1; r < width; ++r) x[j + r] -= column[r] * t;
    }
    CHOOSE(subtract)(n - j - width, width, a + j + width + j * n, n, x + j, x + j + width);
  }
}

static void upper(long n, int unit, const double *a, double *x) {
  for (long j = (n - 1) / BLOCK * BLOCK; j >= 0; j -= BLOCK) {
    int width = n - j < BLOCK ? (int)(n - j) : BLOCK;
    for (int q = width - 1; q >= 0; --q) {
      const double *column = a + j + (j + q) * n;
      double t = unit ? x[j + q] : x[j + q] / column[q];
      x[j + q] = t;
      for (int r = 0; r < q; ++r) x[j + r] -= column[r] * t;
    }
    CHOOSE(subtract)(j, width, a + j * n, n, x + j, x);
  }
}

static void lower_transposed(long n, int unit, const double *a, double *x) {
  for (long j = (n - 1) / BLOCK * BLOCK; j >= 0; j -= BLOCK) {
    int width = n - j < BLOCK ? (int)(n - j) : BLOCK;
    double sums[BLOCK];
    CHOOSE(project)(n - j - width, width, a + j + width + j * n, n, x + j + width, sums);
    for (int q = width - 1; q >= 0; --q) {
      const double *column = a + j + (j + q) * n;
      double t = x[j + q] - sums[q];
      for (int r = q + 1; r < width; ++r) t -= column[r] * x[j + r];
      x[j + q] = unit ? t : t / column[q];
    }
  }
}

static void upper_transposed(long n, int unit, const double *a, double *x) {
  for (long j = 0; j < n; j += BLOCK) {
    int width = n - j < BLOCK ? (int)(n - j) : BLOCK;
    double sums[BLOCK];
    CHOOSE(project)(j, width, a + j * n, n, x, sums);
    for (int q = 0; q < width; ++q) {
      const double *column = a + j + (j + q) * n;
      double t = x[j + q] - sums[q];
      for (int r = 0; r < q; ++r) t -= column[r] * x[j + r];
      x[j + q] = unit ? t : t / column[q];
    }
  }
}

void nabla_small_getrs(int n, const double *lu, const int *pivots, double *x) {
  for (int i = 0; i < n; ++i) {
    double t = x[i];
    x[i] = x[pivots[i] - 1];
    x[pivots[i] - 1] = t;
  }
  lower(n, 1, lu, x);
  upper(n, 0, lu, x);
}

void nabla_small_potrs(int n, const double *l, double *x) {
  lower(n, 0, l, x);
  lower_transposed(n, 0, l, x);
}

// MARK: condition

// A⁻¹x or A⁻ᵀx for A = LU up to the order of its rows, which changes no 1-norm, or for A = LLᵀ.
static void inverse(int symmetric, int transposed, int n, const double *a, double *x) {
  if (symmetric) {
    nabla_small_potrs(n, a, x);
  } else if (transposed) {
    upper_transposed(n, 0, a, x);
    lower_transposed(n, 1, a, x);
  } else {
    lower(n, 1, a, x);
    upper(n, 0, a, x);
  }
}

static double size(int n, const double *x) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += fabs(x[i]);
  return sum;
}

static int largest(int n, const double *x) {
  int place = 0;
  for (int i = 1; i < n; ++i)
    if (fabs(x[i]) > fabs(x[place])) place = i;
  return place;
}

// Higham 1988, algorithm 4.1 (LAPACK's dlacn2): a lower bound of ‖A⁻¹‖₁, nearly always within a factor of 3.
static double inverse_norm(int symmetric, int n, const double *a, double *x, double *signs) {
  for (int i = 0; i < n; ++i) x[i] = 1.0 / n;
  inverse(symmetric, 0, n, a, x);
  double estimate = size(n, x);
  if (n == 1) return estimate;
  for (int i = 0; i < n; ++i) signs[i] = x[i] >= 0 ? 1 : -1;
  int place = -1;
  for (int round = 0; round < 5; ++round) {
    memcpy(x, signs, (size_t)n * sizeof *x);
    inverse(symmetric, 1, n, a, x);
    int next = largest(n, x);
    if (place >= 0 && fabs(x[place]) == fabs(x[next])) break;
    place = next;
    memset(x, 0, (size_t)n * sizeof *x);
    x[place] = 1;
    inverse(symmetric, 0, n, a, x);
    double former = estimate, found = size(n, x);
    if (!(found > former)) break;
    estimate = found;
    int changed = 0;
    for (int i = 0; i < n; ++i) {
      double sign = x[i] >= 0 ? 1 : -1;
      changed |= sign != signs[i];
      signs[i] = sign;
    }
    if (!changed) break;
  }
  // A start that cancels by chance is found out by signs that alternate.
  for (int i = 0; i < n; ++i) x[i] = (i % 2 ? -1 : 1) * (1 + (double)i / (n - 1));
  inverse(symmetric, 0, n, a, x);
  double other = 2 * size(n, x) / (3.0 * n);
  return other > estimate ? other : estimate;
}

double nabla_small_condition(int symmetric, int n, const double *a, double norm) {
  double *x = malloc(2 * (size_t)n * sizeof *x);
  if (!x) return NAN;
  double estimate = inverse_norm(symmetric, n, a, x, x + n);
  free(x);
  return 1 / estimate / norm;
}
