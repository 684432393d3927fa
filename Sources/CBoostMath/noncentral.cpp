#include "noncentral.h"
#define BOOST_DISABLE_ASSERTS
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/non_central_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <limits>

namespace math = boost::math;
namespace rules = boost::math::policies;

namespace {
using Quiet = rules::policy<
    rules::domain_error<rules::ignore_error>, rules::pole_error<rules::ignore_error>,
    rules::overflow_error<rules::ignore_error>, rules::underflow_error<rules::ignore_error>,
    rules::denorm_error<rules::ignore_error>, rules::evaluation_error<rules::ignore_error>,
    rules::rounding_error<rules::throw_on_error>, rules::indeterminate_result_error<rules::ignore_error>,
    rules::promote_double<true>>;

// Boost throws where a series does not settle; nothing may unwind into Swift.
template <class Call> double quietly(Call call) noexcept {
  try {
    return call();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}
}

extern "C" {
double nabla_noncentral_t_cdf(double x, double df, double delta) {
  return quietly([&] { return math::cdf(math::non_central_t_distribution<double, Quiet>(df, delta), x); });
}
double nabla_noncentral_t_ccdf(double x, double df, double delta) {
  return quietly(
      [&] { return math::cdf(math::complement(math::non_central_t_distribution<double, Quiet>(df, delta), x)); });
}
double nabla_noncentral_chi_squared_ccdf(double x, double df, double lambda) {
  return quietly([&] {
    return math::cdf(math::complement(math::non_central_chi_squared_distribution<double, Quiet>(df, lambda), x));
  });
}
double nabla_noncentral_f_ccdf(double x, double df1, double df2, double lambda) {
  return quietly([&] {
    return math::cdf(math::complement(math::non_central_f_distribution<double, Quiet>(df1, df2, lambda), x));
  });
}
}
