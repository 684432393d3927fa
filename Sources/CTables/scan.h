#pragma once
#include "ctables.h"
#include <cstring>

namespace ctables {

struct Cell {
  /// Without quotes.
  const uint8_t *start, *end;
  bool isQuoted = false;
  /// Holds a doubled quote.
  bool isDoubled = false;
};

struct Rows {
  ctables_reader &reader;
  const uint8_t *p;
  const uint8_t *const end;
  size_t line;
  const uint8_t separator;

  explicit Rows(ctables_reader &reader)
      : reader(reader), p(reader.data + reader.position), end(reader.data + reader.size), line(reader.line),
        separator(reader.separator) {}

  bool isOver(const uint8_t *at) const { return at == end || *at == separator || *at == '\n' || *at == '\r'; }

  size_t place(const uint8_t *at) const { return static_cast<size_t>(at - reader.data); }

  bool fail(ctables_trouble trouble, ctables_place place, size_t found = 0) {
    reader.trouble = trouble;
    reader.place = place;
    reader.found = found;
    return false;
  }

  /// The first place from `p` on where a cell without quotes ends; eight bytes at a time, of which the first that
  /// equals a sign has its high bit set.
  const uint8_t *stop(const uint8_t *at) const {
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (end - at >= 8) {
      uint64_t bytes;
      std::memcpy(&bytes, at, 8);
      const auto hits = [&](uint8_t sign) {
        const uint64_t x = bytes ^ ones * sign;
        return (x - ones) & ~x & highs;
      };
      const uint64_t found = hits(separator) | hits('\n') | hits('\r');
      if (found) return at + (__builtin_ctzll(found) >> 3);
      at += 8;
    }
#endif
    while (!isOver(at)) at++;
    return at;
  }

  /// The cell at `p`, which moves behind it.
  bool cell(Cell &cell) {
    if (p == end || *p != '"') {
      cell.start = p;
      cell.end = p = stop(p);
      return true;
    }
    const size_t first = line;
    cell.isQuoted = true;
    cell.start = ++p;
    for (;; p++) {
      if (p == end) return fail(ctables_open_quote, {first, place(cell.start - 1), place(end)});
      if (*p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'))) line++;
      if (*p != '"') continue;
      if (p + 1 == end || p[1] != '"') break;
      cell.isDoubled = true;
      p++;
    }
    cell.end = p++;
    if (isOver(p)) return true;
    return fail(ctables_after_quote, {line, place(cell.start - 1), place(stop(p))});
  }

  bool isMissing(const uint8_t *start, const uint8_t *stop) const {
    const size_t size = stop - start;
    if (size == 0) return true;
    size_t from = 0;
    for (size_t i = 0; i < reader.word_count; i++) {
      const size_t to = reader.word_ends[i];
      if (to - from == size && std::memcmp(reader.words + from, start, size) == 0) return true;
      from = to;
    }
    return false;
  }
};

/// Leaves out blanks at both ends.
inline void trim(const uint8_t *&start, const uint8_t *&stop) {
  while (start < stop && *start == ' ') start++;
  while (start < stop && stop[-1] == ' ') stop--;
}

}
