#include "cboostmath.h"
#if !__has_include(<boost/math/special_functions/gamma.hpp>)
#error "Boost.Math is missing; on Debian: apt-get install libboost-math-dev"
#endif
// A failed assertion would end the process over one number.
#define BOOST_DISABLE_ASSERTS
#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/lambert_w.hpp>
#include <boost/math/special_functions/sin_pi.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <boost/math/special_functions/zeta.hpp>
#include <complex>
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

// A number too large to count with would be given back as if it were the result, were that error ignored. Boost may also
// throw where a root finder gives up; nothing may unwind into Swift.
template <class Call> double quietly(Call call) noexcept {
  try {
    return call(Quiet());
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}
}

#define ONE(name, call) \
  extern "C" double name(double x) { \
    return quietly([=](auto quiet) { return math::call(x, quiet); }); \
  }
#define TWO(name, call) \
  extern "C" double name(double a, double x) { \
    return quietly([=](auto quiet) { return math::call(a, x, quiet); }); \
  }
ONE(nabla_gamma, tgamma)
ONE(nabla_digamma, digamma)
ONE(nabla_trigamma, trigamma)
ONE(nabla_erf, erf)
ONE(nabla_erfc, erfc)
ONE(nabla_erfinv, erf_inv)
ONE(nabla_erfcinv, erfc_inv)
ONE(nabla_zeta, zeta)
ONE(nabla_lambert_w, lambert_w0)
ONE(nabla_sin_pi, sin_pi)
TWO(nabla_beta, beta)
TWO(nabla_gamma_p, gamma_p)
TWO(nabla_gamma_q, gamma_q)
TWO(nabla_bessel_j, cyl_bessel_j)
TWO(nabla_gamma_ratio, tgamma_delta_ratio)

extern "C" double nabla_beta_i(double a, double b, double x) {
  return quietly([=](auto quiet) { return math::ibeta(a, b, x, quiet); });
}

#define COMPLEX(name) \
  extern "C" nabla_complex nabla_c##name(double re, double im) { \
    std::complex<double> w = std::name(std::complex<double>(re, im)); \
    return {w.real(), w.imag()}; \
  }
COMPLEX(exp)
COMPLEX(log)
COMPLEX(sqrt)
COMPLEX(sin)
COMPLEX(cos)
COMPLEX(tan)
COMPLEX(asin)
COMPLEX(acos)
COMPLEX(atan)
COMPLEX(sinh)
COMPLEX(cosh)
COMPLEX(tanh)
COMPLEX(asinh)
COMPLEX(acosh)
COMPLEX(atanh)
