// Exponential and logarithm for AVX-512, included by lanes.h at that width: ≤ 0.81 and ≤ 0.76 ulp, against 80-bit libm on
// 10⁷ points a range over all exponents, subnormal results included; SLEEF takes twice as long for ≤ 1.0.
//
// exp: x = (16n + j)·ln 2/16 + r, |r| ≤ ln 2/32, and eˣ = 2ⁿ·2^(j/16)·eʳ with 2^(j/16) in two parts from a table.
// eʳ = 1 + r + r²P(r), P by Chebyshev interpolation of degree 4: relative error 3·10⁻¹⁷ (mpmath's chebyfit).
// log: x = 2ᵉm, ¾ ≤ m < 3⁄2; c ≈ 1/m by the first bits of m, exactly 1 where m is near 1; log x = e·ln 2 − log c +
// log(1 + r), r = mc − 1 ∈ [−1⁄32, 1⁄16]. log(1 + r) = r + r²Q(r), Q of degree 9: relative error 5·10⁻¹⁹.

static const double NAME(root)[16] = {
  0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
  0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
  0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
  0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0,
};
static const double NAME(root_rest)[16] = {
  0x0.0p+0, 0x1.8a62e4adc610bp-54, -0x1.19041b9d78a76p-55, 0x1.9b07eb6c70573p-54,
  0x1.6f46ad23182e4p-55, 0x1.ada0911f09ebcp-55, 0x1.d4397afec42e2p-56, 0x1.6324c054647adp-54,
  -0x1.bdd3413b26456p-54, -0x1.41577ee04992fp-55, 0x1.6e9f156864b27p-54, 0x1.c7c46b071f2bep-56,
  0x1.7a1cd345dcc81p-54, 0x1.11065895048ddp-55, 0x1.2ed02d75b3707p-55, -0x1.e9c23179c2893p-54,
};
static const double NAME(inverse)[16] = {
  0x1.0000000000000p+0, 0x1.d41d41d41d41dp-1, 0x1.bacf914c1bad0p-1, 0x1.a41a41a41a41ap-1,
  0x1.8f9c18f9c18fap-1, 0x1.7d05f417d05f4p-1, 0x1.6c16c16c16c17p-1, 0x1.5c9882b931057p-1,
  0x1.4e5e0a72f0539p+0, 0x1.4141414141414p+0, 0x1.3521cfb2b78c1p+0, 0x1.29e4129e4129ep+0,
  0x1.1f7047dc11f70p+0, 0x1.15b1e5f75270dp+0, 0x1.0c9714fbcda3bp+0, 0x1.0000000000000p+0,
};
// −log c as a multiple of 2⁻⁴², so that adding e times the first part of ln 2 is exact, and what is left.
static const double NAME(log_inverse)[16] = {
  0x0.0p+0, 0x1.6f0d28ae58000p-4, 0x1.29552f8200000p-3, 0x1.9525a9cf46000p-3,
  0x1.fb9186d5e4000p-3, 0x1.2e8e2bae12000p-2, 0x1.5d1bdbf581000p-2, 0x1.89a3386c14000p-2,
  -0x1.1178e8227e000p-2, -0x1.d1037f2656000p-3, -0x1.823c16551a000p-3, -0x1.365fcb015a000p-3,
  -0x1.da72763844000p-4, -0x1.4d3115d208000p-4, -0x1.894aa149f8000p-5, 0x0.0p+0,
};
static const double NAME(log_inverse_rest)[16] = {
  0x0.0p+0, -0x1.4b2241b664613p-44, -0x1.5bd67f4471dfcp-44, -0x1.294937d9f158fp-44,
  -0x1.d6b2aab993c87p-47, -0x1.6791e99b72bd8p-45, -0x1.8d97dc9c7c238p-44, 0x1.2d92d38c40882p-45,
  -0x1.1e9b8ce2d07f2p-44, 0x1.8527e75b6f6e4p-47, -0x1.e02db9a631e83p-46, 0x1.fd720afb9691bp-44,
  -0x1.a79401fa71733p-46, 0x1.53e2582f4e1efp-48, -0x1.9a55a8be97661p-44, 0x0.0p+0,
};

