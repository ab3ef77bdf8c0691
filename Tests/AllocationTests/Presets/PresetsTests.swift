import Addressing
import Allocation
import Testing

struct PresetsTests {
  @Test func `no two presets share a name, and each is found by it`() {
    #expect(Set(Presets.names).count == Presets.all.count)
    #expect(Presets.all.count >= 20)
    for preset in Presets.all {
      #expect(Presets.named(preset.name) == preset)
    }
    #expect(Presets.named("k4s") == nil)
  }

  @Test(arguments: Presets.all)
  func `a preset says what it is and where its values stand`(_ preset: Preset) {
    #expect(preset.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
    #expect(preset.summary.hasSuffix(".") && preset.summary.count <= 90)
    // A project or a page, and the version, commit or file of it.
    #expect(preset.source.contains("/") && preset.source.contains { $0.isNumber || $0 == "." })
    #expect(!preset.pools.isEmpty)
  }

  @Test(arguments: Presets.all)
  func `ten nodes of a preset get what they need for a pod each`(_ preset: Preset) throws {
    let mode = try AllModes.make(preset.mode, pools: preset.pools, options: preset.options)
    #expect(mode.pools == preset.pools)
    for option in preset.options { #expect(mode.options.contains(option)) }
    var cluster = Cluster(mode: mode)
    _ = try cluster.perform(.addNodes((1...10).map { NodeOrder(name: "node-\($0)") }))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 10)))
    _ = try cluster.perform(.wait(.seconds(120)))
    #expect(cluster.nodes.ids.allSatisfy { cluster.nodes[$0]?.running == 1 })
    #expect(cluster.brokenInvariants() == [])
  }

  @Test(arguments: Presets.all)
  func
    `pods and services of a preset overlap only where it says so, and the DNS service is a service`(
      _ preset: Preset
    )
  {
    let all = preset.pools + preset.services
    for (index, one) in all.enumerated() {
      for other in all[(index + 1)...] where one.overlaps(other) {
        #expect(preset.assumption.contains("overlap"), "\(one) \(other)")
      }
    }
    if let dns = preset.clusterDNS {
      #expect(preset.services.contains { $0.contains(dns) })
    }
  }
}
