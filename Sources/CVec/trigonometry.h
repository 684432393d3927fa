// Sine and cosine for one vector width, included by lanes.h: ≤ 1.7 ulp, measured against 80-bit libm on 4·10⁶
// points a range, where SLEEF's take twice the time for ≤ 1.0 ulp.
//
// x = kπ + r, |r| ≤ π/2, sin x = ±sin r, by Cody and Waite's reduction with three parts of π and fused operations.
// x − kA is exact, as it is a multiple of the last place of A; what kB and its subtraction round away is kept in
// `rest`, which counts with its derivative, cos r ≈ 1 − r²/2.
// sin r = r + r³P(r²), P by Chebyshev interpolation of degree 7: relative error 3·10⁻¹⁹ (mpmath's chebyfit).
// For the cosine the parts are those of π/2 and k is odd: cos x = ∓sin(x − kπ/2).

// Past this SLEEF takes over, whose reduction is exact for all numbers. NaN and infinities go there too.
#define NEAR 0x1p20

INLINE V NAME(sine_of)(V r, V rest, M sign) {
  V z = r * r, p = NAME(all)(0x1.89a0d15681efap-49);
  p = NAME(fma)(p, z, -0x1.ae511b008fcd2p-41);
  p = NAME(fma)(p, z, 0x1.612400fe1fb8bp-33);
  p = NAME(fma)(p, z, -0x1.ae6455a0b7356p-26);
  p = NAME(fma)(p, z, 0x1.71de3a5454ad1p-19);
  p = NAME(fma)(p, z, -0x1.a01a01a018a83p-13);
  p = NAME(fma)(p, z, 0x1.1111111111107p-7);
  p = NAME(fma)(p, z, -0x1.5555555555555p-3);
  // Near π/2 the cubic term is as large as a half: rounding r³ would cost an ulp.
  V cube = r * z;
  V lost = __builtin_elementwise_fma(r, z, -cube) + r * __builtin_elementwise_fma(r, r, -z);
  V s = r + __builtin_elementwise_fma(cube, p, __builtin_elementwise_fma(lost, p, rest - rest * (z * 0.5)));
  return (V)((M)s ^ sign);
}

#define FAR(name)                                                                                        \
  __attribute__((noinline)) static void NAME(name##_far)(const double *x, double *y) {                   \
    NAME(store)(y, NAME(name##_sleef)(NAME(load)(x)));                                                   \
  }                                                                                                      \
  INLINE V NAME(name##_lane)(V x) {                                                               \
    V y = NAME(name##_near)(x);                                                                          \
    M near = __builtin_elementwise_abs(x) < NEAR;                                                        \
    if (__builtin_expect(!__builtin_reduce_and(near), 0)) {                                              \
      double s[W], t[W];                                                                                 \
      NAME(store)(s, x);                                                                                 \
      NAME(name##_far)(s, t);                                                                            \
      y = NAME(select)(near, y, NAME(load)(t));                                                          \
    }                                                                                                    \
    return y;                                                                                            \
  }

INLINE V NAME(sin_near)(V x) {
  // Adding 1.5·2⁵² leaves the nearest whole number in the last bits.
  V shifted = NAME(fma)(x, NAME(all)(0x1.45f306dc9c883p-2), 0x1.8p52), k = shifted - 0x1.8p52;
  V first = NAME(fma_by)(k, -0x1.921fb54442d18p+1, x);
  V second = k * 0x1.1a62633145c07p-53, r = first - second;
  V rest = NAME(fma_by)(k, -0x1.1a62633145c07p-53, second) + ((first - r) - second);
  rest = NAME(fma_by)(k, 0x1.f1976b7ed8fbcp-109, rest);
  V s = NAME(sine_of)(r, rest, (M)shifted << 63);
  // The polynomial loses the sign of −0.
  return NAME(select)(x == 0, x, s);
}

INLINE V NAME(cos_near)(V x) {
  V shifted = NAME(fma)(x, NAME(all)(0x1.45f306dc9c883p-2), -0.5) + 0x1.8p52, half = shifted - 0x1.8p52;
  V k = half + half + 1;
  V first = NAME(fma_by)(k, -0x1.921fb54442d18p+0, x);
  V second = k * 0x1.1a62633145c07p-54, r = first - second;
  V rest = NAME(fma_by)(k, -0x1.1a62633145c07p-54, second) + ((first - r) - second);
  rest = NAME(fma_by)(k, 0x1.f1976b7ed8fbcp-110, rest);
  return NAME(sine_of)(r, rest, ((M)shifted << 63) ^ (M)NAME(all)(-0.0));
}

FAR(sin)
FAR(cos)
#undef FAR
#undef NEAR
