import Addressing
import Allocation
import Simulation
import TestSupport
import Testing

@testable import Explorer

/// Clusters of random nodes, and lists of them made the slow and obvious way.
@Suite struct NodeListTests {
  private static let zones: [String?] = ["a", "b", "eu-west-1c", nil]
  private static let types: [String?] = ["m5.large", "m5.4xlarge", "c6g", nil]

  /// A cluster whose nodes differ in everything that a list looks at; some find no block.
  private static func cluster(_ seed: UInt64) throws -> Cluster {
    var random = SeededRandom(seed: seed)
    var session = Session()
    var lines = ["plan a mode=cluster-pool pool=10.0.0.0/22 pool=10.9.0.0/24 mask=26"]
    for group in 0..<6 {
      let zone = zones[random.int(in: 0..<4)].map { " zone=\($0)" } ?? ""
      let type = types[random.int(in: 0..<4)].map { " type=\($0)" } ?? ""
      let count = random.int(in: 1..<7)
      lines.append("add nodes \(count) prefix=n\(group % 3)-\(group)x\(zone)\(type) max-pods=62")
      lines.append("add pods \(random.int(in: 1..<90))")
    }
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return try #require(session.current?.cluster)
  }

  private static func figures(_ cluster: Cluster) -> [NodeFigures] {
    cluster.nodes.ids.compactMap { cluster.nodes[$0] }
      .map { NodeFigures($0, pools: cluster.mode.pools) }
  }

  /// Sorts by inserting each before the first that it has to precede.
  private static func inserted(
    _ rows: [NodeFigures], _ precedes: (NodeFigures, NodeFigures) -> Bool
  ) -> [String] {
    var sorted: [NodeFigures] = []
    for row in rows {
      let place = sorted.firstIndex { precedes(row, $0) } ?? sorted.count
      sorted.insert(row, at: place)
    }
    return sorted.map(\.name)
  }

  private static func slow(_ rows: [NodeFigures], _ sorting: NodeSorting) -> [String] {
    let names = rows.map(\.name).sorted {
      $0.compare(natural: $1)
    }
    func place(_ row: NodeFigures) -> Int { names.firstIndex(of: row.name) ?? 0 }
    switch sorting {
    case .joined: return rows.map(\.name)
    case .name: return names
    case .fullest:
      return inserted(rows) { left, right in
        guard left.usable > 0 else { return false }
        return right.usable == 0 || left.used * right.usable > right.used * left.usable
      }
    case .emptiest:
      return inserted(rows) { left, right in
        guard left.usable > 0 else { return false }
        return right.usable == 0 || left.used * right.usable < right.used * left.usable
      }
    case .failedFirst:
      return [NodeState.failed, .waiting, .ready].flatMap { state in
        rows.filter { $0.state == state }.map(\.name)
      }
    case .zone:
      let order: [String?] = ["a", "b", "eu-west-1c", nil]
      return order.flatMap { zone in
        rows.filter { $0.zone == zone }.sorted { place($0) < place($1) }.map(\.name)
      }
    }
  }

  @Test(arguments: NodeSorting.allCases)
  func `every order is that of an obvious sort`(_ sorting: NodeSorting) throws {
    for seed in UInt64(1)...12 {
      let rows = Self.figures(try Self.cluster(seed))
      #expect(sorting.sorted(rows).map(\.name) == Self.slow(rows, sorting), "seed \(seed)")
    }
  }

  @Test(arguments: NodeGrouping.allCases)
  func `groups have every node once, in the order of the list`(_ grouping: NodeGrouping) throws {
    for seed in UInt64(1)...12 {
      let cluster = try Self.cluster(seed)
      let rows = Self.figures(cluster)
      let list = NodeList(
        of: cluster, sorting: .fullest, grouping: grouping, filter: nil)
      #expect(Set(list.ids) == Set(rows.map(\.id)) && list.ids.count == rows.count)
      var next = 0
      for section in list.sections {
        #expect(section.first == next && section.count > 0)
        next = section.range.upperBound
        let own = Set(list.ids[section.range])
        let inOrder = NodeSorting.fullest.sorted(rows.filter { own.contains($0.id) }).map(\.id)
        #expect(Array(list.ids[section.range]) == inOrder)
        #expect(section.failed == rows.count { own.contains($0.id) && $0.state == .failed })
        #expect(
          section.used == rows.reduce(0) { own.contains($1.id) ? $0 + $1.used : $0 })
      }
      #expect(next == rows.count)
      #expect(Set(list.sections.map(\.title)).count == list.sections.count)
    }
  }

  @Test func `some clusters of these tests have failed, full and idle nodes`() throws {
    let all = try (UInt64(1)...12).flatMap { Self.figures(try Self.cluster($0)) }
    #expect(all.contains { $0.state == .failed })
    #expect(all.contains { $0.isFull } && all.contains { $0.used == 0 && $0.usable > 0 })
  }

  @Test func `numbers in names are numbers`() {
    let names = ["n10", "n9", "n2-b", "n2-a10", "n2-a9", "n", "n99999999999999999999999", "m", ""]
    let sorted = names.sorted { NaturalName($0) < NaturalName($1) }
    #expect(
      sorted == ["", "m", "n", "n2-a9", "n2-a10", "n2-b", "n9", "n10", "n99999999999999999999999"])
  }
}

extension String {
  /// Whether the name comes before another, digit groups by their value: a character at a time.
  fileprivate func compare(natural other: String) -> Bool {
    var left = Substring(self)
    var right = Substring(other)
    while let one = left.first, let two = right.first {
      if one.isNumber, two.isNumber {
        let (first, second) = (left.prefix(while: \.isNumber), right.prefix(while: \.isNumber))
        let (a, b) = (Int(first) ?? 0, Int(second) ?? 0)
        if a != b { return a < b }
        left = left.dropFirst(first.count)
        right = right.dropFirst(second.count)
      } else {
        if one != two { return one < two }
        left = left.dropFirst()
        right = right.dropFirst()
      }
    }
    return left.isEmpty && !right.isEmpty
  }
}
