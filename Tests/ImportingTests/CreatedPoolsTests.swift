import Addressing
import Importing
import Testing

/// Pools of multi-pool that Helm values have the operator create.
@Suite struct CreatedPoolsTests {
  private let values = """
    ipam:
      mode: multi-pool
      operator:
        autoCreateCiliumPodIPPools:
          default: {ipv4: {cidrs: [10.10.0.0/16], maskSize: 26}}
          mars:
            ipv4: {cidrs: ["10.20.0.0/16", "10.21.0.0/16"], maskSize: "27"}
            ipv6: {cidrs: ["fd00:20::/104"], maskSize: 120}

    """

  private func read(_ texts: String...) throws -> ImportedCluster {
    try Importer.read(texts.enumerated().map { ImportSource(name: "\($0).yaml", text: $1) }).cluster
  }

  @Test func `are read by their names, families and masks`() throws {
    let pools = try read(values).podIPPools
    #expect(pools.map(\.name) == ["default", "mars"])
    #expect(pools[0].v4?.prefixes.map(\.description) == ["10.10.0.0/16"])
    #expect(pools[0].v4?.blockLength == 26 && pools[0].v6 == nil)
    #expect(pools[1].v4?.prefixes.map(\.description) == ["10.20.0.0/16", "10.21.0.0/16"])
    #expect(pools[1].v4?.blockLength == 27)
    #expect(pools[1].v6?.prefixes.map(\.description) == ["fd00:20::/104"])
  }

  @Test func `a pool that is there stays as it is`() throws {
    let object = """
      apiVersion: cilium.io/v2alpha1
      kind: CiliumPodIPPool
      metadata: {name: default}
      spec: {ipv4: {cidrs: [10.99.0.0/16], maskSize: 25}}

      """
    let pools = try read(values, object).podIPPools
    #expect(pools.map(\.name) == ["default", "mars"])
    #expect(pools[0].v4?.prefixes.map(\.description) == ["10.99.0.0/16"])
  }

  @Test func `other modes do not create them`() throws {
    let other = values.replacing("mode: multi-pool", with: "mode: kubernetes")
    #expect(try read(other).podIPPools.isEmpty)
  }

  @Test func `a wrong mask is told with its place`() throws {
    #expect {
      try read(values.replacing("\"27\"", with: "\"big\""))
    } throws: { error in
      "\(error)".contains(
        "0.yaml:7:67: ipam.operator.autoCreateCiliumPodIPPools.mars.ipv4.maskSize")
    }
  }
}
