import Charts
import Document
import Numerics

extension ShuffleTest: Presentable {
  public var document: Document {
    let looked = shuffled.count + lost
    let ways = isExact ? "all \(looked) ways to deal" : "\(looked) shuffles"
    var line = Text("observed ") + .number(observed, .strong) + Text("   p ") + Text(NumberFormat.pValue(p), .strong)
    if isExact { line = line + Text(" exact") }
    if alternative != .twoSided { line = line + Text(" one-sided (\(alternative.rawValue))") }
    let note =
      Text("note  ", .dim)
      + Text("\(lost.counted("shuffle")) gave nothing finite and \(lost == 1 ? "is" : "are") left out")
    return Document([
      .section(
        Text("permutation test of the \(name)   n \(counts.map(String.init).joined(separator: ", ")) · \(ways)", .dim),
        Document(
          [
            .line(line),
            .line(
              Text("shuffled labels scatter by ") + .number(Moments.deviation(shuffled)) + Text(" around ")
                + .number(Sums.mean(shuffled))),
          ] + (lost > 0 ? [.line(note)] : [])))
    ])
  }

  public var figure: (any Figure)? { chart(Chart.Options()) }

  /// What chance alone gives, and where the data stand in it.
  public func chart(_ given: Chart.Options) -> Chart {
    var options = given
    if options.title.isEmpty { options.title = "\(name) when labels are shuffled, p \(NumberFormat.pValue(p))" }
    if options.x.label.isEmpty { options.x.label = name }
    // The data are one of the ways too, and must lie within the picture.
    return Chart.resampled(isExact ? shuffled : shuffled + [observed], marks: [("observed", [observed])], options)
  }

  public var sentence: String? {
    "The \(name) is \(observed.inProse); dealing out the labels at random gives one at least as far out with "
      + "\(p.asChance), so \(p < 0.05 ? "chance alone hardly explains it" : "this could be luck")."
      + (lost > 0 ? " \(lost.counted("shuffle")) gave no number and \(lost == 1 ? "is" : "are") not among them." : "")
  }
}
