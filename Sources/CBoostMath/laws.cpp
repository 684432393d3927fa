#include "cboostmath.h"
#define BOOST_DISABLE_ASSERTS
#include "tails.hpp"
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/expm1.hpp>
#include <cmath>
#include <limits>

// Every law in long double throughout: its 64 bits pay for what parameters of 1e10 cost, and its range of 1e-4932 makes
// logarithms of most tails a matter of taking one. Beyond that range the tails come from continued fractions in logs.

namespace {
using tails::infinity;
using tails::Pair;
using tails::real;

const real none = std::numeric_limits<real>::quiet_NaN();


real scaled(real x, real location, real scale) { return (x - location) / scale; }

Pair normal_tails(real z) {
  const real root = 0.707106781186547524400844362104849L;
  auto lower = [&](real t) {
    // The asymptotic series is exact to the last bit where erfc is about to underflow.
    if (t > -100) { real p = erfcl(-t * root) / 2; return Pair{p, logl(p)}; }
    real w = 1 / (t * t), term = 1, sum = 1;
    for (int k = 1; k < 12; k++) { term *= -(2 * k - 1) * w; sum += term; }
    real log = -t * t / 2 - logl(-t) - tails::half_log_two_pi + logl(sum);
    return Pair{expl(log), log};
  };
  return z < 0 ? tails::from_lower(lower(z)) : tails::from_upper(lower(-z));
}

real normal_quantile(real p) {
  if (p == 0.5L) return 0;
  const real root = 1.41421356237309504880168872420969808L;
  return p < 0.5L ? -root * boost::math::erfc_inv(2 * p, tails::Quiet()) : root * boost::math::erfc_inv(2 * (1 - p), tails::Quiet());
}

// What a law of one real number tells at x: its density's logarithm and its tails, `below` P(X ≤ x) and `above` P(X > x).
struct Told {
  real log_density, below, above, log_below, log_above;
};

Told told(real log_density, const Pair &lower_first) {
  return {log_density, lower_first.lower, lower_first.upper, lower_first.log_lower, lower_first.log_upper};
}

Told nothing_below() { return {-infinity, 0, 1, -infinity, 0}; }
Told nothing_above() { return {-infinity, 1, 0, 0, -infinity}; }

Told exponential(real z, real log_scale) {
  return {-z - log_scale, -expm1l(-z), expl(-z), z > 0.7L ? log1pl(-expl(-z)) : logl(-expm1l(-z)), -z};
}

Told at(nabla_law law, real x, real a, real b, real c) {
  switch (law) {
  case NABLA_NORMAL: {
    real z = scaled(x, a, b);
    return told(-z * z / 2 - tails::half_log_two_pi - logl(b), normal_tails(z));
  }
  case NABLA_LOG_NORMAL: {
    if (x <= 0) return nothing_below();
    if (std::isinf(x)) return nothing_above();
    real z = scaled(logl(x), a, b);
    return told(-z * z / 2 - tails::half_log_two_pi - logl(b) - logl(x), normal_tails(z));
  }
  case NABLA_STUDENT_T: return told(tails::t_log_density(x, a), tails::t(x, a));
  case NABLA_CHI_SQUARED:
    return x < 0 ? nothing_below() : told(tails::gamma_log_density(x / 2, a / 2) - logl(2), tails::gamma(a / 2, x / 2));
  case NABLA_GAMMA:
    return x < 0 ? nothing_below() : told(tails::gamma_log_density(x / b, a) - logl(b), tails::gamma(a, x / b));
  case NABLA_F: {
    if (x < 0) return nothing_below();
    if (std::isinf(x)) return nothing_above();
    real whole = a * x + b, u = a * x / whole, v = b / whole;
    // Of two degrees of freedom the logarithm starts at 0, where the beta law's prefix has lost its digits.
    real log_density = a == 2 ? -(b + 2) / 2 * log1pl(2 * x / b) : x == 0 ? (a < 2 ? infinity : a == 2 ? 0 : -infinity) : tails::beta_log_prefix(a / 2, b / 2, u, v) - logl(x);
    return told(log_density, tails::beta(a / 2, b / 2, u, v));
  }
  case NABLA_BETA:
    if (x < 0) return nothing_below();
    if (x > 1) return nothing_above();
    return told(tails::beta_log_density(x, a, b), tails::beta(a, b, x, 1 - x));
  case NABLA_EXPONENTIAL: return x < 0 ? nothing_below() : exponential(a * x, -logl(a));
  case NABLA_WEIBULL: {
    if (x < 0) return nothing_below();
    real z = powl(x / b, a);
    Told e = exponential(z, 0);
    e.log_density = x == 0 ? (a < 1 ? infinity : a == 1 ? -logl(b) : -infinity)
        : std::isinf(x) ? -infinity : logl(a / b) + (a - 1) * logl(x / b) - z;
    // Near 0 the logarithm of 1 − exp(−z) is that of z, which may be too small to hold.
    if (z < 1e-25L) e.log_below = a * logl(x / b);
    return e;
  }
  case NABLA_PARETO: {
    if (x < a) return nothing_below();
    if (std::isinf(x)) return nothing_above();
    // log(x / minimum), exact where they are near each other.
    real l = log1pl((x - a) / a);
    Told e = exponential(b * l, 0);
    e.log_density = logl(b) - logl(a) - (b + 1) * l;
    return e;
  }
  case NABLA_UNIFORM: {
    if (x < a) return nothing_below();
    if (x > b) return nothing_above();
    real w = b - a, lower = (x - a) / w, upper = (b - x) / w;
    return told(-logl(w), {lower, upper, lower < 0.5L ? logl(lower) : log1pl(-upper), upper < 0.5L ? logl(upper) : log1pl(-lower)});
  }
  case NABLA_CAUCHY: {
    real z = scaled(x, a, b);
    const real pi = 3.14159265358979323846264338327950288L;
    real small = atanl(1 / fabsl(z)) / pi;
    if (z == 0) small = 0.5L;
    real density = std::isinf(z) ? -infinity : fabsl(z) > 1e8L ? -2 * logl(fabsl(z)) - logl(pi * b) : -log1pl(z * z) - logl(pi * b);
    Pair lower = tails::from_lower({small, logl(small)});
    return told(density, z < 0 ? lower : tails::from_upper({small, logl(small)}));
  }
  case NABLA_LAPLACE: {
    real z = scaled(x, a, b), log = -fabsl(z) - logl(2), p = expl(log);
    return told(-fabsl(z) - logl(2 * b), z < 0 ? tails::from_lower({p, log}) : tails::from_upper({p, log}));
  }
  case NABLA_LOGISTIC: {
    real z = fabsl(scaled(x, a, b)), e = expl(-z), log = -z - log1pl(e), p = expl(log);
    real density = std::isinf(z) ? -infinity : -z - 2 * log1pl(e) - logl(b);
    return told(density, x < a ? tails::from_lower({p, log}) : tails::from_upper({p, log}));
  }
  case NABLA_BINOMIAL: {
    real k = floorl(x);
    real log = k == x && k >= 0 && k <= a ? tails::binomial_log_mass(k, a, b, 1 - b) : -infinity;
    if (k < 0) return nothing_below();
    if (k >= a) { Told e = nothing_above(); e.log_density = log; return e; }
    if (b == 0 || b == 1) { Told e = b == 0 ? nothing_above() : nothing_below(); e.log_density = log; return e; }
    Pair above = tails::beta(k + 1, a - k, b, 1 - b);
    return told(log, above.swapped());
  }
  case NABLA_POISSON: {
    real k = floorl(x);
    if (k < 0) return nothing_below();
    if (std::isinf(x)) return nothing_above();
    return told(k == x ? tails::poisson_log_mass(k, a) : -infinity, tails::gamma(k + 1, a).swapped());
  }
  case NABLA_GEOMETRIC: {
    real k = floorl(x);
    if (k < 0) return nothing_below();
    real log_miss = log1pl(-a);
    if (a == 1) { Told e = nothing_above(); e.log_density = x == 0 ? 0 : -infinity; return e; }
    Told e = exponential(-(k + 1) * log_miss, 0);
    e.log_density = k == x && !std::isinf(x) ? k * log_miss + logl(a) : -infinity;
    return e;
  }
  case NABLA_NEGATIVE_BINOMIAL: {
    real k = floorl(x);
    if (k < 0) return nothing_below();
    if (b == 1) { Told e = nothing_above(); e.log_density = x == 0 ? 0 : -infinity; return e; }
    if (std::isinf(x)) return nothing_above();
    real log = k != x ? -infinity : k == 0 ? a * logl(b)
        : k < 1e-10L * a ? k * logl(a * (1 - b)) - tails::log_factorial(k) + a * logl(b) + k * (k - 1) / (2 * a)
        : logl(a / (a + k)) + tails::binomial_log_mass(a, a + k, b, 1 - b);
    return told(log, tails::beta(a, k + 1, b, 1 - b));
  }
  case NABLA_HYPERGEOMETRIC: return [&] {
    real k = floorl(x), least = fmaxl(0, c + b - a), most = fminl(b, c);
    real log = k == x && k >= least && k <= most ? tails::hypergeometric_log_mass(k, a, b, c) : -infinity;
    Told e = k < least ? nothing_below() : k >= most ? nothing_above() : told(0, tails::hypergeometric(k, a, b, c));
    e.log_density = log;
    return e;
  }();
  }
  return {none, none, none, none, none};
}

// The closed forms, of whichever tail is the smaller one.
real closed_quantile(nabla_law law, real p, bool is_upper, real a, real b) {
  real q = 1 - p, lower = is_upper ? q : p, upper = is_upper ? p : q;
  // −log of the upper tail.
  real hazard = is_upper ? -logl(p) : -log1pl(-p);
  switch (law) {
  case NABLA_NORMAL: return is_upper ? a - b * normal_quantile(p) : a + b * normal_quantile(p);
  case NABLA_LOG_NORMAL: return expl(is_upper ? a - b * normal_quantile(p) : a + b * normal_quantile(p));
  case NABLA_EXPONENTIAL: return hazard / a;
  case NABLA_WEIBULL: return b * powl(hazard, 1 / a);
  case NABLA_PARETO: return a * expl(hazard / b);
  case NABLA_UNIFORM: return is_upper ? b - p * (b - a) : a + p * (b - a);
  case NABLA_CAUCHY: {
    const real pi = 3.14159265358979323846264338327950288L;
    if (p == 0.5L) return a;
    real small = fminl(p, q), far = fabsl(small - 0.25L) < 0.24L ? tanl(pi * (0.5L - small)) : 1 / tanl(pi * small);
    return (lower < 0.5L ? -far : far) * b + a;
  }
  case NABLA_LAPLACE: return lower < 0.5L ? a + b * logl(2 * lower) : a - b * logl(2 * upper);
  case NABLA_LOGISTIC: return a + b * (logl(lower) - logl(upper));
  default: return none;
  }
}

real quantile(nabla_law law, real p, bool is_upper, real a, real b) {
  if (!(p >= 0 && p <= 1)) return none;
  bool is_least = is_upper ? p == 1 : p == 0, is_most = is_upper ? p == 0 : p == 1;
  switch (law) {
  case NABLA_STUDENT_T: return is_least ? -infinity : is_most ? infinity : tails::t_quantile(p, is_upper, a);
  case NABLA_CHI_SQUARED: return is_least ? 0 : is_most ? infinity : 2 * tails::gamma_quantile(p, is_upper, a / 2);
  case NABLA_GAMMA: return is_least ? 0 : is_most ? infinity : b * tails::gamma_quantile(p, is_upper, a);
  case NABLA_F: {
    if (is_least || is_most) return is_least ? 0 : infinity;
    Pair x = tails::beta_quantile(p, is_upper, a / 2, b / 2);
    return b * x.lower / (a * x.upper);
  }
  case NABLA_BETA: return is_least ? 0 : is_most ? 1 : tails::beta_quantile(p, is_upper, a, b).lower;
  case NABLA_NORMAL: case NABLA_CAUCHY: case NABLA_LAPLACE: case NABLA_LOGISTIC:
    return is_least ? -infinity : is_most ? infinity : closed_quantile(law, p, is_upper, a, b);
  case NABLA_LOG_NORMAL: case NABLA_EXPONENTIAL: case NABLA_WEIBULL:
    return is_least ? 0 : is_most ? infinity : closed_quantile(law, p, is_upper, a, b);
  case NABLA_PARETO: return is_least ? a : is_most ? infinity : closed_quantile(law, p, is_upper, a, b);
  case NABLA_UNIFORM: return is_least ? a : is_most ? b : closed_quantile(law, p, is_upper, a, b);
  default: return none;
  }
}

double answer(nabla_law law, nabla_law_question question, double x, double a, double b, double c) {
  if (std::isnan(x)) return x;
  if (question == NABLA_QUANTILE || question == NABLA_UPPER_QUANTILE)
    return quantile(law, x, question == NABLA_UPPER_QUANTILE, a, b);
  Told t = at(law, x, a, b, c);
  switch (question) {
  case NABLA_PDF: return std::isinf(x) ? 0 : expl(t.log_density);
  case NABLA_LOGPDF: return std::isinf(x) ? -infinity : t.log_density;
  case NABLA_CDF: return t.below;
  case NABLA_CCDF: return t.above;
  case NABLA_LOGCDF: return t.log_below;
  case NABLA_LOGCCDF: return t.log_above;
  default: return none;
  }
}
}

extern "C" double nabla_law_value(nabla_law law, nabla_law_question question, double x, double a, double b, double c) {
  try {
    return answer(law, question, x, a, b, c);
  } catch (...) {
    // Boost throws where a root finder gives up; nothing may unwind into Swift.
    return std::numeric_limits<double>::quiet_NaN();
  }
}
