// One element at a time, for processors without the vectors above.

#define UNARY(name, expression)                                         \
  static void scalar_##name(const double *v, double *y, size_t n) {     \
    for (size_t i = 0; i < n; i++) {                                    \
      double x = v[i];                                                  \
      y[i] = expression;                                                \
    }                                                                   \
  }
#define LIBM(name) UNARY(name, name(x))
#define BINARY(name, expression)                                                            \
  static inline double scalar_##name##_lane(double a, double b) { return expression; }      \
  static void scalar_##name(const double *a, const double *b, double *y, size_t n) {        \
    for (size_t i = 0; i < n; i++) y[i] = scalar_##name##_lane(a[i], b[i]);                 \
  }                                                                                         \
  static void scalar_##name##_right(const double *a, double b, double *y, size_t n) {       \
    for (size_t i = 0; i < n; i++) y[i] = scalar_##name##_lane(a[i], b);                    \
  }                                                                                         \
  static void scalar_##name##_left(double a, const double *b, double *y, size_t n) {        \
    for (size_t i = 0; i < n; i++) y[i] = scalar_##name##_lane(a, b[i]);                    \
  }

UNARY(negate, -x)
UNARY(abs, fabs(x))
UNARY(sign, x > 0 ? 1 : x < 0 ? -1 : x != x ? x : 0)
LIBM(sqrt)
UNARY(square, x *x)
UNARY(cube, x *x *x)
UNARY(reciprocal, 1 / x)
LIBM(floor)
LIBM(ceil)
UNARY(round, rint(x))
UNARY(relu, x > 0 || x != x ? x : 0)
LIBM(exp)
LIBM(expm1)
LIBM(log)
LIBM(log2)
LIBM(log10)
LIBM(log1p)
LIBM(sin)
LIBM(cos)
LIBM(tan)
LIBM(asin)
LIBM(acos)
LIBM(atan)
LIBM(sinh)
LIBM(cosh)
LIBM(tanh)
LIBM(asinh)
LIBM(acosh)
LIBM(atanh)
LIBM(erf)
LIBM(erfc)
UNARY(sigmoid, (x < 0 ? exp(x) : 1) / (1 + exp(-fabs(x))))
UNARY(log_sigmoid, (x > 0 ? 0 : x) - log1p(exp(-fabs(x))))
BINARY(add, a + b)
BINARY(subtract, a - b)
BINARY(multiply, a *b)
BINARY(divide, a / b)
BINARY(power, pow(a, b))
BINARY(atan2, atan2(a, b))
BINARY(min, a < b || a != a ? a : b)
BINARY(max, a > b || a != a ? a : b)

#define F(name) [cvec_##name] = scalar_##name
static void (*const scalar_unary[cvec_unary_count])(const double *, double *, size_t) = {
  F(negate), F(abs), F(sign), F(sqrt), F(square), F(cube), F(reciprocal), F(floor), F(ceil), F(round), F(relu),
  F(exp), F(expm1), F(log), F(log2), F(log10), F(log1p), F(sin), F(cos), F(tan), F(asin), F(acos), F(atan),
  F(sinh), F(cosh), F(tanh), F(asinh), F(acosh), F(atanh), F(erf), F(erfc), F(sigmoid), F(log_sigmoid),
};
#undef F
#define F(name, suffix) [cvec_##name] = scalar_##name##suffix
#define ZIPS(s) {F(add, s), F(subtract, s), F(multiply, s), F(divide, s), F(power, s), F(atan2, s), F(min, s), F(max, s)}
static void (*const scalar_zip[cvec_binary_count])(const double *, const double *, double *, size_t) = ZIPS();
static void (*const scalar_zip_right[cvec_binary_count])(const double *, double, double *, size_t) = ZIPS(_right);
static void (*const scalar_zip_left[cvec_binary_count])(double, const double *, double *, size_t) = ZIPS(_left);
#undef F
#undef ZIPS
#undef UNARY
#undef LIBM
#undef BINARY
