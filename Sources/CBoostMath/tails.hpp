#pragma once
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <cmath>
#include <limits>

// Incomplete gamma and beta functions with the logarithms of both their tails, and densities in Loader's deviance form,
// whose terms all have one sign so that nothing cancels.
// Source: C. Loader, Fast and accurate computation of binomial probabilities, 2000; DLMF 8.9.2, 8.17.22.
namespace tails {
using real = long double;
const real infinity = std::numeric_limits<real>::infinity();
const real half_log_two_pi = 0.918938533204672741780329736405617640L;

using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::denorm_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::rounding_error<boost::math::policies::throw_on_error>,
    boost::math::policies::indeterminate_result_error<boost::math::policies::ignore_error>>;

struct Pair {
  real lower, upper, log_lower = 0, log_upper = 0;

  Pair(real lower, real upper, real log_lower, real log_upper)
      : lower(lower), upper(upper), log_lower(log_lower), log_upper(log_upper) {}
  Pair(real lower, real second) : lower(lower), upper(second) {}
  Pair swapped() const { return {upper, lower, log_upper, log_lower}; }
};

// From one tail and its logarithm, the other.
inline Pair from_lower(Pair p) { return {p.lower, 1 - p.lower, p.upper, log1pl(-p.lower)}; }
inline Pair from_upper(Pair p) { return from_lower(p).swapped(); }

inline real log_gamma(real x) {
  int sign;
  return lgammal_r(x, &sign);
}
inline real log_factorial(real n) { return log_gamma(n + 1); }

// What Stirling's formula lacks of log n!.
inline real stirling_error(real n) {
  if (n < 16) return log_factorial(n) - (n + 0.5L) * logl(n) + n - half_log_two_pi;
  static const real coefficients[] = {
      1.0L / 12, -1.0L / 360, 1.0L / 1260, -1.0L / 1680, 1.0L / 1188, -691.0L / 360360, 1.0L / 156, -3617.0L / 122400,
      43867.0L / 244188, -174611.0L / 125400};
  real w = 1 / (n * n), sum = 0;
  for (int k = 9; k >= 0; k--) sum = sum * w + coefficients[k];
  return sum / n;
}

// x log(x / mean) + mean − x ≥ 0.
inline real deviance(real x, real mean) {
  if (x == 0) return mean;
  real d = (mean - x) / x;
  if (fabsl(d) < 0.5L) return -x * boost::math::log1pmx(d, Quiet());
  return x * (logl(x) - logl(mean)) + mean - x;
}

// log(x^a e^{-x} / Γ(a))
inline real gamma_log_prefix(real a, real x) {
  if (a < 1) return a * logl(x) - x - log_gamma(a);
  return -deviance(a, x) - stirling_error(a) + logl(a) / 2 - half_log_two_pi;
}

inline real gamma_log_density(real x, real a) {
  if (x == 0) return a < 1 ? infinity : a == 1 ? 0 : -infinity;
  if (std::isinf(x)) return -infinity;
  return gamma_log_prefix(a, x) - logl(x);
}

inline real poisson_log_mass(real k, real rate) {
  if (rate == 0) return k == 0 ? 0 : -infinity;
  return k == 0 ? -rate : -deviance(k, rate) - stirling_error(k) - logl(k) / 2 - half_log_two_pi;
}

inline real binomial_log_mass(real k, real n, real p, real q) {
  if (p == 0 || q == 0) return k == (p == 0 ? 0 : n) ? 0 : -infinity;
  if (k == 0) return p < 0.5L ? n * log1pl(-p) : n * logl(q);
  if (k == n) return q < 0.5L ? n * log1pl(-q) : n * logl(p);
  return stirling_error(n) - stirling_error(k) - stirling_error(n - k) - deviance(k, n * p) - deviance(n - k, n * q)
      + (logl(n) - logl(k) - logl(n - k)) / 2 - half_log_two_pi;
}

// log(x^a y^b / B(a, b)), y = 1 − x.
inline real beta_log_prefix(real a, real b, real x, real y) {
  if (x == 0 || y == 0) return -infinity;
  // Far from each other, the small one's deviance would be lost beside the large one's.
  real n = a + b;
  return stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y)
      + (logl(a) + logl(b) - logl(n)) / 2 - half_log_two_pi;
}

