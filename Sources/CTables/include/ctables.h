#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Rows of separated values, read in blocks into typed columns; and bytes looked at many at a time.

typedef enum { ctables_number, ctables_truth, ctables_date, ctables_text, ctables_skipped } ctables_kind;

/// A place in the data and the line it lies on, from 1; line 0 means there is none.
typedef struct {
  size_t line, start, end;
} ctables_place;

/// One column: where a block's cells go, and what was met in all blocks.
typedef struct {
  ctables_kind kind;
  /// Doubles, bytes of 0 and 1, 32-bit days since 1970-01-01, or 64-bit ends of texts in `bytes`; a block's worth.
  void *cells;
  /// 1 where a cell is missing; a block's worth. `absent` counts all blocks.
  uint8_t *missing;
  /// The UTF-8 of a block's texts; it grows as needed.
  uint8_t *bytes;
  size_t byte_count, byte_capacity;
  /// Bytes of the texts of the blocks before; what `cells` counts from.
  size_t byte_base;
  /// Cells without and with quotes that are of the kind, and how many are missing.
  size_t plain, quoted, absent;
  /// Cells that are not of the kind, and how many of these are truths and dates.
  size_t unfit, unfit_truths, unfit_dates;
  ctables_place first_unfit;
  /// Whole numbers beyond 2^53 that no double holds with numbers that are too large for one, and numbers that begin
  /// with a needless 0.
  size_t rounded, padded;
  ctables_place first_rounded, first_padded;
} ctables_column;

typedef enum {
  ctables_fine,
  ctables_ragged,
  ctables_open_quote,
  ctables_after_quote,
  ctables_no_memory
} ctables_trouble;

typedef struct {
  const uint8_t *data;
  size_t size;
  /// Where the next row begins, and its line, from 1.
  size_t position, line;
  uint8_t separator, decimal;
  /// Whether quotes say nothing, because everything in the file has them.
  uint8_t all_quoted;
  /// Words that stand for a missing cell beside the empty one: their bytes, and where each ends.
  const uint8_t *words;
  const size_t *word_ends;
  size_t word_count;
  /// Whether one of the words is a number itself.
  uint8_t has_number_word;
  /// Blank lines between rows.
  size_t blanks, first_blank;
  /// Where the data ceased to be a table. Of a ragged row the place is the row, or its first cell too many.
  ctables_trouble trouble;
  ctables_place place;
  size_t found;
} ctables_reader;

/// Reads up to `limit` rows. Fewer than that means the end, or trouble.
size_t ctables_read(ctables_reader *reader, ctables_column *columns, size_t count, size_t limit);

/// The same, while a second thread reads on from `split` into other columns of the same kinds, whose `byte_base` is 0.
///
/// The second rows count, in `more`, when a row turns out to end at `split`; what was counted of them is then in
/// `columns`, and only their cells are in `others`.
size_t ctables_read_both(
    ctables_reader *reader, ctables_column *columns, ctables_column *others, size_t count, size_t limit, size_t split,
    size_t *more);

/// Frees the bytes of a column's texts.
void ctables_free(ctables_column *column);

/// How one cell, without its quotes, would be read: a number, a truth, a date, or a text.
ctables_kind ctables_classify(const uint8_t *cell, size_t size, uint8_t decimal);

/// The next cell from `position`: its text between `start` and `end`, quotes included, what follows it in `position`.
/// Returns 1 when the row ends with it, 0 when another cell follows, -1 for a quote that does not close.
int ctables_next(const ctables_reader *reader, size_t *position, size_t *line, ctables_place *cell);

/// The double nearest to decimal digits with an optional point and exponent; 0 when the text is no number. `rounded`
/// says whether it is a whole number that no double holds, or too large for one.
int ctables_double(const uint8_t *text, size_t size, double *value, int *rounded);

/// Line feeds, or carriage returns where there are none.
size_t ctables_lines(const uint8_t *data, size_t size);

/// How many bytes from the beginning are valid UTF-8.
/// - Source: The Unicode Standard 15, table 3-7.
size_t ctables_valid(const uint8_t *data, size_t size);

/// Maps an open file for reading; NULL when the system refuses, with errno.
///
/// When somebody shortens the file while it is read, zeros are read instead of the process's end, and `ctables_unmap`
/// returns 1.
const uint8_t *ctables_map(int descriptor, size_t size);
int ctables_unmap(const uint8_t *data, size_t size);

#ifdef __cplusplus
}
#endif
