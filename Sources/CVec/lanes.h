// The kernels for one vector width; cvec.c includes this once for each, having defined V (lanes of double),
// M (their masks), W (how many), NAME (the suffix of this width) and SLEEF (SLEEF's name for a function at it).

// The calling convention of vectors is fixed for a whole file by its flags, whatever a function's target: a plain C
// call would pass them in memory, where SLEEF does not look. So the call is written out: arguments in the first
// registers, the stack aligned and clear of the red zone, everything a callee may change given up.
#define CALL(symbol)                                                                                  \
  "movq %%rsp, %%rbx\n\tsubq $128, %%rsp\n\tandq $-64, %%rsp\n\tcall " TEXT(symbol) "@PLT\n\tmovq %%rbx, %%rsp"
#define ONE_OPERAND(name, accuracy)                                            \
  INLINE V NAME(name##_sleef)(V x) {                                    \
    register V first __asm__(FIRST) = x;                                       \
    __asm__(CALL(SLEEF(name, accuracy)) : "+v"(first) : : SPOILT, "xmm1");     \
    return first;                                                              \
  }
#define TWO_OPERANDS(name, accuracy)                                                      \
  INLINE V NAME(name##_sleef)(V x, V y) {                                          \
    register V first __asm__(FIRST) = x;                                                  \
    register V second __asm__(SECOND) = y;                                                \
    __asm__(CALL(SLEEF(name, accuracy)) : "+v"(first), "+v"(second) : : SPOILT);          \
    return first;                                                                         \
  }
#if W != 8
ONE_OPERAND(exp, _u10)
ONE_OPERAND(log, _u10)
#endif
ONE_OPERAND(expm1, _u10)
ONE_OPERAND(log2, _u10)
ONE_OPERAND(log10, _u10)
ONE_OPERAND(log1p, _u10)
ONE_OPERAND(sin, _u10)
ONE_OPERAND(cos, _u10)
ONE_OPERAND(tan, _u10)
ONE_OPERAND(asin, _u10)
ONE_OPERAND(acos, _u10)
ONE_OPERAND(atan, _u10)
ONE_OPERAND(sinh, _u10)
ONE_OPERAND(cosh, _u10)
ONE_OPERAND(tanh, _u10)
ONE_OPERAND(asinh, _u10)
ONE_OPERAND(acosh, _u10)
ONE_OPERAND(atanh, _u10)
ONE_OPERAND(erf, _u10)
ONE_OPERAND(erfc, _u15)
TWO_OPERANDS(pow, _u10)
TWO_OPERANDS(atan2, _u10)
#undef CALL
#undef ONE_OPERAND
#undef TWO_OPERANDS

