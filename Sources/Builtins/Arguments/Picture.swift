import Charts
import Document
import Evaluation

/// A chart, or another value that is a picture.
struct Picture: ArgumentType {
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

/// What a chart is written as, by the ending of the name.
private enum FileKind {
  case svg, text

  init(_ path: String) throws(EvaluationError) {
    let ending = FileEnding(path).word
    switch ending {
    case "svg": self = .svg
    case "txt": self = .text
    default: throw FileError.kind(path, ending: ending).asEvaluation
    }
  }
}

/// Pixels, or columns and rows.
struct PictureSide: ArgumentType {
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
