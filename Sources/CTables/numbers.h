#pragma once
#include <cstddef>
#include <cstdint>

namespace ctables {

/// What a number looks like beside its value.
struct Spelling {
  /// A whole number that no double holds, or one too large.
  bool rounded = false;
  bool padded = false;
};

/// Reads a number that begins at `p`; where it ends, or NULL when there is none.
const uint8_t *number(const uint8_t *p, const uint8_t *end, uint8_t decimal, double &value, Spelling &spelling);

/// Days since 1970-01-01 of the ten bytes of an ISO date.
bool day(const uint8_t *p, int32_t &number);

/// -1 for what is no truth.
int truth(const uint8_t *p, size_t size);

}
