#include "cboostmath.h"
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
  if (law == NABLA_NORMAL && is_quantile && (a == 0 || std::fabs(a) < b))
    return run([=](double p) {
      // Near the median the answer is the small rest of its parts.
      if (!is_share(p) || (std::fabs(p - 0.5) < 0.01)) return slow;
      double z = -1.41421356237309504880 * math::erfc_inv(2 * p, Fast());
      double value = a + b * (is_upper ? -z : z);
      return std::fabs(value) > 0.05 * std::fabs(a) ? value : slow;
    });
  double shape = law == NABLA_CHI_SQUARED ? a / 2 : a, scale = law == NABLA_CHI_SQUARED ? 2 : b;
  if ((law == NABLA_GAMMA || law == NABLA_CHI_SQUARED) && is_moderate(shape)) {
    if (is_tail) return run([=](double x) { return gamma_tail(shape, x / scale, is_upper); });
    if (is_quantile)
      return run([=](double p) {
        if (!is_share(p)) return slow;
        return scale * (is_upper ? math::gamma_q_inv(shape, p, Fast()) : math::gamma_p_inv(shape, p, Fast()));
      });
  }
  if (law == NABLA_BETA && is_moderate(a) && is_moderate(b)) {
    if (is_tail) return run([=](double x) { return beta_tail(a, b, x, is_upper); });
    if (is_quantile)
      return run([=](double p) {
        if (!is_share(p)) return slow;
        return is_upper ? math::ibetac_inv(a, b, p, static_cast<double *>(nullptr), Fast())
                        : math::ibeta_inv(a, b, p, static_cast<double *>(nullptr), Fast());
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