inline real beta_log_density(real x, real a, real b) {
  if (x == 0) return a < 1 ? infinity : a == 1 ? logl(b) : -infinity;
  if (x == 1) return b < 1 ? infinity : b == 1 ? logl(a) : -infinity;
  return beta_log_prefix(a, b, x, 1 - x) - logl(x) - log1pl(-x);
}

// P and Q of shape a.
inline Pair gamma(real a, real x) {
  if (x == 0) return {0, 1, -infinity, 0};
  if (std::isinf(x)) return {1, 0, 0, -infinity};
  const real least = 1e-4900L;
  // The smaller tail is the one to compute; the other is what it leaves.
  real p = boost::math::gamma_p(a, x, Quiet()), q = 1 - p;
  if (!(p < 0.5L)) { q = boost::math::gamma_q(a, x, Quiet()); p = 1 - q; }
  real log_p = p < 0.5L ? logl(p) : log1pl(-q), log_q = q < 0.5L ? logl(q) : log1pl(-p);
  if (!(p > least)) {
    real term = 1, sum = 1;
    for (real n = a + 1; term > sum * 1e-21L; n += 1) { term *= x / n; sum += term; }
    log_p = gamma_log_prefix(a, x) - logl(a) + logl(sum);
  }
  if (!(q > least)) {
    real b = x + 1 - a, c = 1e4000L, d = 1 / b, h = d;
    for (int i = 1; i < 100000; i++) {
      real an = -real(i) * (i - a);
      b += 2;
      d = 1 / (an * d + b);
      c = b + an / c;
      real step = c * d;
      h *= step;
      if (fabsl(step - 1) < 1e-19L) break;
    }
    log_q = gamma_log_prefix(a, x) + logl(h);
  }
  return {p, q, log_p, log_q};
}

// The continued fraction of the incomplete beta function, for x below the mean.
inline real beta_log_far(real a, real b, real x, real y) {
  real c = 1, d = 1 - (a + b) * x / (a + 1), h;
  d = 1 / d;
  h = d;
  for (int i = 1; i < 100000; i++) {
    real m = i, even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    real odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (fabsl(d * c - 1) < 1e-19L) break;
  }
  return beta_log_prefix(a, b, x, y) - logl(a) + logl(h);
}

// I_x(a, b) and its complement, y = 1 − x.
inline Pair beta(real a, real b, real x, real y) {
  if (x <= 0) return {0, 1, -infinity, 0};
  if (y <= 0) return {1, 0, 0, -infinity};
  const real least = 1e-4900L;
  // With parameters of 1e9 the factor before Boost's series is right to eleven digits only; the deviances are to eighteen.
  if (a + b > 1e6L && fminl(a, b) > 100) {
    bool is_left = x < (a + 1) / (a + b + 2);
    real log = is_left ? beta_log_far(a, b, x, y) : beta_log_far(b, a, y, x);
    Pair far = from_lower({fminl(1, expl(log)), log});
    return is_left ? far : far.swapped();
  }
  real lower = x <= 0.5L ? boost::math::ibeta(a, b, x, Quiet()) : boost::math::ibetac(b, a, y, Quiet()), upper = 1 - lower;
  if (!(lower < 0.5L)) {
    upper = x <= 0.5L ? boost::math::ibetac(a, b, x, Quiet()) : boost::math::ibeta(b, a, y, Quiet());
    lower = 1 - upper;
  }
  real log_lower = lower < 0.5L ? logl(lower) : log1pl(-upper), log_upper = upper < 0.5L ? logl(upper) : log1pl(-lower);
  if (!(lower > least)) log_lower = beta_log_far(a, b, x, y);
  if (!(upper > least)) log_upper = beta_log_far(b, a, y, x);
  return {lower, upper, log_lower, log_upper};
}

// Newton's steps for the argument at which one tail is p, from a start that is nearly right; then bisection of the
// exponent where the start was not.
template <class Tail, class Density> real solved(real p, real start, real low, real high, Tail tail, Density density, bool falls) {
  real x = start;
  for (int i = 0; i < 8 && x > low && x < high; i++) {
    real miss = tail(x) - p, step = (falls ? -miss : miss) / density(x);
    if (!std::isfinite(step)) break;
    real next = x - step;
    // Where the law is bent, half the way to the edge is as far as a step may go.
    if (next <= low) next = (x + low) / 2;
    if (next >= high) next = (x + high) / 2;
    bool is_near = fabsl(next - x) <= 1e-17L * fabsl(next);
    x = next;
    if (is_near) return x;
  }
  if (x > low && x < high && fabsl(tail(x) - p) <= 1e-15L * p) return x;
  real bottom = logl(fmaxl(low, 1e-4930L)), top = logl(fminl(high, 1e4930L));
  for (int i = 0; i < 200; i++) {
    real middle = (bottom + top) / 2;
    if (middle <= bottom || middle >= top) break;
    bool is_right = falls ? tail(expl(middle)) <= p : tail(expl(middle)) >= p;
    (is_right ? top : bottom) = middle;
  }
  return expl((bottom + top) / 2);
}

