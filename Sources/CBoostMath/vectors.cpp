#include "cboostmath.h"
#include "cells.hpp"
#include "closed.hpp"
#define BOOST_DISABLE_ASSERTS
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

// Many points of one law. In double precision Boost is several times as fast as in long double, and right to 1e-13 where
// parameters are moderate and the answer is no far tail; everywhere else each point goes through the exact door.

namespace {
namespace math = boost::math;
namespace rules = boost::math::policies;
using Fast = rules::policy<
    rules::domain_error<rules::ignore_error>, rules::pole_error<rules::ignore_error>,
    rules::overflow_error<rules::ignore_error>, rules::underflow_error<rules::ignore_error>,
    rules::denorm_error<rules::ignore_error>, rules::evaluation_error<rules::ignore_error>,
    rules::rounding_error<rules::throw_on_error>, rules::indeterminate_result_error<rules::ignore_error>,
    rules::promote_double<false>>;

bool is_moderate(double a) { return a >= 0.1 && a <= 200; }

// From here on a probability has kept its digits.
bool is_near(double p) { return p > 1e-12 && p <= 1; }

template <class Quick>
void each(nabla_law law, nabla_law_question question, const double *x, double *y, long count, double a, double b, double c, Quick quick) {
  for (long i = 0; i < count; i++) {
    double value = quick(x[i]);
    y[i] = std::isnan(value) ? nabla_law_value(law, question, x[i], a, b, c) : value;
  }
}

const double slow = std::numeric_limits<double>::quiet_NaN();
const double root_half = 0.70710678118654752440;

double kept(double p) { return is_near(p) ? p : slow; }

// The tail of shape a beyond x, of the side asked for.
double gamma_tail(double a, double x, bool is_upper) {
  if (!(x > 0)) return slow;
  return kept(is_upper ? math::gamma_q(a, x, Fast()) : math::gamma_p(a, x, Fast()));
}

double beta_tail(double a, double b, double x, bool is_upper) {
  if (!(x > 0 && x < 1)) return slow;
  // Of two tails the smaller is computed: Boost's complement of the arcsine law forgets its digits.
  double lower = math::ibeta(a, b, x, Fast());
  if (!is_upper) return kept(lower);
  return lower < 0.5 ? 1 - lower : kept(math::ibetac(a, b, x, Fast()));
}

double t_tail(double x, double n, bool is_upper) {
  double square = x * x, tail = beta_tail(n / 2, 0.5, n / (n + square), false) / 2;
  // Near the middle n / (n + x²) is near 1 and has lost what tells x from 0.
  if (square < n) tail = beta_tail(0.5, n / 2, square / (n + square), true) / 2;
  return (x > 0) == is_upper ? tail : 1 - tail;
}

bool is_share(double p) { return p > 1e-12 && p < 1 - 1e-12; }

// Below this many points making the cells costs more than they save.
const long many = 2000;

double exact(nabla_law law, nabla_law_question question, double x, double a, double b = 0) {
  return nabla_law_value(law, question, x, a, b, 0);
}

// Fills a cell with the smaller tail about its middle; the series of the density is in c.
void take_tail(cells::Cell &cell, cells::real half, nabla_law law, double a, double b, cells::real *c) {
  double lower = exact(law, NABLA_CDF, cell.middle, a, b), height = exact(law, NABLA_PDF, cell.middle, a, b);
  cell.is_upper = lower > 0.5;
  cells::integrate(
      c, cell.is_upper ? exact(law, NABLA_CCDF, cell.middle, a, b) : lower, cell.is_upper ? -height : height);
  cell.take(c, half);
}

double told(const cells::Cell *cell, double x, bool is_upper) {
  if (!cell) return slow;
  double tail = (*cell)(x);
  return cell->is_upper == is_upper ? tail : 1 - tail;
}

// So many cells an octave that powers of the shape stay within e^(1/2) across one.
int bits_of(double shape) {
  int bits = 5;
  while (shape > 24 && bits < 9) { shape /= 2; bits++; }
  return bits;
}

// The tails of Student's t beyond |x|.
struct StudentCells {
  double n;
  cells::Octaves octaves;
  cells::Cell centre;

  explicit StudentCells(double n) : n(n), octaves(-3, 40, 5) { make(centre, 0.125L); }

