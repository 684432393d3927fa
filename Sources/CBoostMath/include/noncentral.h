#pragma once
// Noncentral laws, for the power of tests. NaN outside their parameters' ranges.
#ifdef __cplusplus
extern "C" {
#endif

/// P(T ≤ x) of the noncentral t law with df degrees of freedom and noncentrality delta.
double nabla_noncentral_t_cdf(double x, double df, double delta);
/// P(T > x), computed as such.
double nabla_noncentral_t_ccdf(double x, double df, double delta);
/// P(X > x) of the noncentral χ² law.
double nabla_noncentral_chi_squared_ccdf(double x, double df, double lambda);
/// P(X > x) of the noncentral F law.
double nabla_noncentral_f_ccdf(double x, double df1, double df2, double lambda);

#ifdef __cplusplus
}
#endif
