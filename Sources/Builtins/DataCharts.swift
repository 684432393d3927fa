import Charts
import Evaluation
import LinearAlgebra

/// Pictures of samples, of named values and of tables of numbers.
let dataCharts: [Builtin] = [
  Builtin(
    "hist", summary: "How often values fall into bins of equal width.",
    doc: """
      bins is their number between the least and the greatest value; without it their width follows Freedman and \
      Diaconis, rounded to 1, 2, 2.5 or 5 times a power of ten. A bin holds its lower edge, the last one also its \
      upper. Fields: title, edges, counts. Options: title, x, y, width, height, log = "x" or true (bins of equal width \
      in decades), "y" or "xy".
      """,
    facts: .init(
      "n values → chart", refuses: ["no bins": "hist([1, 2, 3], 0)"], by: "bin width by Freedman & Diaconis 1981",
      fields: ["title", "edges", "counts"]),
    examples: [.init("hist([1, 2, 2, 3, 3, 3], 3).counts", "[1, 2, 3]"), .init("hist([1, 2, 2, 3, 3, 3])", "chart")],
    related: ["density", "box", "scatter"],
    Form("values", "[bins]", "title?", "x?", "y?", "width?", "height?", "log?") {
      (values: Samplings, bins: Int?, axes: ValueAxes) throws(ChartError) -> Chart in
      try Chart.histogram(values.values, bins: bins, axes.options)
    }),
  Builtin(
    "density", summary: "How densely values lie, as a smooth curve for each group.",
    doc: """
      A Gaussian kernel estimate with Silverman's bandwidth 0.9 min(s, IQR/1.34) n^(-1/5): of s alone where the \
      IQR is 0, and a tenth of the size of values that are all the same, which is said. Heights are good to 2e-4 of the \
      greatest. group holds a text or number for each value; a matrix gives a curve for each column, a record of vectors one for each field. Fields: x, y, \
      bandwidth. Options: title, x, y, width, height, log = "x" or true (the density of the logarithms, per decade), "y" \
      or "xy".
      """,
    facts: .init(
      "n values, group n → chart",
      refuses: ["a group for another number of values": "density([1, 2, 3], group = [1, 2])"],
      by: "Gaussian kernel, bandwidth by Silverman 1986, §3.4.2", fields: ["x", "y", "bandwidth"]),
    examples: [
      .init("density([1, 2, 2, 3, 5])", "chart"),
      .init("density([1, 2, 5, 6], group = [\"a\", \"a\", \"b\", \"b\"])", "chart"),
    ],
    related: ["hist", "box"],
    Form("values", "group?", "title?", "x?", "y?", "width?", "height?", "log?") {
      (values: NamedSamples, group: GroupNames?, axes: ValueAxes) throws(ChartError) -> Chart in
      guard let group else { return Chart.density(NamedSamples.joined([values]), axes.options) }
      return Chart.density(try values.grouped(by: group), axes.options)
    }),
  Builtin(
    "box", summary: "Median, quartiles, whiskers and outliers of one or several samples.",
    doc: """
      A box from quartile to quartile (type 7) with the median in it, whiskers to the outermost values within 1.5 \
      interquartile ranges, and the values beyond as o. Several vectors, a matrix with a column for each sample, a record \
      of vectors, or one vector with group, which holds a text or number for each value. Fields: boxes, a list of {name, \
      count, low, q1, median, q3, high, outliers}. Options: title, x, y, width, height, log = true (the values).
      """,
    facts: .init(
      "samples of any lengths → chart", refuses: ["no sample": "box()"],
      by: "quartiles of type 7 (Hyndman & Fan 1996), whiskers by Tukey 1977", fields: ["boxes"]),
    examples: [
      .init("box([1, 2, 3, 4], group = [\"a\", \"a\", \"b\", \"b\"])", "chart"),
      .init("box([1, 2, 3, 4, 100]).boxes[1].outliers", "[100]"),
      .init("box({a = [1, 2], b = [2, 3]})", "chart"),
    ],
    related: ["hist", "density", "bar"],
    Form("samples...", "group?", "title?", "x?", "y?", "width?", "height?", "log?") {
      (samples: [NamedSamples], group: GroupNames?, rows: NamedRows) throws(EvaluationError) -> Chart in
      guard let first = samples.first else { throw DrawingError.noSample.asEvaluation }
      var options = rows.options
      let isPlain = options.title.isEmpty && samples.count == 1 && group == nil && first.samples.count == 1
      do throws(ChartError) {
        let shown: [(name: String, values: [Double])]
        if let group {
          shown = try NamedSamples(samples: samples.flatMap(\.samples)).grouped(by: group)
        } else {
          shown = NamedSamples.joined(samples)
        }
        if isPlain { options.title = "n = \(shown[0].values.count(where: \.isFinite))" }
        return Chart.box(shown, options)
      } catch { throw error.asEvaluation }
    }),
  Builtin(
    "bar", summary: "A bar for each name, to the left when negative; several beside or behind each other.",
    doc: """
      bar(labels, values); values may be a matrix with a column, or a record with a field, for each series, drawn below \
      each other or with stacked = true one behind the other, the sum at the end. bar(values) counts the names, \
      bar({a = 1, b = 2}) takes them from the record, and bar(labels) alone draws how often each occurs. Fields: labels, \
      values. Options: title, x, y, width, height, log = true (the values).
      """,
    facts: .init(
      "n labels, values n or n×k → chart", refuses: ["different lengths": "bar([\"a\", \"b\"], [1, 2, 3])"],
      by: "bars from 0, any that is not 0 at least a mark long", fields: ["labels", "values"]),
    examples: [
      .init("bar([\"a\", \"b\"], [3, -1])", "chart"), .init("bar([\"a\", \"b\"], [3 1; 2 2], stacked = true)", "chart"),
      .init("bar([\"no\", \"yes\", \"yes\"]).values", "[1, 2]"),
    ],
    related: ["hist", "stem", "plot"],
    Form("labels", "values", "stacked: false", "title?", "x?", "y?", "width?", "height?", "log?") {
      (labels: BarLabels, values: NamedSamples, isStacked: Bool, rows: NamedRows) throws(ChartError) -> Chart in
      try Chart.bar(labels.names, series: values.samples, isStacked: isStacked, rows.options)
    },
    Form("labels", "title?", "x?", "y?", "width?", "height?", "log?") {
      (labels: Categories, rows: NamedRows) throws(ChartError) -> Chart in try labels.chart(rows.options)
    },
    Form("values", "title?", "x?", "y?", "width?", "height?", "log?") {
      (values: NamedNumbers, rows: NamedRows) throws(ChartError) -> Chart in
      try Chart.bar(values.names, values.values, rows.options)
    },
    Form("values", "stacked: false", "title?", "x?", "y?", "width?", "height?", "log?") {
      (values: NamedSamples, isStacked: Bool, rows: NamedRows) throws(ChartError) -> Chart in
      let names = (values.samples.first?.values.indices ?? 0..<0).map { "\($0 + 1)" }
      return try Chart.bar(names, series: values.samples, isStacked: isStacked, rows.options)
    }),
  Builtin(
    "heatmap", summary: "A matrix as shades, row 1 at the top, with numbers where they fit.",
    doc: """
      A large matrix is averaged over blocks. Entries that are not finite have no shade and are counted, and so are \
      those without a logarithm when log = true makes the shades decades apart. Options: title, x, y, width, height, log.
      """,
    facts: .init(
      "A m×n → chart", refuses: ["not a matrix": "heatmap(3)"],
      by: "four shades of equal width between least and greatest", fields: ["title", "values"]),
    examples: [.init("heatmap([1 0.5; 0.5 1])", "chart"), .init("heatmap([1 1e-3; 1e-6 1], log = true)", "chart")],
    related: ["contour", "grid_map"],
    Form("A", "title?", "x?", "y?", "width?", "height?", "log?") { (a: Matrix, labels: ChartLabels, log: LogShades?) in
      Chart.heatmap(a, scale: log?.scale ?? .linear, labels.options)
    }),
]
