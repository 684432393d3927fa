import Numerics

extension Dataset {
  /// Two tastes explain most of it, so that a matrix of rank 2 finds the blanks again.
  static var ratings: Dataset {
    let people = [
      "Ada", "Bela", "Chen", "Dina", "Emil", "Fatou", "Goran", "Hana", "Ines", "Juri", "Kofi", "Lena", "Mira", "Nils",
      "Olga", "Pavel", "Rosa", "Sven", "Tara", "Umar",
    ]
    // How spicy and how sweet each dish is, from -2 to 2.
    let dishes: [(name: String, spice: Double, sugar: Double)] = [
      ("curry", 2, -0.5), ("chili", 1.75, -1), ("kimchi", 1.5, -0.75), ("ramen", 0.75, -1), ("mole", 1, 1),
      ("pancakes", -1.5, 1.5), ("cake", -1.25, 2), ("porridge", -1.75, 0.5), ("risotto", -1, -1),
    ]
    var random = RandomStream(seed: 1, key: "ratings")
    var given: [[Double?]] = dishes.map { _ in [] }
    for _ in people {
      let (spice, sugar) = (random.normal(), random.normal())
      for (place, dish) in dishes.enumerated() {
        let liking = 3 + 0.75 * (spice * dish.spice + sugar * dish.sugar) + 0.5 * random.normal()
        let isBlank = random.uniform() < 0.3
        given[place].append(isBlank ? nil : min(5, max(1, liking.rounded())))
      }
    }
    return Dataset(
      "ratings", "What 20 people think of nine dishes, from 1 to 5, with blanks",
      source: "generated from a fixed seed: two tastes and some noise, three in ten left blank; nobody was asked",
      licence: "CC0 1.0",
      use: "describe(data(\"ratings\"))",
      fields: [.init("person", "who rated; an invented name")]
        + dishes.map { .init($0.name, "rating from 1 to 5, missing where it was not tasted") },
      columns: [Column(people)] + given.map { Column($0) })
  }
}
