#pragma once
#include "noncentral.h"
// The door to Boost.Math and the complex functions of the C library: NaN outside a function's domain, infinity on overflow, no exception and no errno.
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

/// The distributions, with their parameters in order.
typedef enum {
  NABLA_NORMAL, NABLA_STUDENT_T, NABLA_CHI_SQUARED, NABLA_F, NABLA_BETA, NABLA_GAMMA, NABLA_EXPONENTIAL, NABLA_UNIFORM,
  NABLA_LOG_NORMAL, NABLA_WEIBULL, NABLA_CAUCHY, NABLA_LAPLACE, NABLA_LOGISTIC, NABLA_PARETO, NABLA_BINOMIAL,
  NABLA_POISSON, NABLA_GEOMETRIC, NABLA_NEGATIVE_BINOMIAL, NABLA_HYPERGEOMETRIC
} nabla_law;

typedef enum {
  NABLA_PDF, NABLA_LOGPDF, NABLA_CDF, NABLA_CCDF, NABLA_LOGCDF, NABLA_LOGCCDF, NABLA_QUANTILE, NABLA_UPPER_QUANTILE
} nabla_law_question;

/// One number of a distribution, right to 1e-13 of itself in either tail. Quantiles are of the continuous laws alone.
double nabla_law_value(nabla_law law, nabla_law_question question, double x, double a, double b, double c);
/// The same of `count` points, faster.
void nabla_law_values(
    nabla_law law, nabla_law_question question, const double *x, double *y, long count, double a, double b, double c);

typedef struct {
  double re, im;
} nabla_complex;

// The elementary functions of C99's Annex G: signed zeros choose the side of a branch cut, overflow is infinite.
nabla_complex nabla_cexp(double re, double im);
nabla_complex nabla_clog(double re, double im);
nabla_complex nabla_csqrt(double re, double im);
nabla_complex nabla_csin(double re, double im);
nabla_complex nabla_ccos(double re, double im);
nabla_complex nabla_ctan(double re, double im);
nabla_complex nabla_casin(double re, double im);
nabla_complex nabla_cacos(double re, double im);
nabla_complex nabla_catan(double re, double im);
nabla_complex nabla_csinh(double re, double im);
nabla_complex nabla_ccosh(double re, double im);
nabla_complex nabla_ctanh(double re, double im);
nabla_complex nabla_casinh(double re, double im);
nabla_complex nabla_cacosh(double re, double im);
nabla_complex nabla_catanh(double re, double im);

#ifdef __cplusplus
}
#endif
