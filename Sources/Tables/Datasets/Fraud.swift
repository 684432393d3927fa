import Numerics

extension Dataset {
  /// 10 000 payments, of which 20 are fraud. A model's score is at least 0.5 for 18 of those and for 100 honest ones.
  static var fraud: Dataset {
    var random = RandomStream(seed: 1, key: "fraud")
    let count = 10_000
    // Which payments are fraud: 20 places without repetition.
    let places = Array(random.permutation(count).prefix(20))
    var isFraud = Array(repeating: false, count: count)
    for place in places { isFraud[place] = true }
    let payments = isFraud.map { Payment(isFraud: $0, from: &random) }
    return Dataset(
      "fraud", "10 000 card payments with a model's score; 20 are fraud",
      source: "generated from a fixed seed; no person, card or bank is behind it",
      licence: "CC0 1.0",
      use: "quality(data(\"fraud\"), target = \"fraud\")",
      fields: [
        .init("amount", "amount, euros"), .init("hour", "hour of the day it was made, 0 to 23"),
        .init("country_match", "whether card and shop are in one country"),
        .init("new_device", "whether the device was never seen with this card"),
        .init("score", "how suspicious a model finds it, 0 to 1"), .init("fraud", "whether it was fraud"),
      ],
      columns: [
        Column(payments.map(\.amount)), Column(payments.map { Double($0.hour) }),
        Column(.truths(payments.map(\.countryMatch))), Column(.truths(payments.map(\.newDevice))),
        Column(scores(payments, isFraud)), Column(.truths(isFraud)),
      ])
  }

  /// Scores by the order of suspicion among the honest, so that exactly 100 of them reach 0.5; two frauds stay below.
  private static func scores(_ payments: [Payment], _ isFraud: [Bool]) -> [Double] {
    let honest = payments.indices.filter { !isFraud[$0] }.sorted {
      (payments[$0].suspicion, $0) < (payments[$1].suspicion, $1)
    }
    let fraud = payments.indices.filter { isFraud[$0] }.sorted {
      (payments[$0].suspicion, $0) < (payments[$1].suspicion, $1)
    }
    var scores = Array(repeating: 0.0, count: payments.count)
    let below = honest.count - 100
    for (rank, place) in honest.enumerated() {
      let share = rank < below ? Double(rank) / Double(below) : Double(rank - below) / 100
      let score = rank < below ? 0.01 + 0.48 * share * share * share : 0.5 + 0.4 * share * share
      scores[place] = (score * 1e4).rounded() / 1e4
    }
    for (rank, place) in fraud.enumerated() {
      let score = rank < 2 ? 0.04 + 0.11 * Double(rank) : 0.6 + 0.38 * Double(rank - 2) / 17
      scores[place] = (score * 1e4).rounded() / 1e4
    }
    return scores
  }
}

/// One invented payment.
private struct Payment {
  let amount: Double
  let hour: Int
  let countryMatch: Bool
  let newDevice: Bool
  /// What the score is made of.
  let suspicion: Double

  init(isFraud: Bool, from random: inout RandomStream) {
    // Only +, ·, / and √ are rounded alike on every machine: the amounts follow a log-logistic law by them alone.
    let u = 0.0005 + 0.999 * random.uniform()
    let euros = (isFraud ? 95 : 28) * (u / (1 - u)).squareRoot()
    amount = (euros * 100).rounded() / 100
    // The sum of two uniform numbers crowds around the afternoon; fraud keeps no hours.
    hour = isFraud ? random.integer(below: 24) : (random.integer(below: 13) + random.integer(below: 12) + 3) % 24
    countryMatch = random.uniform() < (isFraud ? 0.35 : 0.94)
    newDevice = random.uniform() < (isFraud ? 0.7 : 0.06)
    suspicion =
      random.normal() + (countryMatch ? 0 : 1.5) + (newDevice ? 1.5 : 0) + (hour < 6 ? 1 : 0)
      + (amount > 200 ? 1 : 0)
  }
}
