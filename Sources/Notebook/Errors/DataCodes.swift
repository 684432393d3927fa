extension ErrorEntry {
  static let data: [ErrorEntry] = [
    .init("E260", "no such data set", "No table of this name comes along.", "data(\"irises\")"),
    .init("E261", "nothing to inspect", "The table or its target has no values.", "quality(data(\"cars\")[[], :])"),
    .init(
      "E262", "nothing in common", "A table and its population share no column.",
      "quality(data(\"cars\"), population = data(\"sleep\"))"),
    .init(
      "E263", "not shares", "Shares come to 1, and a standard deviation is above 0.",
      "quality(data(\"sleep\"), population = {extra = {mean = 1, sd = 0}})"),
    .init(
      "E264", "another kind of column", "What is known of a column does not fit what it holds.",
      "quality(data(\"cars\"), population = {speed = {slow = 0.5, fast = 0.5}})"),
  ]
}
