import Document
import Evaluation

/// A file that was written.
struct WrittenFile: DomainValue, ResultType {
  static let typeName = "written file"
  static let kind = "written file"

  let path: String
  let bytes: Int

  var value: Value { .object(self) }

  var fields: Record { Record([.init("path", .text(path)), .init("bytes", .number(Double(bytes)))]) }

  var document: Document {
    Document([.line(Text("wrote ", .dim) + Text(path.visible) + Text(" (\(size))", .dim))])
  }

  private var size: String {
    switch bytes {
    case ..<1000: "\(bytes) B"
    case ..<1_000_000: "\((Double(bytes) / 1e3).fixed(decimals: 1)) kB"
    default: "\((Double(bytes) / 1e6).fixed(decimals: 1)) MB"
    }
  }
}

extension Context {
  /// Writes a file, through the access the notebook was given.
  func write(_ bytes: [UInt8], to path: String) throws(EvaluationError) -> WrittenFile {
    try files.write(bytes, to: path)
    return WrittenFile(path: path, bytes: bytes.count)
  }
}
