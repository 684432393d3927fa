#include "cboostmath.h"
#define BOOST_DISABLE_ASSERTS
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <limits>

namespace math = boost::math;
namespace rules = boost::math::policies;

namespace {
using Quiet = rules::policy<
    rules::domain_error<rules::ignore_error>, rules::pole_error<rules::ignore_error>,
    rules::overflow_error<rules::ignore_error>, rules::underflow_error<rules::ignore_error>,
    rules::denorm_error<rules::ignore_error>, rules::evaluation_error<rules::ignore_error>,
    rules::rounding_error<rules::throw_on_error>, rules::indeterminate_result_error<rules::ignore_error>,
    rules::promote_double<true>, rules::discrete_quantile<rules::integer_round_up>>;

template <class Law> double answer(const Law &law, nabla_law_question question, double x) {
  switch (question) {
  case NABLA_PDF: return math::pdf(law, x);
  case NABLA_CDF: return math::cdf(law, x);
  case NABLA_CCDF: return math::cdf(math::complement(law, x));
  case NABLA_QUANTILE: return math::quantile(law, x);
  case NABLA_UPPER_QUANTILE: return math::quantile(math::complement(law, x));
  }
  return std::numeric_limits<double>::quiet_NaN();
}
}

extern "C" double nabla_law_value(nabla_law law, nabla_law_question question, double x, double a, double b, double) {
  try {
    switch (law) {
    case NABLA_NORMAL: return answer(math::normal_distribution<double, Quiet>(a, b), question, x);
    case NABLA_STUDENT_T: return answer(math::students_t_distribution<double, Quiet>(a), question, x);
    case NABLA_CHI_SQUARED: return answer(math::chi_squared_distribution<double, Quiet>(a), question, x);
    case NABLA_F: return answer(math::fisher_f_distribution<double, Quiet>(a, b), question, x);
    }
  } catch (...) {
    // Boost throws where a root finder gives up; nothing may unwind into Swift.
  }
  return std::numeric_limits<double>::quiet_NaN();
}
