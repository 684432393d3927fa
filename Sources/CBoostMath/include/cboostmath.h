#pragma once
// The door to Boost.Math: NaN outside a function's domain, infinity on overflow, no exception and no errno.
#ifdef __cplusplus
extern "C" {
#endif

double nabla_gamma(double x);
double nabla_digamma(double x);
double nabla_trigamma(double x);
double nabla_erf(double x);
double nabla_erfc(double x);
double nabla_erfinv(double x);
double nabla_erfcinv(double x);
double nabla_zeta(double x);
double nabla_lambert_w(double x);
double nabla_beta(double a, double b);
double nabla_gamma_p(double a, double x);
double nabla_gamma_q(double a, double x);
double nabla_beta_i(double a, double b, double x);
double nabla_bessel_j(double n, double x);
/// Γ(a) / Γ(a + delta)
double nabla_gamma_ratio(double a, double delta);
/// sin(πx), exact at integers.
double nabla_sin_pi(double x);

#ifdef __cplusplus
}
#endif
