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
