extension ErrorEntry {
  static let tables: [ErrorEntry] = [
    .init(
      "E240", "columns of different lengths", "The columns of a table are equally long.",
      "table(a = [1, 2], b = [1, 2, 3])"),
    .init(
      "E241", "two columns of one name", "Every column of a table has a name of its own.",
      "table(table(a = 1), a = 2)"),
    .init("E242", "no such column", "The table has no column of this name.", "table(a = 1)[\"b\"]"),
    .init("E243", "other columns", "Only one of two tables has a column.", "append(table(a = 1), table(b = 1))"),
    .init(
      "E244", "columns of different kinds", "What is brought together in one column is of one kind.",
      "append(table(a = 1), table(a = \"x\"))"),
    .init(
      "E245", "another kind of value", "A value put into a column is of the column's kind.",
      "fill_missing([1, missing], \"none\")"),
    .init("E246", "rows or columns", "A table takes rows and columns, or a column's name.", "table(a = [1, 2])[1]"),
    .init("E247", "not a column", "A column is a vector of numbers, texts, dates or truths.", "table(a = sin)"),
    .init("E248", "no such date", "The calendar has no such day.", "date(2026, 2, 30)"),
    .init(
      "E249", "one value for each group", "A summary is a function that gives one value.",
      "group(table(a = [1, 1]), by = \"a\", x = g -> g.a)"),
    .init(
      "E250", "names for the columns", "Columns given by place need as many names.",
      "table([1 2; 3 4], names = [\"a\"])"),
    .init(
      "E251", "a direction for each column", "Sorting takes one direction, or one for each column.",
      "sort(table(a = 1), by = \"a\", descending = [true, false])"),
    .init(
      "E252", "a new name for an old one", "A column is renamed by its new name and its old one as a text.",
      "rename(table(a = 1), b = 2)"),
  ]
}
