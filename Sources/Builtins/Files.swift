import Evaluation
import LinearAlgebra
import Tables

/// What crosses from the notebook to the disk and back, through the access the notebook was given and no other way.
let files: [Builtin] = [
  Builtin(
    "read", summary: "A table, an array or a text from a file, by its ending: .csv .tsv .jsonl .npy .txt.",
    doc: """
      .csv and .tsv are tables. The separator (, ; | or a tab), a decimal comma, the names in the first line and the \
      kind of each column are told from the file: numbers, true and false, dates such as 2026-03-01, and else text. A \
      column is of a kind when all its cells are, over all rows; what keeps a column from being numbers is said. Missing \
      are empty cells, NA, null and NULL, without quotes; na = "n/a" or a vector of words or numbers names others \
      in their place (beside the empty cell). NaN and Inf are numbers. Quotes are RFC 4180's: within them are separators, \
      line ends and doubled quotes, and what has them is text, unless everything in the file has them. Numbers are exact \
      to the last bit. Rows of another length than the first are refused with their line. Blank lines are left out, and \
      said to be. header = false means no names; types = {zip = "text"} sets kinds; skip leaves lines out before \
      anything else, rows reads so many. The encoding is UTF-8, or UTF-16 where the file begins so, or encoding = \
      "latin1", "windows-1252", "utf-16". .jsonl and .ndjson have an object in each line: the columns are all names \
      that occur. .npy is a number, vector or matrix of NumPy. Any other file is text, unless sep is given. Relative names \
      start from the folder nabla was started in, in a session from the folder of its file; a replayed session reads \
      below that folder only, and below those that --allow-read names.
      """,
    facts: .init(
      "name of a file → table, vector, matrix or text",
      refuses: [
        "no such file": "read(\"no-such-file.csv\")", "a separator of two letters": "read(\"sales.csv\", \"ab\")",
        "an option that says nothing of the file": "read(\"notes.txt\", skip = 1)",
        "a column that is not there": "read(\"sales.csv\", types = {price = \"number\"})",
      ],
      by: "one pass over the mapped file (RFC 4180, RFC 8259, NumPy format 1 to 3), numbers correctly rounded"),
    examples: [
      .init("read(\"sales.csv\").amount", "[120, 80.5, 99]"),
      .init("read(\"sales.csv\", types = {amount = \"text\"}).amount[2]", "\"80.50\""),
      .init("read(\"notes.txt\")", "\"the rate was 0.05\""),
    ], related: ["write"],
    Form("path", "[sep]", "decimal?", "na?", "header?", "encoding?", "types?", "skip?", "rows?") {
      (context: inout Context, path: String, options: ReadingOptions) throws(EvaluationError) -> Value in
      try context.read(path, options)
    }),
  Builtin(
    "write", summary: "Writes a table, an array, a text or a chart to a file; the ending decides how.",
    doc: """
      A table is written as .csv, .tsv or .jsonl, and reading the file gives the same table: numbers have as many digits \
      as that takes, a text that looks like something else has quotes, a missing cell is empty (NA in a table of one \
      column, null in JSON). What a file cannot tell is the kind of a column without any cell, and in .jsonl a text that \
      looks like a date. A vector or matrix is written as .npy, or as rows of .csv or .tsv without names; a text as \
      .txt. A chart is written as .svg or, in characters, .txt. An SVG is whole in itself, without script, and follows \
      the light or dark scheme of the page; width and height are pixels, 640 by 400 unless the chart has a size of its \
      own, of which a column is 10 pixels and a row 20. In a .txt they are columns and rows. A file of that name is \
      replaced, at once or not at all. Relative names start from the folder nabla was started in, in a session from the \
      folder of its file. A replayed session writes nothing, unless --allow-write names a folder. Fields of the result: \
      path, bytes.
      """,
    facts: .init(
      "table, array, text or chart, name of a file → what was written",
      refuses: [
        "another ending": "write(plot([1, 2]), \"c.png\")", "what is none of these": "write(sin, \"c.svg\")",
        "complex numbers": "write([1, 2i], \"z.csv\")",
      ],
      by: "a new file put in the old one's place at once; shortest digits that read back the same",
      fields: ["path", "bytes"]),
    examples: [
      .init("write(plot([1, 4, 9]), \"squares.svg\").path", "\"squares.svg\""),
      .init("write(read(\"sales.csv\"), \"copy.csv\").bytes", "76"),
      .init("write([1 2; 3 4], \"a.npy\").bytes", "160"),
    ],
    related: ["read", "plot"],
    Form("chart", "path", "width?", "height?") {
      (context: inout Context, picture: Picture, path: String, width: PictureSide?, height: PictureSide?)
        throws(EvaluationError) -> WrittenFile in
      try context.write(Array(try picture.contents(for: path, width?.length, height?.length).utf8), to: path)
    },
    Form("t", "path", "[sep]") {
      (context: inout Context, table: Table, path: String, separator: WrittenSign?)
        throws(EvaluationError) -> WrittenFile in
      try context.write(try table.contents(for: path, separator), to: path)
    },
    Form("v", "path", "[sep]") {
      (context: inout Context, v: Column, path: String, separator: WrittenSign?)
        throws(EvaluationError) -> WrittenFile in
      try context.write(try v.contents(for: path, separator), to: path)
    },
    Form("A", "path", "[sep]") {
      (context: inout Context, a: Matrix, path: String, separator: WrittenSign?)
        throws(EvaluationError) -> WrittenFile in
      try context.write(try a.contents(for: path, separator), to: path)
    },
    Form("text", "path") {
      (context: inout Context, text: String, path: String) throws(EvaluationError) -> WrittenFile in
      guard FileEnding(path).isText else { throw FileError.unfit(path, "a text is written as .txt").asEvaluation }
      return try context.write(Array(text.utf8), to: path)
    }),
]