  void make(cells::Cell &cell, cells::real half) {
    cells::real c[cells::degree + 1], height = exact(NABLA_STUDENT_T, NABLA_PDF, cell.middle, n);
    cells::t_density(cell.middle, n, c);
    cells::integrate(c, exact(NABLA_STUDENT_T, NABLA_CCDF, cell.middle, n), -height);
    cell.take(c, half);
  }

  double tail(double x, bool is_upper) {
    double size = std::fabs(x);
    const cells::Cell *cell = size >= 0.125 ? octaves.at(size, [this](cells::Cell &cell, cells::real half) { make(cell, half); })
        : centre.state == cells::Cell::good ? &centre : nullptr;
    if (!cell) return slow;
    double far = (*cell)(size);
    return (x > 0) == is_upper ? far : 1 - far;
  }
};

// Quantiles by cells of the smaller share, from the inverse of the tail's series.
struct QuantileCells {
  nabla_law law;
  double a, b;
  cells::Octaves lower, upper;

  QuantileCells(nabla_law law, double a, double b) : law(law), a(a), b(b), lower(-40, -1, 4), upper(-40, -1, 4) {}

  void density(double x, cells::real *c) const {
    switch (law) {
    case NABLA_STUDENT_T: return cells::t_density(x, a, c);
    case NABLA_BETA: return cells::beta_density(x, a, b, c);
    case NABLA_F: return cells::f_density(x, a, b, c);
    default: return cells::gamma_density(x, a, c);
    }
  }

  double operator()(double p, bool is_upper) {
    if (!is_share(p)) return slow;
    bool is_small = p < 0.5, is_above = is_upper == is_small;
    double share = is_small ? p : 1 - p;
    // The greatest share opens an octave of its own.
    const cells::Cell *cell = share == 0.5 ? nullptr : (is_above ? upper : lower).at(share, [&](cells::Cell &cell, cells::real half) {
      cells::real c[cells::degree + 1], inverse[cells::degree + 1];
      double x = exact(law, is_above ? NABLA_UPPER_QUANTILE : NABLA_QUANTILE, cell.middle, a, b);
      density(x, c);
      cells::integrate(c, 0, (is_above ? -1 : 1) * cells::real(exact(law, NABLA_PDF, x, a, b)));
      cells::invert(c, inverse);
      inverse[0] = x;
      cell.take(inverse, half);
    });
    return cell ? (*cell)(share) : slow;
  }
};

// Quantiles of Student's t, which near the median are an odd function of the distance from it.
struct StudentQuantiles {
  QuantileCells far;
  cells::Cell centre;

  explicit StudentQuantiles(double n) : far(NABLA_STUDENT_T, n, 0) {
    cells::real c[cells::degree + 1], inverse[cells::degree + 1];
    cells::t_density(0, n, c);
    cells::integrate(c, 0, exact(NABLA_STUDENT_T, NABLA_PDF, 0, n));
    cells::invert(c, inverse);
    centre.take(inverse, 1.0L / 32);
  }

  double operator()(double p, bool is_upper) {
    double gap = 0.5 - p;
    if (!(std::fabs(gap) < 1.0 / 32)) return far(p, is_upper);
    return centre.state != cells::Cell::good ? slow : is_upper ? centre(gap) : -centre(gap);
  }
};

// The beta law's tails: the cells lie about the nearer end, so that what is near 1 keeps its distance from it.
struct BetaCells {
  double a, b;
  cells::Octaves left, right;

  BetaCells(double a, double b) : BetaCells(a, b, a + b < 24 ? -60 : -20) {}
  // Of small shapes much lies close to the ends.
  BetaCells(double a, double b, int least) : a(a), b(b), left(least, -1, bits_of(a + b)), right(least, -1, bits_of(a + b)) {}

  double tail(double x, bool is_upper) {
    if (!(x > 0 && x < 1)) return slow;
    if (x < 0.5) return told(left.at(x, [this](cells::Cell &cell, cells::real half) { make(cell, half, a, b); }), x, is_upper);
    double y = 1 - x;
    return told(right.at(y, [this](cells::Cell &cell, cells::real half) { make(cell, half, b, a); }), y, !is_upper);
  }

