extension Chart {
  /// Points; each series is a group with its own mark. Points that are not finite are counted in a notice.
  public static func scatter(_ groups: [Series], _ options: Options = Options()) -> Chart {
    Chart(groups.map(Layer.points), options)
  }

  /// Points in groups named by `group`, one name for each point, in the order in which the names first appear;
  /// groups named by numbers ascend.
  /// - Throws: `.lengthsDiffer` unless x and y are equally long, `.groupsDiffer` unless group is as long.
  public static func scatter(
    x: [Double], y: [Double], group: [String], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    guard x.count == y.count else { throw .lengthsDiffer(x: x.count, y: y.count) }
    guard x.count == group.count else { throw .groupsDiffer(points: x.count, groups: group.count) }
    var groups: [Series] = []
    for (name, indices) in Self.groups(group) {
      groups.append(try Series(name: name, x: indices.map { x[$0] }, y: indices.map { y[$0] }))
    }
    return scatter(groups, options)
  }

  /// Where each name stands: the names in the order of their first appearance, numbers ascending.
  public static func groups(_ names: [String]) -> [(name: String, members: [Int])] {
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(index)
    }
    if order.allSatisfy({ Double($0)?.isNaN == false }) {
      order.sort { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
    }
    return order.map { ($0, members[$0] ?? []) }
  }
}

extension Drafting {
  mutating func points(_ series: Series) {
    let look = nextLook()
    let (x, y) = places(series)
    scene.shapes.append(.markers(.init(x: x, y: y, look: look)))
    key(.mark, series.name, look, or: "group")
  }
}