// The entry that the last four bits of each place name.
INLINE V NAME(entry)(const double *table, M place) {
  return (V)_mm512_permutex2var_pd((__m512d)NAME(load)(table), (__m512i)place, (__m512d)NAME(load)(table + W));
}

INLINE V NAME(exp_of)(V x) {
  // Past these eˣ is 0 or infinite already; of two operands, the second is kept when one is NaN.
  x = (V)_mm512_max_pd((__m512d)NAME(all)(-760), (__m512d)x);
  x = (V)_mm512_min_pd((__m512d)NAME(all)(720), (__m512d)x);
  // Adding 1.5·2⁵² leaves the nearest whole number in the last bits.
  V shifted = NAME(fma)(x, NAME(all)(0x1.71547652b82fep+4), 0x1.8p52), k = shifted - 0x1.8p52;
  V r = NAME(fma_by)(k, -0x1.62e42fefa39efp-5, x);
  r = NAME(fma_by)(k, -0x1.abc9e3b39803fp-60, r);
  V p = NAME(all)(0x1.6c17bb51f236dp-10);
  p = NAME(fma)(p, r, 0x1.11120af701debp-7);
  p = NAME(fma)(p, r, 0x1.55555555194d2p-5);
  p = NAME(fma)(p, r, 0x1.55555554dd44dp-3);
  p = NAME(fma)(p, r, 0x1.0000000000000p-1);
  p = __builtin_elementwise_fma(r * r, p, r);
  V root = NAME(entry)(NAME(root), (M)shifted);
  V y = root + __builtin_elementwise_fma(root, p, NAME(entry)(NAME(root_rest), (M)shifted));
  // Scaling takes the whole part of the exponent, and rounds once where the result is subnormal.
  return (V)_mm512_scalef_pd((__m512d)y, (__m512d)(k * 0x1p-4));
}

INLINE V NAME(log_of)(V x) {
  V m = (V)_mm512_getmant_pd((__m512d)x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_nan);
  V whole = (V)_mm512_getexp_pd((__m512d)x), e = whole - (V)_mm512_getexp_pd((__m512d)m);
  M place = (M)_mm512_srli_epi64((__m512i)m, 48);
  V r = NAME(fma)(m, NAME(entry)(NAME(inverse), place), -1);
  V p = NAME(all)(0x1.447cbbafa4886p-4);
  p = NAME(fma)(p, r, -0x1.9808b4e863b47p-4);
  p = NAME(fma)(p, r, 0x1.c72ede3d314c7p-4);
  p = NAME(fma)(p, r, -0x1.00008c6171281p-3);
  p = NAME(fma)(p, r, 0x1.2492488c56290p-3);
  p = NAME(fma)(p, r, -0x1.5555553b09264p-3);
  p = NAME(fma)(p, r, 0x1.9999999988d8ap-3);
  p = NAME(fma)(p, r, -0x1.0000000000ccap-2);
  p = NAME(fma)(p, r, 0x1.555555555555dp-2);
  p = NAME(fma)(p, r, -0x1.0000000000000p-1);
  V high = NAME(fma_by)(e, 0x1.62e42fefa3800p-1, NAME(entry)(NAME(log_inverse), place));
  V low = NAME(fma_by)(e, 0x1.ef35793c76730p-45, NAME(entry)(NAME(log_inverse_rest), place));
  V sum = high + r;
  V y = sum + __builtin_elementwise_fma(r * r, p, (r - (sum - high)) + low);
  // 0 and ∞ have infinite exponents; m is NaN below 0.
  M infinite = __builtin_elementwise_abs(whole) == __builtin_inf();
  return NAME(select)(infinite, whole + (m - m), y);
}