  static void make(cells::Cell &cell, cells::real half, double a, double b) {
    cells::real c[cells::degree + 1];
    cells::beta_density(cell.middle, a, b, c);
    take_tail(cell, half, NABLA_BETA, a, b, c);
  }
};

// The gamma law's tails at scale 1.
struct GammaCells {
  double shape;
  cells::Octaves octaves;

  explicit GammaCells(double shape) : shape(shape), octaves(shape < 24 ? -60 : -20, 10, bits_of(shape)) {}

  double tail(double x, bool is_upper) {
    if (!(x > 0)) return slow;
    return told(octaves.at(x, [this](cells::Cell &cell, cells::real half) {
      cells::real c[cells::degree + 1];
      cells::gamma_density(cell.middle, shape, c);
      take_tail(cell, half, NABLA_GAMMA, shape, 1, c);
    }), x, is_upper);
  }
};

template <int n> double polynomial(const double (&c)[n], double x) {
  double value = c[n - 1];
  for (int k = n - 2; k >= 0; k--) value = value * x + c[k];
  return value;
}

// The standard normal quantile, from log of the smaller share where it is no middle one. Relative error about 1e-15.
// Source: Wichura, algorithm AS 241 (PPND16), Applied Statistics 37, 1988.
double normal_quantile(double p) {
  static const double centre_above[] = {
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
  static const double centre_below[] = {
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
      3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3};
  static const double middle_above[] = {
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static const double middle_below[] = {
      1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
      1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
  static const double tail_above[] = {
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static const double tail_below[] = {
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
      1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
  double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    return q * polynomial(centre_above, r) / polynomial(centre_below, r);
  }
  double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
  double size = r <= 5 ? polynomial(middle_above, r - 1.6) / polynomial(middle_below, r - 1.6)
                       : polynomial(tail_above, r - 5) / polynomial(tail_below, r - 5);
  return q < 0 ? -size : size;
}
}

extern "C" void nabla_law_values(
    nabla_law law, nabla_law_question question, const double *x, double *y, long count, double a, double b, double c) {
  bool is_upper = question == NABLA_CCDF || question == NABLA_UPPER_QUANTILE;
  bool is_tail = question == NABLA_CDF || question == NABLA_CCDF;
  bool is_quantile = question == NABLA_QUANTILE || question == NABLA_UPPER_QUANTILE;
  auto run = [&](auto quick) {
    try {
      each(law, question, x, y, count, a, b, c, quick);
    } catch (...) {
      // One number that a root finder gave up: all again, each by itself.
      each(law, question, x, y, count, a, b, c, [](double) { return slow; });
    }
  };
  if (closed::holds(law) && (is_tail || question == NABLA_PDF))
    return run([=](double x) { return closed::point(law, question, x, a, b); });
  if (closed::holds(law) && is_quantile)
    return run([=](double p) {
      if (!is_share(p)) return slow;
      return closed::quantile(law, p, is_upper, a, b, law == NABLA_LOG_NORMAL ? normal_quantile(p) : 0);
    });
  if (law == NABLA_NORMAL && is_tail)
    return run([=](double x) {
      double z = (x - a) / b;
      if (!(std::fabs(z) < 8)) return slow;
      return std::erfc((is_upper ? z : -z) * root_half) / 2;
    });
  if (law == NABLA_NORMAL && question == NABLA_PDF)
    return run([=](double x) {
      double z = (x - a) / b;
      return std::fabs(z) < 8 ? std::exp(-z * z / 2) * (0.39894228040143267794 / b) : slow;
    });
  if (law == NABLA_NORMAL && is_quantile)
    return run([=](double p) {
      if (!is_share(p)) return slow;
      double z = normal_quantile(p);
      // Elsewhere the answer is the small rest of its parts.
      double value = a + b * (is_upper ? -z : z);
      return std::fabs(value) > 0.05 * std::fabs(a) ? value : slow;
    });
  double shape = law == NABLA_CHI_SQUARED ? a / 2 : a, scale = law == NABLA_CHI_SQUARED ? 2 : b;
  if ((law == NABLA_GAMMA || law == NABLA_CHI_SQUARED) && is_moderate(shape)) {
    if (is_tail && count >= many) {
      GammaCells made(shape);
      return run([&](double x) { return made.tail(x / scale, is_upper); });
    }
    if (is_quantile && count >= many) {
      QuantileCells made(NABLA_GAMMA, shape, 1);
      return run([&](double p) { return scale * made(p, is_upper); });
    }
    if (is_tail) return run([=](double x) { return gamma_tail(shape, x / scale, is_upper); });
    if (is_quantile)
      return run([=](double p) {
        if (!is_share(p)) return slow;
        return scale * (is_upper ? math::gamma_q_inv(shape, p, Fast()) : math::gamma_p_inv(shape, p, Fast()));
      });
  }
  if (law == NABLA_BETA && is_moderate(a) && is_moderate(b)) {
    if (is_tail && count >= many) {
      BetaCells made(a, b);
      return run([&](double x) { return made.tail(x, is_upper); });
    }
    if (is_quantile && count >= many) {
      QuantileCells made(law, a, b);
      return run([&](double p) { return made(p, is_upper); });
    }
    if (is_tail) return run([=](double x) { return beta_tail(a, b, x, is_upper); });
    if (is_quantile)
      return run([=](double p) {
        if (!is_share(p)) return slow;
        return is_upper ? math::ibetac_inv(a, b, p, static_cast<double *>(nullptr), Fast())
                        : math::ibeta_inv(a, b, p, static_cast<double *>(nullptr), Fast());
      });
  }
  if (law == NABLA_F && is_moderate(a / 2) && is_moderate(b / 2) && is_quantile && count >= many) {
    QuantileCells made(law, a, b);
    return run([&](double p) { return made(p, is_upper); });
  }
  if (law == NABLA_F && is_moderate(a / 2) && is_moderate(b / 2) && is_tail && count >= many) {
    BetaCells made(a / 2, b / 2), mirrored(b / 2, a / 2);
    return run([&](double x) {
      double product = a * x;
      if (!(x > 0 && product < 1e300)) return slow;
      return product < b ? made.tail(product / (b + product), is_upper) : mirrored.tail(b / (b + product), !is_upper);
    });
  }
  if (law == NABLA_F && is_moderate(a / 2) && is_moderate(b / 2) && is_tail)
    return run([=](double x) {
      double product = a * x;
      if (!(x > 0 && product < 1e300)) return slow;
      // The smaller of the two shares keeps its digits.
      return product < b ? beta_tail(a / 2, b / 2, product / (b + product), is_upper)
                         : beta_tail(b / 2, a / 2, b / (b + product), !is_upper);
    });
  if (law == NABLA_STUDENT_T && is_moderate(a / 2) && is_quantile && count >= many) {
    StudentQuantiles made(a);
    return run([&](double p) { return made(p, is_upper); });
  }
  if (law == NABLA_STUDENT_T && is_moderate(a / 2) && is_tail && count >= many) {
    StudentCells made(a);
    return run([&](double x) { return made.tail(x, is_upper); });
  }
  if (law == NABLA_STUDENT_T && is_moderate(a / 2) && is_tail)
    return run([=](double x) { return std::fabs(x) < 1e6 && x != 0 ? t_tail(x, a, is_upper) : slow; });
  if (law == NABLA_STUDENT_T && is_moderate(a / 2) && is_quantile)
    return run([=](double p) {
      if (!is_share(p) || std::fabs(p - 0.5) < 0.01) return slow;
      double u, v = 0, small = p < 0.5 ? p : 1 - p;
      if (p > 0.5 && small < 0.01) return slow;
      u = math::ibeta_inv(a / 2, 0.5, 2 * small, &v, Fast());
      double x = std::sqrt(a * v / u);
      return (p < 0.5) == is_upper ? x : -x;
    });
  if (law == NABLA_BINOMIAL && is_tail && a <= 200)
    return run([=](double x) {
      double k = std::floor(x);
      if (!(k >= 0 && k < a && b > 0 && b < 1)) return slow;
      return beta_tail(k + 1, a - k, b, !is_upper);
    });
  if (law == NABLA_POISSON && is_tail && a <= 200)
    return run([=](double x) {
      double k = std::floor(x);
      return k >= 0 && k < 200 ? gamma_tail(k + 1, a, !is_upper) : slow;
    });
  run([](double) { return slow; });
}