INLINE V NAME(load)(const double *p) {
  V v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
INLINE void NAME(store)(double *p, V v) { __builtin_memcpy(p, &v, sizeof v); }
// Subtracting zero keeps the sign of −0, adding it does not.
INLINE V NAME(all)(double x) { return x - (V){}; }
INLINE V NAME(select)(M m, V a, V b) { return (V)((m & (M)a) | (~m & (M)b)); }
INLINE V NAME(fma)(V a, V b, double c) { return __builtin_elementwise_fma(a, b, NAME(all)(c)); }
INLINE V NAME(fma_by)(V a, double b, V c) { return __builtin_elementwise_fma(a, NAME(all)(b), c); }
#include "trigonometry.h"
#if W == 8
#include "exponential.h"
#else
// NumPy has vectors for these under AVX-512 alone; here SLEEF is twice as fast as libm already.
INLINE V NAME(exp_of)(V x) { return NAME(exp_sleef)(x); }
INLINE V NAME(log_of)(V x) { return NAME(log_sleef)(x); }
#endif

// A tail runs in full lanes padded with ones, so that an element's result does not depend on where it stands.
#define UNARY(name, ...)                                                                 \
  INLINE V NAME(name##_lane)(V x) { __VA_ARGS__ }                                        \
  static void NAME(name)(const double *x, double *y, size_t n) {                         \
    size_t i = 0;                                                                        \
    for (; i + W <= n; i += W) NAME(store)(y + i, NAME(name##_lane)(NAME(load)(x + i))); \
    if (i == n) return;                                                                  \
    double t[W];                                                                         \
    for (size_t j = 0; j < W; j++) t[j] = i + j < n ? x[i + j] : 1;                      \
    NAME(store)(t, NAME(name##_lane)(NAME(load)(t)));                                    \
    for (size_t j = i; j < n; j++) y[j] = t[j - i];                                      \
  }

#define BINARY(name, ...)                                                                                     \
  INLINE V NAME(name##_lane)(V a, V b) { __VA_ARGS__ }                                                        \
  static void NAME(name)(const double *a, const double *b, double *y, size_t n) {                             \
    size_t i = 0;                                                                                             \
    for (; i + W <= n; i += W) NAME(store)(y + i, NAME(name##_lane)(NAME(load)(a + i), NAME(load)(b + i)));   \
    if (i == n) return;                                                                                       \
    double s[W], t[W];                                                                                        \
    for (size_t j = 0; j < W; j++) s[j] = i + j < n ? a[i + j] : 1, t[j] = i + j < n ? b[i + j] : 1;          \
    NAME(store)(t, NAME(name##_lane)(NAME(load)(s), NAME(load)(t)));                                          \
    for (size_t j = i; j < n; j++) y[j] = t[j - i];                                                           \
  }                                                                                                           \
  static void NAME(name##_right)(const double *a, double b, double *y, size_t n) {                            \
    V v = NAME(all)(b);                                                                                       \
    size_t i = 0;                                                                                             \
    for (; i + W <= n; i += W) NAME(store)(y + i, NAME(name##_lane)(NAME(load)(a + i), v));                   \
    if (i == n) return;                                                                                       \
    double t[W];                                                                                              \
    for (size_t j = 0; j < W; j++) t[j] = i + j < n ? a[i + j] : 1;                                           \
    NAME(store)(t, NAME(name##_lane)(NAME(load)(t), v));                                                      \
    for (size_t j = i; j < n; j++) y[j] = t[j - i];                                                           \
  }                                                                                                           \
  static void NAME(name##_left)(double a, const double *b, double *y, size_t n) {                             \
    V v = NAME(all)(a);                                                                                       \
    size_t i = 0;                                                                                             \
    for (; i + W <= n; i += W) NAME(store)(y + i, NAME(name##_lane)(v, NAME(load)(b + i)));                   \
    if (i == n) return;                                                                                       \
    double t[W];                                                                                              \
    for (size_t j = 0; j < W; j++) t[j] = i + j < n ? b[i + j] : 1;                                           \
    NAME(store)(t, NAME(name##_lane)(v, NAME(load)(t)));                                                      \
    for (size_t j = i; j < n; j++) y[j] = t[j - i];                                                           \
  }

// SLEEF overflows or flushes at the far ends of these functions, where libm does not.
#define PATCHED(name)                                                                     \
  INLINE V NAME(name##_lane)(V x) {                                                \
    V y = NAME(name##_inner)(x), big = __builtin_elementwise_abs(x);                      \
    M far = (big > 1e150) | ((big < 1e-290) & (big > 0));                                 \
    double s[W], t[W];                                                                    \
    long long wrong = 0, m[W];                                                            \
    __builtin_memcpy(m, &far, sizeof m);                                                  \
    for (size_t j = 0; j < W; j++) wrong |= m[j];                                         \
    if (__builtin_expect(wrong != 0, 0)) {                                                \
      NAME(store)(s, x);                                                                  \
      NAME(store)(t, y);                                                                  \
      for (size_t j = 0; j < W; j++)                                                      \
        if (m[j]) t[j] = name(s[j]);                                                      \
      y = NAME(load)(t);                                                                  \
    }                                                                                     \
    return y;                                                                             \
  }

UNARY(negate, return -x;)
UNARY(abs, return __builtin_elementwise_abs(x);)
UNARY(sign, {
  V one = NAME(all)(1), s = NAME(select)(x > 0, one, NAME(select)(x < 0, -one, NAME(all)(0)));
  return NAME(select)(x != x, x, s);
})
UNARY(sqrt, return __builtin_elementwise_sqrt(x);)
UNARY(square, return x * x;)
UNARY(cube, return x * x * x;)
UNARY(reciprocal, return 1 / x;)
UNARY(floor, return __builtin_elementwise_floor(x);)
UNARY(ceil, return __builtin_elementwise_ceil(x);)
UNARY(round, return __builtin_elementwise_roundeven(x);)
UNARY(relu, return NAME(select)((x > 0) | (x != x), x, NAME(all)(0));)
UNARY(sigmoid, {
  V e = NAME(exp_of)(-__builtin_elementwise_abs(x)), one = NAME(all)(1);
  return NAME(select)(x < 0, e, one) / (1 + e);
})

#define FROM_SLEEF(name) UNARY(name, return NAME(name##_sleef)(x);)
UNARY(exp, return NAME(exp_of)(x);)
FROM_SLEEF(expm1)
UNARY(log, return NAME(log_of)(x);)
FROM_SLEEF(log2)
FROM_SLEEF(log10)
UNARY(sin_all, return NAME(sin_lane)(x);)
UNARY(cos_all, return NAME(cos_lane)(x);)
FROM_SLEEF(asin)
FROM_SLEEF(acos)
FROM_SLEEF(atan)
FROM_SLEEF(sinh)
FROM_SLEEF(cosh)
FROM_SLEEF(tanh)
FROM_SLEEF(atanh)
FROM_SLEEF(erf)
UNARY(erfc, return NAME(erfc_sleef)(x);)

#define PATCHED_SLEEF(name)                                                \
  INLINE V NAME(name##_inner)(V x) { return NAME(name##_sleef)(x); } \
  PATCHED(name)                                                          \
  UNARY(name##_all, return NAME(name##_lane)(x);)
PATCHED_SLEEF(log1p)
PATCHED_SLEEF(tan)
PATCHED_SLEEF(asinh)
PATCHED_SLEEF(acosh)

UNARY(log_sigmoid, {
  V e = NAME(exp_of)(-__builtin_elementwise_abs(x));
  return NAME(select)(x > 0, NAME(all)(0), x) - NAME(log1p_lane)(e);
})

static int NAME(any_nan)(const double *x, size_t n) {
  M found = {};
  size_t i = 0;
  for (; i + W <= n; i += W) {
    V v = NAME(load)(x + i);
    found |= v != v;
  }
  int any = __builtin_reduce_or(found) != 0;
  for (; i < n; i++) any |= x[i] != x[i];
  return any;
}

BINARY(add, return a + b;)
BINARY(subtract, return a - b;)
BINARY(multiply, return a * b;)
BINARY(divide, return a / b;)
BINARY(power, return NAME(pow_sleef)(a, b);)
BINARY(atan2, return NAME(atan2_sleef)(a, b);)
BINARY(min, return NAME(select)((a < b) | (a != a), a, b);)
BINARY(max, return NAME(select)((a > b) | (a != a), a, b);)

#define F(name) [cvec_##name] = NAME(name)
#define P(name) [cvec_##name] = NAME(name##_all)
static void (*const NAME(unary)[cvec_unary_count])(const double *, double *, size_t) = {
  F(negate), F(abs), F(sign), F(sqrt), F(square), F(cube), F(reciprocal), F(floor), F(ceil), F(round), F(relu),
  F(exp), F(expm1), F(log), F(log2), F(log10), P(log1p), P(sin), P(cos), P(tan), F(asin), F(acos), F(atan),
  F(sinh), F(cosh), F(tanh), P(asinh), P(acosh), F(atanh), F(erf), F(erfc), F(sigmoid), F(log_sigmoid),
};
#undef F
#undef P
#define ZIPS(suffix)                                                                                      \
  {                                                                                                       \
    [cvec_add] = NAME(add##suffix), [cvec_subtract] = NAME(subtract##suffix),                             \
    [cvec_multiply] = NAME(multiply##suffix), [cvec_divide] = NAME(divide##suffix),                       \
    [cvec_power] = NAME(power##suffix), [cvec_atan2] = NAME(atan2##suffix), [cvec_min] = NAME(min##suffix), \
    [cvec_max] = NAME(max##suffix)                                                                        \
  }
static void (*const NAME(zip)[cvec_binary_count])(const double *, const double *, double *, size_t) = ZIPS();
static void (*const NAME(zip_right)[cvec_binary_count])(const double *, double, double *, size_t) = ZIPS(_right);
static void (*const NAME(zip_left)[cvec_binary_count])(double, const double *, double *, size_t) = ZIPS(_left);

#undef ZIPS
#undef UNARY
#undef BINARY
#undef PATCHED
#undef FROM_SLEEF
#undef PATCHED_SLEEF
