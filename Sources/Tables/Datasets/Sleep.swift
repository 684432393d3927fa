extension Dataset {
  static var sleep: Dataset {
    let hours = "0.7 -1.6 -0.2 -1.2 -0.1 3.4 3.7 0.8 0.0 2.0  1.9 0.8 1.1 0.1 -0.1 4.4 5.5 1.6 4.6 3.4"
    let people = (1...10).map(Double.init)
    return Dataset(
      "sleep", "Hours of sleep that ten people gained from each of two drugs",
      source: "A. R. Cushny and A. R. Peebles 1905, J. Physiology 32, 501–510; Student 1908, Biometrika 6, 1–25",
      licence: "public domain: measurements published in 1905",
      use: "ttest(extra ~ group, data(\"sleep\"))",
      fields: [
        .init("extra", "sleep gained over a night without a drug, hours"), .init("group", "drug 1 or drug 2"),
        .init("id", "which of the ten people; each took both"),
      ],
      columns: [
        Column(hours.numbers), Column(["drug 1", "drug 2"].flatMap { Array(repeating: $0, count: 10) }),
        Column(people + people),
      ])
  }
}
