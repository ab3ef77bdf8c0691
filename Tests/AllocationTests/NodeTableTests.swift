import TestSupport
import Testing

@testable import Allocation

struct NodeTableTests {
  private func nodes(_ names: [String], after table: NodeTable) -> [Node] {
    names.enumerated().map { offset, name in
      Node(id: NodeID(table.nextID.index + offset), name: name, maxPods: 110)
    }
  }

  @Test func `nodes are found by name and number, and numbers are never given twice`() {
    var table = NodeTable()
    table.append(nodes(["a", "b", "c"], after: table))
    table.remove(NodeID(1))
    table.append(nodes(["b"], after: table))
    #expect(table.ids.map(\.rawValue) == [0, 2, 3])
    #expect(table["b"]?.id.rawValue == 3)
    #expect(table[NodeID(1)] == nil)
    #expect(table.count == 3)
    #expect(table[NodeID(9)] == nil)
  }

  @Test func `free names are the lowest numbers from 1`() {
    var table = NodeTable()
    table.append(nodes(["node-1", "x", "node-3", "node-07"], after: table))
    #expect(table.freeNames(4, prefix: "node-") == ["node-2", "node-4", "node-5", "node-6"])
    #expect(table.freeNames(1, prefix: "other") == ["other1"])
  }

  @Test func `free names are what a search from 1 finds, whatever came and went`() {
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      var table = NodeTable()
      for _ in 0..<60 {
        let prefix = ["n", "n1", "w-"][random.int(in: 0..<3)]
        if random.int(in: 0..<3) == 0, let id = table.ids.randomElement(using: &random) {
          table.remove(id)
        } else {
          let number = random.int(in: 1..<12)
          let names =
            random.int(in: 0..<2) == 0
            ? table.freeNames(random.int(in: 1..<5), prefix: prefix)
            : ["\(prefix)\(number)", "z\(number)", "\(prefix)\(number + 2)"]
              .filter { table[$0] == nil }
          table.append(nodes(names, after: table))
        }
        let wanted = (1...).lazy.map { "\(prefix)\($0)" }.filter { table[$0] == nil }.prefix(3)
        #expect(table.freeNames(3, prefix: prefix) == Array(wanted), "seed \(seed)")
      }
    }
  }

  @Test func `a change in a copy leaves the table alone`() {
    var table = NodeTable()
    table.append(nodes(["a", "b"], after: table))
    let before = table
    table.update(NodeID(0)) { $0.error = "allocator full" }
    #expect(before["a"]?.error == nil)
    #expect(table["a"]?.error == "allocator full")
  }
}
