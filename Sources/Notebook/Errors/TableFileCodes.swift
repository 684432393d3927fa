extension ErrorEntry {
  static let tableFiles: [ErrorEntry] = [
    .init("E550", "not in this encoding", "The bytes are no text in the encoding the file is read in.", nil),
    .init("E551", "nothing in it", "A table needs at least a line of names or of data.", nil),
    .init("E552", "rows of different lengths", "Every row of a table has a cell for every column.", nil),
    .init("E553", "quotes that do not pair", "A cell that begins with a quote ends with one.", nil),
    .init(
      "E554", "not the columns asked for", "types names columns that are there, and kinds all their cells are.", nil),
    .init("E555", "a file of another program", "Spreadsheets and compressed files are made CSV first.", nil),
    .init("E556", "not JSON", "Each line is one object, as RFC 8259 writes it.", nil),
    .init("E557", "a value with parts", "A cell of a table holds one value, no list and no object.", nil),
    .init("E558", "not an array I can read", "A .npy file holds a number, a vector or a matrix.", nil),
    .init(
      "E559", "cannot be written so", "A file of this kind cannot hold the value.", "write([1 2; 3 4], \"a.png\")"),
    .init("E560", "an option for other files", "An option must have something to say.", "write([1], \"a.npy\", \",\")"),
  ]
}
