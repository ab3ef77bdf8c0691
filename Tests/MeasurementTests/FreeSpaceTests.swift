import Addressing
import Allocation
import Measurement
import TestSupport
import Testing

struct FreeSpaceTests {
  /// A pool whose blocks are taken as drawn.
  private func space(_ picture: String, pool: String, mask: Int) throws -> FreeSpace {
    let element = try IPPrefix(parsing: pool)
    let option = element.family == .v4 ? "mask" : "mask6"
    let mode = try ClusterPool(
      .init(pools: [element], options: [ModeOption(option, String(mask))]))
    var cluster = Cluster(mode: mode)
    let set = try #require(cluster.mode.blockSets(element.family).first)
    let orders = picture.enumerated().filter { $0.element == "#" }.map {
      NodeOrder(name: "n\($0.offset)", blocks: [set.block(at: $0.offset)])
    }
    _ = try cluster.perform(.addNodes(orders))
    return FreeSpace(of: cluster, family: element.family)
  }

  @Test func `the largest aligned free pieces are those of the picture`() throws {
    //           ...#####..#.....
    //           └┘└     └┘ └└──┘
    //         /27 /28  /27 /28 /26      a piece is never part of a larger free one
    let space = try space("...#####..#.....", pool: "10.0.0.0/24", mask: 28)
    #expect(space.pieces == [27: 2, 28: 2, 26: 1])
    #expect(space.totalBlocks == 16)
    #expect(space.usedBlocks == 6)
    #expect(space.freeBlocks == 10)
    #expect(space.largestFree == 26)
    #expect(space.freeAddresses == 160)
  }

  @Test func `blocks of a length are counted inside larger pieces too`() throws {
    let space = try space("...#####..#.....", pool: "10.0.0.0/24", mask: 28)
    #expect((24...30).map { space.blocks(ofLength: $0) } == [0, 0, 1, 4, 10, 20, 40])
  }

  @Test func `an empty pool is one piece and a full one none`() throws {
    let empty = try space("", pool: "10.0.0.0/20", mask: 24)
    #expect(empty.pieces == [20: 1])
    let full = try space("####", pool: "10.0.0.0/22", mask: 24)
    #expect(full.pieces == [:])
    #expect(full.largestFree == nil)
    #expect(full.freeAddresses == 0)
  }

  /// A worked state of a /24: its free pieces, and what the kernel's formulas make of them.
  struct State: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pieces: [Int: Int]
    /// Free addresses of 256, in thousandths.
    let free: Int
    let largest: Int?
    /// 1 - largest / free, in thousandths.
    let outsideLargest: Int?
    /// Unusable free space and fragmentation, for a /28 and for a /27.
    let unusable: [Int]
    let index: [Int]
  }

  static let states = [
    State(
      testDescription: "empty", pieces: [24: 1], free: 1000, largest: 24, outsideLargest: 0,
      unusable: [0, 0], index: [-1000, -1000]),
    State(
      testDescription: "every second /28 used", pieces: [28: 8], free: 500, largest: 28,
      outsideLargest: 875, unusable: [0, 1000], index: [-1000, 375]),
    // 93.75 % free and no prefix to be had: 15 addresses in each of 16 /28s.
    State(
      testDescription: "one address used in each /28", pieces: [29: 16, 30: 16, 31: 16, 32: 16],
      free: 937, largest: 29, outsideLargest: 966, unusable: [1000, 1000], index: [750, 868]),
    State(
      testDescription: "full", pieces: [:], free: 0, largest: nil, outsideLargest: nil,
      unusable: [1000, 1000], index: [0, 0]),
  ]

  @Test(arguments: states)
  func `the kernel's indexes are those of the worked states of a /24`(state: State) {
    let space = FreeSpace(pieces: state.pieces, family: .v4)
    #expect(Int(space.freeAddresses) * 1000 / 256 == state.free)
    #expect(space.largestFree == state.largest)
    #expect(space.outsideLargest == state.outsideLargest)
    #expect([28, 27].map { space.unusableIndex(forLength: $0) } == state.unusable)
    #expect([28, 27].map { space.fragmentationIndex(forLength: $0) } == state.index)
  }

  @Test func `a state reached by nodes gives the same indexes as its pieces`() throws {
    let drawn = try space("#.#.#.#.#.#.#.#.", pool: "10.0.0.0/24", mask: 28)
    #expect(drawn.pieces == [28: 8])
    #expect(drawn.unusableIndex(forLength: 27) == 1000)
    #expect(drawn.fragmentationIndex(forLength: 27) == 375)
    #expect(drawn.fragmentationIndex(forLength: 28) == -1000)
  }

  @Test func `the largest IPv6 pieces do not overflow`() throws {
    // 2^120 addresses in thousandths need 130 bits.
    let huge = FreeSpace(pieces: [8: 1, 40: 3], family: .v6)
    #expect(huge.unusableIndex(forLength: 8) == 0)
    #expect(huge.unusableIndex(forLength: 4) == 1000)
    #expect(FreeSpace(pieces: [9: 2], family: .v6).fragmentationIndex(forLength: 8) == 1000 - 1000)
    let wide = FreeSpace(pieces: [1: 1], family: .v6)
    #expect(wide.fragmentationIndex(forLength: 0) == 1000 - 1500)
    let space = try space("#", pool: "fd00::/48", mask: 64)
    #expect(space.freeAddresses == 0xffff << 64)
    #expect(space.largestFree == 49)
  }

  @Test func `pieces are what a search over all aligned blocks finds`() throws {
    for seed in UInt64(1)...30 {
      var random = SeededRandom(seed: seed)
      let isTaken = (0..<32).map { _ in random.int(in: 0..<3) == 0 }
      let picture = isTaken.map { $0 ? "#" : "." }.joined()
      var wanted: [Int: Int] = [:]
      for order in 0...5 {
        for start in stride(from: 0, to: 32, by: 1 << order) {
          let isFree = isTaken[start..<start + 1 << order].allSatisfy { !$0 }
          let parent = start & -(2 << order)
          let isParentFree =
            order < 5 && isTaken[parent..<parent + 2 << order].allSatisfy { !$0 }
          if isFree, !isParentFree { wanted[28 - order, default: 0] += 1 }
        }
      }
      let space = try space(picture, pool: "10.0.0.0/23", mask: 28)
      #expect(space.pieces == wanted, "\(picture)")
    }
  }
}
