#include "numbers.h"
#include "scan.h"
#include <cstdlib>
#include <cstring>

// One pass: a number is read where it stands, and the byte after it says whether it was the whole cell. What is not of
// its column's kind is counted and the rest read on; whoever reads again knows everything then. Cells and rows stay in
// one file, since a call for every cell would cost.

namespace {
using namespace ctables;

/// How a cell would be read.
ctables_kind classified(const uint8_t *start, const uint8_t *stop, uint8_t decimal) {
  trim(start, stop);
  double value;
  int32_t days;
  Spelling spelling;
  if (start < stop && number(start, stop, decimal, value, spelling) == stop) return ctables_number;
  if (truth(start, stop - start) >= 0) return ctables_truth;
  return stop - start == 10 && day(start, days) ? ctables_date : ctables_text;
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
    double &value = static_cast<double *>(column.cells)[row];
    const uint8_t *stop = number(rows.p, rows.end, reader.decimal, value, spelling);
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
    if (!isMissing && !appended(column, start, stop, cell.isDoubled)) {
      return rows.fail(ctables_no_memory, {line, 0, 0});
    }
    static_cast<uint64_t *>(column.cells)[row] = column.byte_base + column.byte_count;
    return true;
  case ctables_number: {
    double &value = static_cast<double *>(column.cells)[row];
    value = __builtin_nan("");
    if (isMissing) return true;
    Spelling spelling;
    if (start < stop && number(start, stop, reader.decimal, value, spelling) == stop) {
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
    const int found = isMissing ? -1 : truth(start, stop - start);
    value = found > 0;
    if (found >= 0) (cell.isQuoted ? column.quoted : column.plain)++;
    if (found >= 0 || isMissing) return true;
    break;
  }
  case ctables_date: {
    int32_t &value = static_cast<int32_t *>(column.cells)[row];
    value = 0;
    if (isMissing) return true;
    if (stop - start == 10 && day(start, value)) {
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
}

extern "C" {
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

void ctables_free(ctables_column *column) {
  std::free(column->bytes);
  column->bytes = nullptr;
}

ctables_kind ctables_classify(const uint8_t *cell, size_t size, uint8_t decimal) {
  return classified(cell, cell + size, decimal);
}
}
