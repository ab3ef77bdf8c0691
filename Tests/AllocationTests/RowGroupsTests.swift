import TestSupport
import Testing

@testable import Allocation

struct RowGroupsTests {
  private func groups(_ nodes: [UInt32]) -> [[UInt32]] {
    var groups: [[UInt32]] = []
    RowGroups(nodes).forEach { node, rows in groups.append([node] + Array(rows)) }
    return groups
  }

  @Test func `rows are grouped by node, and rows without a node are in no group`() {
    let none = PodTable.noNode
    #expect(groups([7, 2, none, 7, 2, 7]) == [[2, 1, 4], [7, 0, 3, 5]])
    #expect(groups([none, none]) == [])
    #expect(groups([]) == [])
  }

  @Test(arguments: [4095, 4096, 9000])
  func `sorting and counting give the same groups`(_ count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    for highest in [1, 40, 6000] {
      let nodes = (0..<count).map { _ in
        random.int(in: 0..<9) == 0 ? PodTable.noNode : UInt32(random.int(in: 0..<highest))
      }
      var wanted: [UInt32: [UInt32]] = [:]
      for (row, node) in nodes.enumerated() where node != PodTable.noNode {
        wanted[node, default: []].append(UInt32(row))
      }
      #expect(groups(nodes) == wanted.sorted { $0.key < $1.key }.map { [$0.key] + $0.value })
    }
  }

  @Test func `a large batch without any node has no groups`() {
    #expect(groups(Array(repeating: PodTable.noNode, count: 5000)) == [])
  }
}
