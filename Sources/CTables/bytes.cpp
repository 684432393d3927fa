#include "ctables.h"
#include <cstring>

namespace {
/// How often a byte occurs. Counts of 255 at a time fit a byte, which lets the compiler add many side by side.
size_t occurrences(const uint8_t *data, size_t size, uint8_t byte) {
  size_t count = 0;
  while (size >= 32) {
    uint8_t sums[32] = {};
    size_t rounds = size / 32 < 255 ? size / 32 : 255;
    size -= rounds * 32;
    for (; rounds > 0; rounds--, data += 32) {
      for (int i = 0; i < 32; i++) sums[i] += data[i] == byte;
    }
    for (uint8_t sum : sums) count += sum;
  }
  for (size_t i = 0; i < size; i++) count += data[i] == byte;
  return count;
}

/// The length of the character at `p`, or 0 where the bytes are none.
int character(const uint8_t *p, size_t left) {
  const auto follows = [&](int i, uint8_t low, uint8_t high) { return p[i] >= low && p[i] <= high; };
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
  if (p[0] < 0xE0) return left >= 2 && follows(1, 0x80, 0xBF) ? 2 : 0;
  if (p[0] < 0xF0) {
    const uint8_t low = p[0] == 0xE0 ? 0xA0 : 0x80, high = p[0] == 0xED ? 0x9F : 0xBF;
    return left >= 3 && follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  const uint8_t low = p[0] == 0xF0 ? 0x90 : 0x80, high = p[0] == 0xF4 ? 0x8F : 0xBF;
  return left >= 4 && follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
}
}

size_t ctables_lines(const uint8_t *data, size_t size) {
  const size_t feeds = occurrences(data, size, '\n');
  return feeds > 0 ? feeds : occurrences(data, size, '\r');
}

size_t ctables_valid(const uint8_t *data, size_t size) {
  size_t at = 0;
  while (at < size) {
    while (size - at >= 64) {
      uint64_t any = 0;
      for (int i = 0; i < 64; i += 8) {
        uint64_t word;
        std::memcpy(&word, data + at + i, 8);
        any |= word;
      }
      if (any & 0x8080808080808080) break;
      at += 64;
    }
    // The next 64 bytes one by one, whatever they are.
    const size_t stop = size - at > 64 ? at + 64 : size;
    while (at < stop) {
      const int length = character(data + at, size - at);
      if (length == 0) return at;
      at += length;
    }
  }
  return size;
}
