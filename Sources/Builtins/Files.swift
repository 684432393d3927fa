import Charts
import Document
import Evaluation

/// What crosses from the notebook to the disk and back, through the access the notebook was given and no other way.
let files: [Builtin] = [
  Builtin(
    "write", summary: "Writes a chart to a file: c.svg as a picture, c.txt as text.",
    doc: """
      The ending of the name decides. An SVG is whole in itself, without script, and follows the light or dark scheme \
      of the page; width and height are pixels, 640 by 400 unless the chart has a size of its own, of which a column \
      is 10 pixels and a row 20. In a .txt they are columns and rows. A file of that name is replaced, at once or not \
      at all. Relative names start from the folder nabla was started in, in a session from the folder of its file. A \
      replayed session writes nothing, unless --allow-write names a folder. Fields of the result: path, bytes.
      """,
    facts: .init(
      "chart, name of a file → what was written",
      refuses: ["another ending": "write(plot([1, 2]), \"c.png\")", "no chart": "write(3, \"c.svg\")"],
      by: "a new file put in the old one's place at once", fields: ["path", "bytes"]),
    examples: [.init("write(plot([1, 4, 9]), \"squares.svg\").path", "\"squares.svg\"")],
    related: ["plot", "read"],
    Form("chart", "path", "width?", "height?") {
      (context: inout Context, picture: Picture, path: String, width: PictureSide?, height: PictureSide?)
        throws(EvaluationError) -> WrittenFile in
      let bytes = Array(try picture.contents(for: path, width?.length, height?.length).utf8)
      try context.files.write(bytes, to: path)
      return WrittenFile(path: path, bytes: bytes.count)
    }),
  Builtin(
    "read", summary: "The text of a file.",
    doc: """
      The file is UTF-8 and has at most 64 MiB. Relative names start from the folder nabla was started in, in a \
      session from the folder of its file; a replayed session reads below that folder only, and below those that \
      --allow-read names.
      """,
    facts: .init(
      "name of a file → text", refuses: ["no such file": "read(\"no-such-file.txt\")"],
      by: "the bytes as UTF-8"),
    examples: [.init("read(\"notes.txt\")", "\"the rate was 0.05\"")], related: ["write"],
    Form("path") { (context: inout Context, path: String) throws(EvaluationError) -> Value in
      let bytes = try context.files.read(path, limit: 64 << 20)
      guard let text = String(validating: bytes, as: UTF8.self) else { throw FileError.notText(path).asEvaluation }
      return .text(text)
    }),
]

/// A chart, or another value that is a picture.
private struct Picture: ArgumentType {
  let figure: any Figure

  static let needed = "a chart; plot draws one"

  static func decode(_ value: Value) -> Picture? {
    guard case .object(let object) = value, let figure = object.figure else { return nil }
    return Picture(figure: figure)
  }

  func contents(for path: String, _ width: Int?, _ height: Int?) throws(EvaluationError) -> String {
    switch try FileKind(path) {
    case .svg:
      let usual = (figure as? Chart)?.pictureSize ?? PictureSize()
      let wide = width ?? height.map { $0 * usual.width / usual.height } ?? usual.width
      return figure.svg(PictureSize(width: wide, height: height ?? wide * usual.height / usual.width))
    case .text:
      guard var chart = figure as? Chart else {
        return figure.text(RenderOptions(width: width ?? 80, height: height ?? 24)) + "\n"
      }
      chart.options.width = width ?? chart.options.width
      chart.options.height = height ?? chart.options.height
      return chart.text(RenderOptions(width: 1000, height: 1000)) + "\n"
    }
  }
}

/// What a file is, by the ending of its name.
private enum FileKind {
  case svg, text

  init(_ path: String) throws(EvaluationError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map { $0.lowercased() }
    switch ending {
    case "svg": self = .svg
    case "txt": self = .text
    default: throw FileError.kind(path, ending: ending).asEvaluation
    }
  }
}

/// Pixels, or columns and rows.
private struct PictureSide: ArgumentType {
  let length: Int

  static let needed = "a whole number from 20 to 10000"

  static func decode(_ value: Value) -> PictureSide? {
    guard case .number(let x) = value, let length = Int(exactly: x), (20...10_000).contains(length) else { return nil }
    return PictureSide(length: length)
  }
}

extension Chart {
  /// What it is drawn in unless somebody says otherwise: 10 pixels for a column and 20 for a row of its own size.
  fileprivate var pictureSize: PictureSize {
    let usual: (width: Int, height: Int) =
      switch layers.first {
      case .sparkline?: (320, 60)
      case .panels(let charts)?: (min(420 * max(charts.count, 1), 1600), 400)
      default: (640, 400)
      }
    let width = options.width.map { $0 * 10 } ?? usual.width
    let height = options.height.map { $0 * 20 } ?? width * usual.height / usual.width
    return PictureSize(width: max(width, 20), height: max(height, 20))
  }
}

/// A file that was written.
private struct WrittenFile: DomainValue, ResultType {
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

/// Why a file cannot be made of a value, or a value of a file.
enum FileError: ReportableError, EvaluationFailure {
  case kind(String, ending: String?)
  case notText(String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .kind(let path, let ending):
      let name = path.visible.truncated(to: 80)
      let what = ending.map { "ends in .\($0.visible.truncated(to: 20))" } ?? "has no ending"
      return Report(
        code: "E537", title: "no such kind of file",
        message: "`\(name)` \(what); a chart is written as .svg, a picture, or as .txt, the same in characters.")
    case .notText(let path):
      return Report(
        code: "E538", title: "not text", message: "The bytes of `\(path.visible.truncated(to: 80))` are not UTF-8.")
    }
  }
}
