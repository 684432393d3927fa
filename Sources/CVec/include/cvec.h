#pragma once
#include <stddef.h>

// Elementwise mathematics over arrays, by the widest vectors the processor has.
// An element's result depends neither on its position nor on the count: tails run the same vector code.
// `y` may be the same array as an operand, but must not overlap one partly.

typedef enum {
  cvec_negate, cvec_abs, cvec_sign, cvec_sqrt, cvec_square, cvec_cube, cvec_reciprocal,
  cvec_floor, cvec_ceil, cvec_round, cvec_relu,
  cvec_exp, cvec_expm1, cvec_log, cvec_log2, cvec_log10, cvec_log1p,
  cvec_sin, cvec_cos, cvec_tan, cvec_asin, cvec_acos, cvec_atan,
  cvec_sinh, cvec_cosh, cvec_tanh, cvec_asinh, cvec_acosh, cvec_atanh,
  cvec_erf, cvec_erfc, cvec_sigmoid, cvec_log_sigmoid,
  cvec_unary_count
} cvec_unary;

typedef enum {
  cvec_add, cvec_subtract, cvec_multiply, cvec_divide, cvec_power, cvec_atan2, cvec_min, cvec_max,
  cvec_binary_count
} cvec_binary;

/// y[i] = f(x[i]).
void cvec_map(cvec_unary f, const double *x, double *y, size_t n);
/// y[i] = f(a[i], b[i]).
void cvec_zip(cvec_binary f, const double *a, const double *b, double *y, size_t n);
/// y[i] = f(a[i], b).
void cvec_zip_right(cvec_binary f, const double *a, double b, double *y, size_t n);
/// y[i] = f(a, b[i]).
void cvec_zip_left(cvec_binary f, double a, const double *b, double *y, size_t n);
/// 1 if any element is NaN, else 0.
int cvec_any_nan(const double *x, size_t n);
/// 0 scalar, 1 AVX2 with FMA, 2 AVX-512.
int cvec_level(void);
/// Keeps freed arrays for the next one: a fresh page costs more than the arithmetic on it.
void cvec_keep_freed_memory(void);

/// Gives the memory of freed arrays of a mebibyte or more back at once; `cvec_keep_freed_memory` undoes it.
void cvec_return_freed_memory(void);
