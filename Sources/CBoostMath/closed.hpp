#pragma once
#include "cboostmath.h"
#include <cmath>
#include <limits>

// The laws whose answers are elementary functions, in double precision. NaN where double loses more than some hundred of
// its last places: the exact door answers there.

namespace closed {
const double none = std::numeric_limits<double>::quiet_NaN();
const double pi = 3.14159265358979323846;
// exp(−z) has an error of z places.
const double furthest = 100;

inline bool holds(nabla_law law) {
  switch (law) {
  case NABLA_LOG_NORMAL: case NABLA_EXPONENTIAL: case NABLA_WEIBULL: case NABLA_PARETO: case NABLA_UNIFORM:
  case NABLA_CAUCHY: case NABLA_LAPLACE: case NABLA_LOGISTIC: return true;
  default: return false;
  }
}

inline double exponential_tail(double z, bool is_upper) {
  return z < furthest ? (is_upper ? std::exp(-z) : -std::expm1(-z)) : none;
}

inline double log_normal(nabla_law_question question, double x, double a, double b) {
  if (!(x > 0 && x < 1e300)) return none;
  double log = std::log(x), z = (log - a) / b, size = std::fabs(z);
  if (!(size < 8 && (std::fabs(log) + std::fabs(a)) * std::fmax(size, 1) < 300 * b)) return none;
  if (question == NABLA_PDF) return std::exp(-z * z / 2) * 0.39894228040143267794 / (b * x);
  return std::erfc((question == NABLA_CCDF ? z : -z) * 0.70710678118654752440) / 2;
}

inline double weibull(nabla_law_question question, double x, double a, double b) {
  double z = std::pow(x / b, a);
  if (!(x > 0 && z > 1e-290 && a * std::fmax(z, 1) < 200)) return none;
  if (question == NABLA_PDF) return a / x * z * std::exp(-z);
  return exponential_tail(z, question == NABLA_CCDF);
}

inline double pareto(nabla_law_question question, double x, double a, double b) {
  if (!(x > a && x < 1e300)) return none;
  double z = b * std::log1p((x - a) / a);
  if (question == NABLA_PDF) return z < furthest ? b / x * std::exp(-z) : none;
  return exponential_tail(z, question == NABLA_CCDF);
}

// Of a law that is even about a: the density and the smaller share at the distance z.
inline double even(nabla_law_question question, double z, double density, double small) {
  if (question == NABLA_PDF) return density;
  return (z < 0) == (question == NABLA_CDF) ? small : 1 - small;
}

inline double point(nabla_law law, nabla_law_question question, double x, double a, double b) {
  double z = (x - a) / b, size = std::fabs(z);
  switch (law) {
  case NABLA_LOG_NORMAL: return log_normal(question, x, a, b);
  case NABLA_EXPONENTIAL:
    if (!(x > 0 && a * x < furthest)) return none;
    return question == NABLA_PDF ? a * std::exp(-a * x) : exponential_tail(a * x, question == NABLA_CCDF);
  case NABLA_WEIBULL: return weibull(question, x, a, b);
  case NABLA_PARETO: return pareto(question, x, a, b);
  case NABLA_UNIFORM:
    if (!(x > a && x < b && b - a < 1e300)) return none;
    return question == NABLA_PDF ? 1 / (b - a) : (question == NABLA_CDF ? x - a : b - x) / (b - a);
  case NABLA_CAUCHY:
    if (!(size > 1e-100 && size < 1e100)) return none;
    return even(question, z, 1 / (pi * b * (1 + z * z)), std::atan(1 / size) / pi);
  case NABLA_LAPLACE: {
    double e = std::exp(-size) / 2;
    return size < furthest ? even(question, z, e / b, e) : none;
  }
  case NABLA_LOGISTIC: {
    double e = std::exp(-size), share = e / (1 + e);
    return size < furthest ? even(question, z, share / (b * (1 + e)), share) : none;
  }
  default: return none;
  }
}

// Where a location cancels most of the distance from it, few places are left.
inline double placed(double location, double distance) {
  double value = location + distance;
  return std::fabs(value) > 0.05 * std::fabs(location) ? value : none;
}

inline double quantile(nabla_law law, double p, bool is_upper, double a, double b, double normal) {
  double hazard = is_upper ? -std::log(p) : -std::log1p(-p);
  // 1 − p is exact from one half on, and the smaller share is p itself below.
  double small = p < 0.5 ? p : 1 - p, side = (p < 0.5) == is_upper ? 1 : -1;
  switch (law) {
  case NABLA_LOG_NORMAL: {
    double exponent = a + b * (is_upper ? -normal : normal);
    return b * std::fabs(normal) < 5 && std::fabs(exponent) < furthest ? std::exp(exponent) : none;
  }
  case NABLA_EXPONENTIAL: return hazard / a;
  case NABLA_WEIBULL: return a > 0.1 ? b * std::pow(hazard, 1 / a) : none;
  case NABLA_PARETO: return hazard < furthest * b ? a * std::exp(hazard / b) : none;
  case NABLA_UNIFORM: return b - a < 1e300 ? (is_upper ? placed(b, -p * (b - a)) : placed(a, p * (b - a))) : none;
  case NABLA_CAUCHY: {
    double far = small > 0.25 ? std::tan(pi * (0.5 - small)) : 1 / std::tan(pi * small);
    return placed(a, side * b * far);
  }
  case NABLA_LAPLACE: return placed(a, -side * b * std::log(2 * small));
  case NABLA_LOGISTIC: {
    // log(p / (1 − p)): near one half the two logarithms cancel.
    double odds = p > 0.25 && p < 0.75 ? std::log1p((2 * p - 1) / (1 - p)) : std::log(p) - std::log1p(-p);
    return placed(a, b * (is_upper ? -odds : odds));
  }
  default: return none;
  }
}
}
