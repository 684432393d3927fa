#include "ctables.h"
#include "numbers.h"
#include <cstdlib>
#include <cstring>
#include <pthread.h>
#include <vector>

// One pass: a number is read where it stands, and the byte after it says whether it was the whole cell. What is not of
// its column's kind is counted and the rest read on; whoever reads again knows everything then.

namespace {
using ctables::Spelling;

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

void trim(const uint8_t *&start, const uint8_t *&stop) {
  while (start < stop && *start == ' ') start++;
  while (start < stop && stop[-1] == ' ') stop--;
}

ctables_kind classified(const uint8_t *start, const uint8_t *stop, uint8_t decimal) {
  trim(start, stop);
  double value;
  int32_t days;
  Spelling spelling;
  if (start < stop && ctables::number(start, stop, decimal, value, spelling) == stop) return ctables_number;
  if (ctables::truth(start, stop - start) >= 0) return ctables_truth;
  return stop - start == 10 && ctables::day(start, days) ? ctables_date : ctables_text;
}

bool appended(ctables_column &column, const uint8_t *start, const uint8_t *stop, bool isDoubled) {
  const size_t size = stop - start;
  if (column.byte_capacity - column.byte_count < size + 16) {
    const size_t capacity = (column.byte_count + size) * 2 + 4096;
    void *larger = std::realloc(column.bytes, capacity);
    if (!larger) return false;
    column.bytes = static_cast<uint8_t *>(larger);
    column.byte_capacity = capacity;
  }
  uint8_t *to = column.bytes + column.byte_count;
  if (!isDoubled) {
    std::memcpy(to, start, size);
    column.byte_count += size;
    return true;
  }
  for (; start < stop; start++) {
    *to++ = *start;
    if (*start == '"') start++;
  }
  column.byte_count = to - column.bytes;
  return true;
}

void mark(ctables_place &first, size_t &count, ctables_place place) {
  if (count++ == 0) first = place;
}

/// Reads the cell at `rows.p` into a column.
bool taken(Rows &rows, ctables_column &column, size_t row) {
  const ctables_reader &reader = rows.reader;
  column.missing[row] = 0;
  // The quick way of most cells.
  if (column.kind == ctables_number && !reader.has_number_word) {
    Spelling spelling;
    const uint8_t *stop = ctables::number(rows.p, rows.end, reader.decimal, static_cast<double *>(column.cells)[row], spelling);
    if (stop && rows.isOver(stop)) {
      const ctables_place place = {rows.line, rows.place(rows.p), rows.place(stop)};
      if (spelling.rounded) mark(column.first_rounded, column.rounded, place);
      if (spelling.padded) mark(column.first_padded, column.padded, place);
      column.plain++;
      rows.p = stop;
      return true;
    }
  }
  const size_t line = rows.line;
  Cell cell;
  if (!rows.cell(cell)) return false;
  if (column.kind == ctables_skipped) return true;
  const uint8_t *start = cell.start, *stop = cell.end;
  const bool isText = column.kind == ctables_text;
  if (!isText) trim(start, stop);
  // In a text the quotes say that the word is meant; where they are everywhere, they say nothing.
  const bool isMissing = (!cell.isQuoted || !isText || reader.all_quoted) && rows.isMissing(start, stop);
  if (isMissing) {
    column.missing[row] = 1;
    column.absent++;
  }
  switch (column.kind) {
  case ctables_text:
    if (!isMissing && !appended(column, start, stop, cell.isDoubled)) return rows.fail(ctables_no_memory, {line, 0, 0});
    static_cast<uint64_t *>(column.cells)[row] = column.byte_base + column.byte_count;
    return true;
  case ctables_number: {
    double &value = static_cast<double *>(column.cells)[row];
    value = __builtin_nan("");
    if (isMissing) return true;
    Spelling spelling;
    if (start < stop && ctables::number(start, stop, reader.decimal, value, spelling) == stop) {
      const ctables_place place = {line, rows.place(start), rows.place(stop)};
      if (spelling.rounded) mark(column.first_rounded, column.rounded, place);
      if (spelling.padded) mark(column.first_padded, column.padded, place);
      (cell.isQuoted ? column.quoted : column.plain)++;
      return true;
    }
    value = __builtin_nan("");
    break;
  }
  case ctables_truth: {
    uint8_t &value = static_cast<uint8_t *>(column.cells)[row];
    const int found = isMissing ? -1 : ctables::truth(start, stop - start);
    value = found > 0;
    if (found >= 0) (cell.isQuoted ? column.quoted : column.plain)++;
    if (found >= 0 || isMissing) return true;
    break;
  }
  case ctables_date: {
    int32_t &value = static_cast<int32_t *>(column.cells)[row];
    value = 0;
    if (isMissing) return true;
    if (stop - start == 10 && ctables::day(start, value)) {
      (cell.isQuoted ? column.quoted : column.plain)++;
      return true;
    }
    value = 0;
    break;
  }
  case ctables_skipped: return true;
  }
  const ctables_kind kind = classified(start, stop, reader.decimal);
  if (!cell.isQuoted || reader.all_quoted) {
    column.unfit_truths += kind == ctables_truth;
    column.unfit_dates += kind == ctables_date;
  }
  mark(column.first_unfit, column.unfit, {line, rows.place(cell.start), rows.place(cell.end)});
  return true;
}

/// Moves behind the end of a line, if one is here.
bool ended(Rows &rows) {
  if (rows.p == rows.end) return true;
  if (*rows.p == '\r') {
    rows.p++;
    if (rows.p < rows.end && *rows.p == '\n') rows.p++;
  } else if (*rows.p == '\n') {
    rows.p++;
  } else {
    return false;
  }
  rows.line++;
  return true;
}

bool blank(Rows &rows) {
  const uint8_t *at = rows.p;
  while (at < rows.end && *at == ' ' && rows.separator != ' ') at++;
  if (at < rows.end && *at != '\n' && *at != '\r') return false;
  if (rows.reader.blanks++ == 0) rows.reader.first_blank = rows.line;
  rows.p = at;
  ended(rows);
  return true;
}

/// Counts and first places of a column, without what belongs to its memory.
void count(ctables_column &to, const ctables_column &from) {
  to.plain = from.plain;
  to.quoted = from.quoted;
  to.absent = from.absent;
  to.unfit = from.unfit;
  to.unfit_truths = from.unfit_truths;
  to.unfit_dates = from.unfit_dates;
  to.rounded = from.rounded;
  to.padded = from.padded;
  to.first_unfit = from.first_unfit;
  to.first_rounded = from.first_rounded;
  to.first_padded = from.first_padded;
}

/// Adds what was counted from line 0 on after so many lines.
void add(ctables_column &to, const ctables_column &from, size_t lines) {
  const auto first = [&](ctables_place &place, size_t before, ctables_place later, size_t after) {
    if (before > 0 || after == 0) return;
    place = later;
    place.line += lines;
  };
  first(to.first_unfit, to.unfit, from.first_unfit, from.unfit);
  first(to.first_rounded, to.rounded, from.first_rounded, from.rounded);
  first(to.first_padded, to.padded, from.first_padded, from.padded);
  to.plain += from.plain;
  to.quoted += from.quoted;
  to.absent += from.absent;
  to.unfit += from.unfit;
  to.unfit_truths += from.unfit_truths;
  to.unfit_dates += from.unfit_dates;
  to.rounded += from.rounded;
  to.padded += from.padded;
}

/// Rows read by a thread of their own.
struct Ahead {
  ctables_reader reader;
  ctables_column *columns;
  size_t count, limit, rows;

