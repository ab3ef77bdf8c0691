import Addressing
import Allocation
import TestSupport
import Testing

struct CloudSubnetTests {
  private static func subnet(_ text: String) throws -> CloudSubnet {
    CloudSubnet(try IPPrefix(parsing: text))
  }

  @Test(arguments: [
    ("10.0.0.0/28", 11, ["10.0.0.0/30", "10.0.0.15/32"]),
    ("10.0.0.0/24", 251, ["10.0.0.0/30", "10.0.0.255/32"]),
    ("10.0.0.0/16", 65531, ["10.0.0.0/30", "10.0.255.255/32"]),
    ("10.0.0.0/30", 0, ["10.0.0.0/30"]), ("10.0.0.0/32", 0, ["10.0.0.0/32"]),
  ])
  func `a subnet keeps its first four addresses and its last`(
    _ text: String, _ available: Int, _ withheld: [String]
  ) throws {
    let subnet = try Self.subnet(text)
    #expect(subnet.available == available)
    #expect(subnet.withheld.map(\.description) == withheld)
    #expect(subnet.given == 0)
  }

  @Test func `a cloud may keep another number at either end`() throws {
    let vSwitch = CloudSubnet(try IPPrefix(parsing: "10.0.0.0/24"), keptFirst: 1, keptLast: 3)
    #expect(vSwitch.available == 252)
    let withheld = ["10.0.0.0/32", "10.0.0.253/32", "10.0.0.254/31"]
    #expect(vSwitch.withheld.map(\.description) == withheld)
  }

  @Test(arguments: ["0.0.0.0/0", "::/0", "fd00::/64", "fd00::/128"])
  func `any prefix makes a subnet`(_ text: String) throws {
    var subnet = try Self.subnet(text)
    #expect(subnet.available >= 0)
    let room = subnet.available
    let address = subnet.takeAddress(draw: .max)
    #expect((address == nil) == (room == 0))
    let blocks = [subnet.takeBlock(-300), subnet.takeBlock(300)]
    #expect(blocks == [nil, nil])
  }

  @Test func `the first and the last /28 are never given, for the cloud's own addresses`() throws {
    var subnet = try Self.subnet("10.0.0.0/26")
    #expect(subnet.freeBlocks(28) == 2)
    let blocks = (0..<3).map { _ in subnet.takeBlock(28)?.description }
    #expect(blocks == ["10.0.0.16/28", "10.0.0.32/28", nil])
    #expect(subnet.available == 27)
  }

  @Test func `one address in each /28 leaves no block though nearly all is free`() throws {
    var subnet = try Self.subnet("10.0.0.0/24")
    for block in 1..<15 {
      let address = subnet.address(at: block * 16 + 7)
      let taken = subnet.take(IPPrefix(address, length: 32))
      #expect(taken)
    }
    #expect(subnet.available == 237)
    #expect(subnet.freeBlocks(28) == 0)
    let block = subnet.takeBlock(28)
    #expect(block == nil)
  }

  /// A set of free addresses and nothing else.
  private struct Naive {
    var free: Set<Int>

    func freeBlocks() -> [Int] {
      (0..<16).filter { block in (0..<16).allSatisfy { free.contains(block * 16 + $0) } }
    }
  }

  @Test(arguments: 0..<40)
  func `a subnet gives what an obvious model has free`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var subnet = try Self.subnet("10.0.0.0/24")
    var naive = Naive(free: Set(4..<255))
    var given: [IPPrefix] = []
    for _ in 0..<300 {
      let draw = Bool.random(using: &random) ? random.next() : nil
      switch random.int(in: 0..<5) {
      case 0, 1:
        let address = subnet.takeAddress(draw: draw)
        #expect((address == nil) == naive.free.isEmpty)
        guard let address else { continue }
        if draw == nil { #expect(Int(address.bits & 255) == naive.free.min()) }
        #expect(naive.free.remove(Int(address.bits & 255)) != nil)
        given.append(IPPrefix(address, length: 32))
      case 2:
        let block = subnet.takeBlock(28, draw: draw)
        #expect((block == nil) == naive.freeBlocks().isEmpty)
        guard let block else { continue }
        for offset in 0..<16 {
          #expect(naive.free.remove(Int(block.base.bits & 255) + offset) != nil)
        }
        given.append(block)
      default:
        guard !given.isEmpty else { continue }
        let block = given.remove(at: random.int(in: 0..<given.count))
        subnet.release(block)
        for offset in 0..<Int(block.size) { naive.free.insert(Int(block.base.bits & 255) + offset) }
      }
      #expect(subnet.available == naive.free.count)
      #expect(subnet.freeBlocks(28) == naive.freeBlocks().count)
      #expect(subnet.given == 251 - naive.free.count)
    }
  }

  @Test func `what lies outside or is the cloud's own is neither taken nor freed`() throws {
    var subnet = try Self.subnet("10.0.0.0/24")
    for text in ["10.0.1.0/32", "10.0.0.0/28", "10.0.0.255/32", "10.0.0.0/23", "fd00::/128"] {
      let taken = subnet.take(try IPPrefix(parsing: text))
      #expect(!taken, "\(text)")
      subnet.release(try IPPrefix(parsing: text))
      #expect(subnet.available == 251, "\(text)")
    }
    let first = try IPPrefix(parsing: "10.0.0.4/32")
    let taken = [subnet.take(first), subnet.take(first)]
    #expect(taken == [true, false])
  }
}
