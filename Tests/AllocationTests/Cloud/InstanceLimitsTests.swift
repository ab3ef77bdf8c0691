import Allocation
import TestSupport
import Testing

struct InstanceLimitsTests {
  /// The published table beside the checkout, if it is there.
  private static let rows: [[String]] = (ReferenceFolder.file("vectors/ec2-limits.tsv") ?? "")
    .split(separator: "\n").dropFirst()
    .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }

  @Test func `there are 764 instance types, each once and in order`() {
    let types = InstanceLimits.ec2Types
    #expect(types.count == 764)
    #expect(zip(types, types.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `every type of the published table has its limits`() throws {
    for row in Self.rows {
      let limits = try #require(InstanceLimits(ofEC2: row[0]), "\(row[0])")
      #expect(
        [limits.adapters, limits.ipv4, limits.ipv6].map(String.init) == Array(row[1...3]),
        "\(row[0])")
      #expect(limits.hypervisor.rawValue == (row[4].isEmpty ? "-" : row[4]), "\(row[0])")
    }
  }

  /// The most addresses Cilium gives an instance of a type.
  private func maximum(_ type: String, index: Int, prefixes: Bool = false) -> Int? {
    var rules = CloudRules(.aws)
    rules.firstInterfaceIndex = index
    rules.delegatesPrefixes = prefixes
    return rules.limits(of: type).map { rules.maximum($0, isDelegated: rules.canDelegate($0)) }
  }

  @Test func `every type of the published table holds the addresses published`() throws {
    for row in Self.rows {
      #expect(maximum(row[0], index: 0).map(String.init) == row[5], "\(row[0])")
      #expect(maximum(row[0], index: 1).map(String.init) == row[6], "\(row[0])")
      // Types without prefix delegation have no number there.
      guard InstanceLimits(ofEC2: row[0])?.takesPrefixes == true else {
        #expect(row[7].isEmpty, "\(row[0])")
        continue
      }
      #expect(maximum(row[0], index: 0, prefixes: true).map(String.init) == row[7], "\(row[0])")
    }
  }

  @Test func `all types together hold what the published columns add up to`() {
    let types = InstanceLimits.ec2Types
    let nitro = types.filter { InstanceLimits(ofEC2: $0)?.takesPrefixes == true }
    #expect(types.reduce(0) { $0 + (maximum($1, index: 0) ?? 0) } == 234_755)
    #expect(types.reduce(0) { $0 + (maximum($1, index: 1) ?? 0) } == 213_867)
    #expect(
      nitro.reduce(0) { $0 + (maximum($1, index: 0, prefixes: true) ?? 0) } == 3_543_904)
  }

  @Test(arguments: [
    ("m5.large", 3, 10, true), ("c5.18xlarge", 15, 50, true), ("t3.small", 3, 4, true),
    ("m3.medium", 2, 6, false), ("m5.metal", 15, 50, true), ("a1.2xlarge", 4, 15, true),
  ])
  func `a type's limits are those that AWS publishes`(
    _ type: String, _ adapters: Int, _ ipv4: Int, _ takesPrefixes: Bool
  ) throws {
    let limits = try #require(InstanceLimits(ofEC2: type))
    #expect((limits.adapters, limits.ipv4) == (adapters, ipv4))
    #expect(limits.takesPrefixes == takesPrefixes)
  }

  @Test(arguments: ["", "foo", "m5", "m5.", "m5.larg", "m5.largest", "M5.LARGE", "zzz.large"])
  func `a type that AWS does not have has no limits`(_ type: String) {
    #expect(InstanceLimits(ofEC2: type) == nil)
  }
}
