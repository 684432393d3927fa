import Document

extension ConfidenceInterval: Presentable {
  public var document: Document {
    Document([
      .section(
        Text("\(Sentences.level(level)) interval of the \(parameter)   \(method) · n \(count)", .dim),
        Document([
          .line(
            .number(lower, .strong) + Text(" to ") + .number(upper, .strong) + Text("   estimate ") + .number(estimate))
        ]))
    ])
  }

  public var sentence: String? {
    parameter == "proportion"
      ? "The share is \(Sentences.percent(estimate)), and with \(count) trials it may be anything from "
        + "\(Sentences.percent(lower)) to \(Sentences.percent(upper)); such a range holds the truth "
        + "\(Sentences.level(level)) of the time."
      : "The mean is \(estimate.inProse), and with \(count) values the true one may be anything from "
        + "\(lower.inProse) to \(upper.inProse); such a range holds the truth \(Sentences.level(level)) of the time."
  }
}