inline real gamma_quantile(real p, bool is_upper, real a) {
  // The tail that is less than a half keeps the digits.
  if (p > 0.5L) { p = 1 - p; is_upper = !is_upper; }
  if (!is_upper) {
    // Where x is tiny, P(a, x) is x^a / Γ(a + 1).
    real log_x = (logl(p) + log_gamma(a + 1)) / a;
    if (log_x < -60) return expl(log_x);
  }
  real start = is_upper ? boost::math::gamma_q_inv(a, p, Quiet()) : boost::math::gamma_p_inv(a, p, Quiet());
  auto density = [&](real x) { return expl(gamma_log_density(x, a)); };
  return solved(
      p, start, 0, infinity,
      [&](real x) { return is_upper ? boost::math::gamma_q(a, x, Quiet()) : boost::math::gamma_p(a, x, Quiet()); }, density, is_upper);
}

// x and 1 − x.
inline Pair beta_quantile(real p, bool is_upper, real a, real b) {
  // The lower tail of the half that x lies in; otherwise mirrored, so that what is near 1 keeps its distance from 1.
  real half = boost::math::ibeta(a, b, 0.5L, Quiet()), rest = boost::math::ibetac(a, b, 0.5L, Quiet());
  bool is_mirrored = is_upper ? p < rest : p > half;
  if (is_mirrored) { std::swap(a, b); is_upper = !is_upper; }
  if (p > 0.5L) { p = 1 - p; is_upper = !is_upper; }
  real log_x = is_upper ? 0 : (logl(p) + logl(a) + log_gamma(a) + log_gamma(b) - log_gamma(a + b)) / a;
  real x;
  if (!is_upper && log_x < -60 && log_x + logl(fabsl(b - 1) + 1) < -45) {
    x = expl(log_x);
  } else {
    real start = is_upper ? boost::math::ibetac_inv(a, b, p, static_cast<real *>(nullptr), Quiet())
                          : boost::math::ibeta_inv(a, b, p, static_cast<real *>(nullptr), Quiet());
    x = solved(
        p, start, 0, 1, [&](real t) { return is_upper ? boost::math::ibetac(a, b, t, Quiet()) : boost::math::ibeta(a, b, t, Quiet()); },
        [&](real t) { return expl(beta_log_density(t, a, b)); }, is_upper);
  }
  return is_mirrored ? Pair{1 - x, x} : Pair{x, 1 - x};
}

inline real t_log_density(real x, real n) {
  real u = log1pl(x * x / n) / 2;
  if (x * x > 1e30L * n) u = logl(fabsl(x)) - logl(n) / 2;
  return -deviance(n / 2, (n + 1) / 2) + stirling_error((n + 1) / 2) - stirling_error(n / 2) - n * u - u - half_log_two_pi;
}

inline Pair t(real x, real n) {
  if (std::isinf(x)) return x < 0 ? Pair{0, 1, -infinity, 0} : Pair{1, 0, 0, -infinity};
  real square = x * x, u = n / (n + square), v = square / (n + square);
  Pair far = beta(n / 2, 0.5L, u, v);
  Pair half{far.lower / 2, far.log_lower - 0.693147180559945309417232121458176568L};
  return x < 0 ? from_lower(half) : from_upper(half);
}

inline real t_quantile(real p, bool is_upper, real n) {
  if (p == 0.5L) return 0;
  bool is_left = is_upper ? p > 0.5L : p < 0.5L;
  real small = p < 0.5L ? p : 1 - p;
  Pair u = beta_quantile(2 * small, false, n / 2, 0.5L);
  real x = sqrtl(n * u.upper / u.lower);
  if (u.lower < 1e-300L) x = sqrtl(n) * expl(-(logl(2 * small) + logl(n / 2) + log_gamma(n / 2) + log_gamma(0.5L) - log_gamma(n / 2 + 0.5L)) / n);
  return is_left ? -x : x;
}