  static void *run(void *raw) {
    Ahead &ahead = *static_cast<Ahead *>(raw);
    ahead.rows = ctables_read(&ahead.reader, ahead.columns, ahead.count, ahead.limit);
    return nullptr;
  }
};
}

extern "C" {
size_t ctables_read_both(
    ctables_reader *reader, ctables_column *columns, ctables_column *others, size_t count, size_t limit, size_t split,
    size_t *more) {
  *more = 0;
  Ahead ahead = {*reader, others, count, limit, 0};
  ahead.reader.position = split;
  ahead.reader.line = ahead.reader.blanks = 0;
  for (size_t i = 0; i < count; i++) ::count(others[i], ctables_column{});
  pthread_t thread;
  const bool isAhead = pthread_create(&thread, nullptr, Ahead::run, &ahead) == 0;
  std::vector<ctables_column> before(columns, columns + count);
  ctables_reader first = *reader;
  first.size = split;
  size_t rows = ctables_read(&first, columns, count, limit);
  const bool isWhole = first.trouble == ctables_fine && first.position == split;
  if (first.trouble != ctables_fine) {
    // What seemed to end before the split may go on behind it.
    for (size_t i = 0; i < count; i++) ::count(columns[i], before[i]);
    first = *reader;
    rows = ctables_read(&first, columns, count, limit);
  }
  first.size = reader->size;
  *reader = first;
  if (isAhead) pthread_join(thread, nullptr);
  if (!isAhead || !isWhole || ahead.reader.trouble != ctables_fine) return rows;
  for (size_t i = 0; i < count; i++) {
    add(columns[i], others[i], reader->line);
    if (columns[i].kind != ctables_text) continue;
    const size_t base = columns[i].byte_base + columns[i].byte_count;
    for (size_t row = 0; row < ahead.rows; row++) static_cast<uint64_t *>(others[i].cells)[row] += base;
  }
  if (reader->blanks == 0 && ahead.reader.blanks > 0) reader->first_blank = reader->line + ahead.reader.first_blank;
  reader->blanks += ahead.reader.blanks;
  reader->position = ahead.reader.position;
  reader->line += ahead.reader.line;
  *more = ahead.rows;
  return rows;
}

size_t ctables_read(ctables_reader *reader, ctables_column *columns, size_t count, size_t limit) {
  Rows rows(*reader);
  for (size_t i = 0; i < count; i++) columns[i].byte_count = 0;
  size_t row = 0;
  while (row < limit && rows.p < rows.end) {
    // In a table of one column, a line with nothing is a missing cell.
    if (count > 1 && (*rows.p == '\n' || *rows.p == '\r' || *rows.p == ' ') && blank(rows)) continue;
    const ctables_place begin = {rows.line, rows.place(rows.p), 0};
    size_t column = 0;
    for (; column < count; column++) {
      if (!taken(rows, columns[column], row)) return row;
      if (column + 1 == count) break;
      if (rows.p == rows.end || *rows.p != rows.separator) {
        ctables_place place = begin;
        place.end = rows.place(rows.p);
        rows.fail(ctables_ragged, place, column + 1);
        return row;
      }
      rows.p++;
    }
    if (!ended(rows)) {
      // What is left over, cell by cell.
      ctables_place place = {rows.line, rows.place(rows.p + 1), 0};
      size_t found = count;
      for (; rows.p < rows.end && *rows.p == rows.separator; found++) {
        rows.p++;
        Cell cell;
        if (!rows.cell(cell)) return row;
        if (found == count) place.end = rows.place(rows.p);
      }
      rows.fail(ctables_ragged, place, found);
      return row;
    }
    row++;
  }
  reader->position = rows.place(rows.p);
  reader->line = rows.line;
  return row;
}

void ctables_free(ctables_column *column) {
  std::free(column->bytes);
  column->bytes = nullptr;
}

int ctables_next(const ctables_reader *reader, size_t *position, size_t *line, ctables_place *place) {
  ctables_reader copy = *reader;
  copy.position = *position;
  copy.line = *line;
  Rows rows(copy);
  Cell cell;
  const uint8_t *start = rows.p;
  *place = {rows.line, rows.place(start), 0};
  if (!rows.cell(cell)) {
    if (copy.trouble == ctables_open_quote) return -1;
    // What follows the quote belongs to the cell for whoever only looks.
    rows.p = reader->data + copy.place.end;
  }
  place->end = rows.place(rows.p);
  int isLast = 1;
  if (rows.p < rows.end && *rows.p == rows.separator) {
    rows.p++;
    isLast = 0;
  } else {
    ended(rows);
  }
  *position = rows.place(rows.p);
  *line = rows.line;
  return isLast;
}

ctables_kind ctables_classify(const uint8_t *cell, size_t size, uint8_t decimal) {
  return classified(cell, cell + size, decimal);
}
}
