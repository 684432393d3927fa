#include "ctables.h"
#include <pthread.h>
#include <vector>

namespace {
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
}