// Successes k among `draws` from a population with so many successes.
inline real hypergeometric_log_mass(real k, real population, real successes, real draws) {
  if (draws == 0) return 0;
  real p = draws / population, q = (population - draws) / population;
  if (q == 0) return 0;
  return binomial_log_mass(k, successes, p, q) + binomial_log_mass(draws - k, population - successes, p, q)
      - binomial_log_mass(draws, population, p, q);
}

// The sum of terms from `first` outwards to `last` where they fall by less than 1e-4 of themselves from one to the next:
// the integral from half a step before, with the first of Euler and Maclaurin's corrections; the second is below 1e-15.
// `log_before` is log(first / the term before it), `spread` the standard deviation. The logarithm of the sum.
template <class LogMass>
real log_sum_of_many(real first, real last, real spread, real log_before, LogMass log_mass) {
  static const real places[] = {
      0.076526521133497333755L, 0.227785851141645078080L, 0.373706088715419560673L, 0.510867001950827098004L,
      0.636053680726515025453L, 0.746331906460150792614L, 0.839116971822218823395L, 0.912234428251325905868L,
      0.963971927277913791268L, 0.993128599185094924786L};
  static const real weights[] = {
      0.152753387130725850698L, 0.149172986472603746788L, 0.142096109318382051329L, 0.131688638449176626898L,
      0.118194531961518417312L, 0.101930119817240435037L, 0.083276741576704748725L, 0.062672048334109063570L,
      0.040601429800386941331L, 0.017614007139152118312L};
  real way = first < last ? 1 : -1, start = first - way / 2, end = last + way / 2, top = log_mass(start), sum = 0;
  // A stretch is as long as the law is wide, or as it takes to fall by e.
  real stretch = fminl(spread, 1 / fmaxl(-log_before, 1e-30L));
  for (real from = start; way * (end - from) > 0;) {
    real to = from + way * stretch;
    if (way * (to - end) > 0) to = end;
    real middle = (from + to) / 2, half = (to - from) / 2, part = 0;
    for (int i = 0; i < 10; i++)
      for (real sign : {-1.0L, 1.0L}) part += weights[i] * expl(log_mass(middle + sign * half * places[i]) - top);
    sum += fabsl(half) * part;
    if (fabsl(half) * part < sum * 1e-20L) break;
    from = to;
  }
  return top + logl(sum + log_before / 24);
}

// Terms from k outwards, each from the one before, until they no longer count; the side away from the mean.
inline Pair hypergeometric(real k, real population, real successes, real draws) {
  real least = fmaxl(0, draws + successes - population), most = fminl(draws, successes), rest = population - successes - draws;
  real mean = draws * (successes / population);
  real spread = sqrtl(mean * ((population - successes) / population) * ((population - draws) / population));
  auto log_mass = [=](real j) { return hypergeometric_log_mass(fminl(fmaxl(j, least), most), population, successes, draws); };
  // log of the ratio of a term to the one before it, outwards from the mean.
  real first = k < mean ? k : k + 1;
  real log_ratio = k < mean ? logl((k + 1) * (rest + k + 1) / ((successes - k) * (draws - k)))
                            : logl((successes - k) * (draws - k) / ((k + 1) * (rest + k + 1)));
  real end = k < mean ? least : most;
  if (spread > 1e4L && fabsl(log_ratio) < 1e-4L && fabsl(end - first) > 12 * spread) {
    real log = log_sum_of_many(first, end, spread, log_ratio, log_mass);
    Pair p{fminl(1, expl(log)), log};
    return k < mean ? from_lower(p) : from_upper(p);
  }
  if (k < mean) {
    real log = hypergeometric_log_mass(k, population, successes, draws), term = 1, sum = 1;
    for (real j = k; j > least && term > sum * 1e-21L; j -= 1) {
      term *= j * (rest + j) / ((successes - j + 1) * (draws - j + 1));
      sum += term;
    }
    log += logl(sum);
    return from_lower({fminl(1, expl(log)), log});
  }
  real start = k + 1, log = hypergeometric_log_mass(start, population, successes, draws), term = 1, sum = 1;
  for (real j = start; j < most && term > sum * 1e-21L; j += 1) {
    term *= (successes - j) * (draws - j) / ((j + 1) * (rest + j + 1));
    sum += term;
  }
  log += logl(sum);
  return from_upper({fminl(1, expl(log)), log});
}
}
