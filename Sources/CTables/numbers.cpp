#include "numbers.h"
#include "ctables.h"
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <strings.h>

namespace ctables {
namespace {

struct Powers {
  uint64_t five[28];
  constexpr Powers() : five() {
    five[0] = 1;
    for (int k = 1; k < 28; k++) five[k] = five[k - 1] * 5;
  }
};
constexpr Powers powers;

inline bool isDigit(uint8_t c) { return static_cast<uint8_t>(c - '0') < 10; }

constexpr uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
constexpr double exactTens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// The digits from `p` on, after those that made m. How many there are is not guessed digit by digit: a guess that
/// fails costs more than the arithmetic. More than 19 of them wrap around, which is for the caller to see.
inline const uint8_t *digitsAt(const uint8_t *p, const uint8_t *end, uint64_t &m) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  while (end - p >= 8) {
    uint64_t x;
    std::memcpy(&x, p, 8);
    x ^= 0x3030303030303030;
    // A byte's high bit says that it is no digit.
    const uint64_t others = (((x & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | x) & 0x8080808080808080;
    const int count = others ? __builtin_ctzll(others) >> 3 : 8;
    if (count == 0) return p;
    // In front of the digits come zeros. The bytes become pairs, the pairs fours, the fours one number.
    x <<= 64 - 8 * count;
    x = (x * 10 + (x >> 8)) & 0x00FF00FF00FF00FF;
    x = (x * 100 + (x >> 16)) & 0x0000FFFF0000FFFF;
    m = m * tens[count] + ((x * 10000 + (x >> 32)) & 0xFFFFFFFF);
    p += count;
    if (count < 8) return p;
  }
#endif
  for (; p < end && isDigit(*p); p++) m = m * 10 + (*p - '0');
  return p;
}

/// The quotient and remainder of high·2^64 + low by a divisor greater than high.
inline uint64_t divide(uint64_t high, uint64_t low, uint64_t divisor, uint64_t &remainder) {
#if defined(__x86_64__)
  uint64_t quotient;
  __asm__("divq %4" : "=a"(quotient), "=d"(remainder) : "a"(low), "d"(high), "r"(divisor) : "cc");
  return quotient;
#else
  const unsigned __int128 x = static_cast<unsigned __int128>(high) << 64 | low;
  remainder = static_cast<uint64_t>(x % divisor);
  return static_cast<uint64_t>(x / divisor);
#endif
}

/// m·2^exponent for 2^63 ≤ m, to nearest, ties to even; `more` says that something is left below m's last bit.
inline double rounded(uint64_t m, bool more, int exponent) {
  const uint64_t rest = m & 0x7FF;
  uint64_t kept = m >> 11;
  if (rest > 0x400 || (rest == 0x400 && (more || (kept & 1)))) kept++;
  // A carry into bit 53 is the next power of two, and moves into the exponent by itself.
  const uint64_t bits = (static_cast<uint64_t>(exponent + 11 + 1075 - 1) << 52) + kept;
  double value;
  std::memcpy(&value, &bits, 8);
  return value;
}

/// m·10^power exactly rounded, for 0 < m and |power| ≤ 27: 5^27 is the last power of 5 in 64 bits, so that integer
/// arithmetic leaves nothing out.
inline double scaled(uint64_t m, int power) {
  const int shift = __builtin_clzll(m);
  m <<= shift;
  if (power >= 0) {
    const unsigned __int128 product = static_cast<unsigned __int128>(m) * powers.five[power];
    uint64_t high = static_cast<uint64_t>(product >> 64), low = static_cast<uint64_t>(product);
    if (high == 0) return rounded(low, false, power - shift);
    const int lead = __builtin_clzll(high);
    if (lead > 0) {
      high = high << lead | low >> (64 - lead);
      low <<= lead;
    }
    return rounded(high, low != 0, power - shift + 64 - lead);
  }
  const int up = __builtin_clzll(powers.five[-power]);
  // Half of m is below the divisor, so that the quotient fits; one of its two highest bits is set.
  uint64_t remainder = 0;
  const uint64_t quotient = divide(m >> 1, m << 63, powers.five[-power] << up, remainder);
  const int lead = __builtin_clzll(quotient);
  return rounded(quotient << lead, remainder != 0, power + up - shift - 63 - lead);
}

/// The number between two places by the library, which is exact for any count of digits.
/// - Parameter magnitude: places before the point; it tells an overflow from an underflow, which the library does not.
double converted(const uint8_t *p, const uint8_t *end, uint8_t decimal, int64_t magnitude) {
  std::string copy;
  const char *first = reinterpret_cast<const char *>(p), *last = reinterpret_cast<const char *>(end);
  if (decimal != '.') {
    copy.assign(first, last);
    for (char &c : copy) {
      if (c == static_cast<char>(decimal)) c = '.';
    }
    first = copy.data();
    last = first + copy.size();
  }
  double value = 0;
  const auto result = std::from_chars(first, last, value);
  if (result.ec != std::errc::result_out_of_range) return value;
  return magnitude > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

const uint8_t *word(const uint8_t *p, const uint8_t *end, double &value) {
  const auto is = [&](const char *text, size_t size) {
    return static_cast<size_t>(end - p) >= size && strncasecmp(reinterpret_cast<const char *>(p), text, size) == 0;
  };
  if (is("infinity", 8) || is("inf", 3)) {
    value = std::numeric_limits<double>::infinity();
    return p + (is("infinity", 8) ? 8 : 3);
  }
  if (!is("nan", 3)) return nullptr;
  value = std::numeric_limits<double>::quiet_NaN();
  return p + 3;
}
}

const uint8_t *number(const uint8_t *p, const uint8_t *end, uint8_t decimal, double &value, Spelling &spelling) {
  const bool isNegative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  const uint8_t *const start = p;
  uint64_t m = 0;
  // Zeros before the first other digit are no digits of the mantissa.
  while (p < end && *p == '0') p++;
  const uint8_t *const significant = p;
  p = digitsAt(p, end, m);
  ptrdiff_t digits = p - significant, whole = p - start, places = 0;
  bool isWhole = true;
  if (p < end && *p == decimal) {
    isWhole = false;
    const uint8_t *const point = ++p;
    if (m == 0 && digits == 0) {
      while (p < end && *p == '0') p++;
    }
    const uint8_t *const first = p;
    p = digitsAt(p, end, m);
    digits += p - first;
    places = p - point;
  }
  if (whole + places == 0) {
    const uint8_t *const after = word(start, end, value);
    if (after && isNegative) value = -value;
    return after;
  }
  int64_t power = -static_cast<int64_t>(places);
  if (p < end && (*p | 0x20) == 'e') {
    const uint8_t *q = p + 1;
    const bool isDown = q < end && *q == '-';
    if (q < end && (*q == '-' || *q == '+')) q++;
    if (q < end && isDigit(*q)) {
      int64_t exponent = 0;
      for (; q < end && isDigit(*q); q++) exponent = exponent < 100000 ? exponent * 10 + (*q - '0') : exponent;
      power += isDown ? -exponent : exponent;
      isWhole = false;
      p = q;
    }
  }
  spelling.padded = whole > 1 && *start == '0';
  if (digits > 19 || power < -27 || power > 27) {
    value = digits == 0 ? 0.0 : converted(start, p, decimal, digits + power);
    spelling.rounded = (isWhole && digits > 19) || std::isinf(value);
  } else {
    const int ten = static_cast<int>(power);
    // Nothing times any power is nothing, and has no leading bit to begin from.
    if (m == 0) {
      value = 0;
    } else if (m <= 1ULL << 53 && ten >= -22 && ten <= 22) {
      // Both are exact, so that one operation rounds once (Clinger 1990).
      value = ten < 0 ? static_cast<double>(m) / exactTens[-ten] : static_cast<double>(m) * exactTens[ten];
    } else {
      value = scaled(m, ten);
    }
    // At 2^64 the conversion back would have no value.
    if (isWhole && m > 1ULL << 53) spelling.rounded = value >= 0x1p64 || static_cast<uint64_t>(value) != m;
  }
  if (isNegative) value = -value;
  return p;
}

bool day(const uint8_t *p, int32_t &number) {
  for (int i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!isDigit(p[i])) return false;
  }
  if (p[4] != '-' || p[7] != '-') return false;
  const int year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
  const int month = (p[5] - '0') * 10 + (p[6] - '0'), date = (p[8] - '0') * 10 + (p[9] - '0');
  if (month < 1 || month > 12 || date < 1) return false;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (date > lengths[month - 1] + (month == 2 && isLeap)) return false;
  // Counted from March of 400 years before, so that nothing is negative; 400 years have 146 097 days.
  const int y = year + 400 - (month <= 2), m = (month + 9) % 12;
  number = y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + date - 1 - 719468 - 146097;
  return true;
}

int truth(const uint8_t *p, size_t size) {
  const auto is = [&](const char *text) { return std::memcmp(p, text, size) == 0; };
  if (size == 4 && (is("true") || is("TRUE") || is("True"))) return 1;
  if (size == 5 && (is("false") || is("FALSE") || is("False"))) return 0;
  return -1;
}
}

int ctables_double(const uint8_t *text, size_t size, double *value, int *rounded) {
  ctables::Spelling spelling;
  const bool isNumber = size > 0 && ctables::number(text, text + size, '.', *value, spelling) == text + size;
  *rounded = spelling.rounded;
  return isNumber;
}
