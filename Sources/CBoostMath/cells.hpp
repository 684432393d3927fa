#pragma once
#include "cboostmath.h"
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

// Many points of one law by Taylor series about the middles of cells. The densities obey f′ · p = q · f with polynomials p
// and q, which gives their series by a recurrence; the tail at the middle comes from the exact door. A cell spans a small
// share of its argument, is made when a point first falls into it, and stands aside where its series has not converged.
namespace cells {
const int degree = 15;
using real = long double;

struct Cell {
  double middle = 0, inverse = 0, c[degree + 1];
  // Whether it is the upper tail.
  bool is_upper = false;
  enum { unmade, good, bad } state = unmade;

  // In two halves, which the processor works on at once.
  double operator()(double x) const {
    double t = (x - middle) * inverse, s = t * t, even = c[degree - 1], odd = c[degree];
    for (int k = degree - 3; k >= 0; k -= 2) {
      even = even * s + c[k];
      odd = odd * s + c[k + 1];
    }
    return even + t * odd;
  }

  void take(const real *series, real half_width) {
    real size = 0, power = 1;
    for (int k = 0; k <= degree; k++) {
      c[k] = double(series[k] * power);
      size = fmaxl(size, fabsl(c[k]));
      power *= half_width;
    }
    inverse = double(1 / half_width);
    // At the cell's edge the function is at least its middle less all else; the last terms bound what is cut off.
    real rest = fabsl(c[degree]) + fabsl(c[degree - 1]), other = 0;
    for (int k = 1; k <= degree; k++) other += fabsl(c[k]);
    real least = c[0] == 0 ? fabsl(c[1]) : fabsl(c[0]) - other;
    // What is nearly too small to hold has lost digits already.
    bool is_sound = std::isfinite(double(other)) && size > 1e-280L && rest <= 1e-15L * (c[0] == 0 ? least : fabsl(c[0])) && least > 0.1L * size;
    state = is_sound ? good : bad;
  }
};

// Positive numbers from 2^lowest on, 2^bits cells an octave.
class Octaves {
  int lowest, bits;
  std::vector<Cell> all;

public:
  Octaves(int lowest, int highest, int bits) : lowest(lowest), bits(bits), all(size_t(highest - lowest) << bits) {}

  template <class Make> const Cell *at(double x, Make make) {
    uint64_t pattern;
    std::memcpy(&pattern, &x, 8);
    int64_t index = int64_t(pattern >> (52 - bits)) - (int64_t(1023 + lowest) << bits);
    if (index < 0 || index >= int64_t(all.size())) return nullptr;
    Cell &cell = all[size_t(index)];
    if (cell.state == Cell::unmade) {
      uint64_t start = uint64_t(index + (int64_t(1023 + lowest) << bits)) << (52 - bits), end = start + (uint64_t(1) << (52 - bits));
      double low, high;
      std::memcpy(&low, &start, 8);
      std::memcpy(&high, &end, 8);
      cell.middle = (low + high) / 2;
      make(cell, (real(high) - low) / 2);
    }
    return cell.state == Cell::good ? &cell : nullptr;
  }
};

// The series of the density over its value at x.
inline void t_density(real x, real n, real *c) {
  real d = n + x * x;
  c[0] = 1;
  for (int k = 0; k < degree; k++) {
    real before = k > 0 ? c[k - 1] : 0;
    c[k + 1] = (-(n + 1) * (x * c[k] + before) - 2 * x * k * c[k] - (k - 1) * before) / (d * (k + 1));
  }
}

inline void beta_density(real x, real a, real b, real *c) {
  real y = 1 - x, slope = (a - 1) * y - (b - 1) * x;
  c[0] = 1;
  for (int k = 0; k < degree; k++) {
    real before = k > 0 ? c[k - 1] : 0;
    c[k + 1] = (slope * c[k] - (a + b - 2) * before - (y - x) * k * c[k] + (k - 1) * before) / (x * y * (k + 1));
  }
}

inline void gamma_density(real x, real a, real *c) {
  c[0] = 1;
  for (int k = 0; k < degree; k++)
    c[k + 1] = ((a - 1 - x - k) * c[k] - (k > 0 ? c[k - 1] : 0)) / (x * (k + 1));
}

inline void f_density(real x, real a, real b, real *c) {
  real d = x * (a * x + b), slope = (a / 2 - 1) * (a * x + b) - (a + b) / 2 * a * x;
  c[0] = 1;
  for (int k = 0; k < degree; k++) {
    real before = k > 0 ? c[k - 1] : 0;
    c[k + 1] = (slope * c[k] - a * (b / 2 + 1) * before - (2 * a * x + b) * k * c[k] - a * (k - 1) * before) / (d * (k + 1));
  }
}

// The tail that starts with `value` where the density is `height`; density's series in place becomes the tail's.
inline void integrate(real *c, real value, real height) {
  for (int k = degree; k > 0; k--) c[k] = height * c[k - 1] / k;
  c[0] = value;
}

// The series of the inverse of y = c₁h + c₂h² + …: h in powers of y. By Newton's relation h′(y) · y′(h) = 1.
inline void invert(const real *c, real *inverse) {
  // powers[j] holds the series of hʲ up to the degree found so far.
  static thread_local real powers[degree + 1][degree + 1];
  for (auto &row : powers) for (real &value : row) value = 0;
  inverse[0] = 0;
  inverse[1] = 1 / c[1];
  powers[1][1] = inverse[1];
  for (int k = 2; k <= degree; k++) {
    // The coefficient of yᵏ in Σ cⱼ hʲ is 0, and hₖ appears in it only as c₁hₖ.
    real sum = 0;
    for (int j = 2; j <= k; j++) {
      real value = 0;
      for (int i = 1; i <= k - j + 1; i++) value += inverse[i] * powers[j - 1][k - i];
      powers[j][k] = value;
      sum += c[j] * value;
    }
    inverse[k] = -sum / c[1];
    powers[1][k] = inverse[k];
  }
}
}
