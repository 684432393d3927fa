import Tables

/// What follows the last point of a file's name, in small letters.
struct FileEnding {
  let word: String?

  init(_ path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    word = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map { $0.lowercased() }
  }

  var isText: Bool { word == nil || ["txt", "md", "log"].contains(word) }

  /// How tables are kept.
  enum TableKind {
    case separated(UInt8?)
    case lines
    case array
  }

  var table: TableKind? {
    switch word {
    case "csv", "dat", "data": .separated(nil)
    case "tsv", "tab": .separated(UInt8(ascii: "\t"))
    case "psv": .separated(UInt8(ascii: "|"))
    case "jsonl", "ndjson": .lines
    case "npy": .array
    default: nil
    }
  }
}

/// Files that only another program can open, told by their first bytes.
enum ForeignFile {
  /// What it is and what to do.
  static func words(_ bytes: UnsafeRawBufferPointer, _ path: String) -> String? {
    let csv = "save it there as CSV (File, Save As, \"CSV UTF-8\") and read that"
    let ending = FileEnding(path).word
    let known: [(magic: [UInt8], words: String)] = [
      ([0xD0, 0xCF, 0x11, 0xE0], "a spreadsheet or document of Microsoft Office; \(csv)"),
      ([0x1F, 0x8B], "compressed by gzip; gunzip it in the shell and read the result"),
      ([0x42, 0x5A, 0x68], "compressed by bzip2; bunzip2 it in the shell and read the result"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed by xz; unxz it in the shell and read the result"),
      ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd; unzstd it in the shell and read the result"),
      (
        Array("PAR1".utf8),
        "in Parquet; in Python, pandas.read_parquet(name).to_csv(\"name.csv\", index=False) makes it CSV"
      ),
      (
        Array("ARROW1".utf8),
        "in Arrow; in Python, pandas.read_feather(name).to_csv(\"name.csv\", index=False) makes it CSV"
      ),
      (Array("SQLite format 3".utf8), "a database of SQLite; sqlite3 -header -csv exports a query as CSV"),
      (Array("%PDF".utf8), "a PDF; copy its table into a spreadsheet and save that as CSV"),
      ([0x89, 0x48, 0x44, 0x46], "in HDF5; in Python, np.save(\"name.npy\", array) makes it an array I read"),
    ]
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      switch ending {
      case "npz": return "several NumPy arrays in one; np.save each as a .npy of its own"
      case "xlsx", "xlsm", "xlsb": return "a workbook of Excel; \(csv)"
      case "ods": return "a spreadsheet of LibreOffice; \(csv)"
      case "numbers": return "a spreadsheet of Numbers; export it there as CSV and read that"
      default: return "a zip archive; unzip it in the shell and read what is in it"
      }
    }
    return known.first { bytes.starts(with: $0.magic) }?.words
  }
}
