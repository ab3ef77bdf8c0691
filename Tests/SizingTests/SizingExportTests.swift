import Addressing
import Importing
import Testing

@testable import Sizing

@Suite struct SizingExportTests {
  private func choice(_ words: String) throws -> (SizingChoice, SizingQuestion) {
    let question = try SizingQuestion(words: words.split(separator: " ").map(String.init))
    return (try #require(SizingAnswer(question).best), question)
  }

  @Test(arguments: [
    "modes=cluster-pool", "modes=cluster-pool families=dual", "modes=cluster-pool families=v6",
    "modes=multi-pool", "modes=multi-pool families=dual",
  ])
  func `Exported Helm values read back as the same mode, pools and masks`(words: String) throws {
    let (best, _) = try choice("nodes=20 later=500 " + words)
    let text = try #require(SizingExport.helmValues(best))
    let cluster = try Importer.read([ImportSource(name: "values.yaml", text: text)]).cluster
    #expect(cluster.mode == best.mode)
    let named = cluster.podIPPools.flatMap { [$0.v4, $0.v6].compactMap(\.self) }
    let pools = cluster.pools.map(\.prefix) + named.flatMap(\.prefixes)
    let masks = cluster.pools.map(\.blockLength) + named.map(\.blockLength)
    #expect(Set(pools) == Set(best.ranges.map(\.pool)))
    #expect(Set(masks) == Set(best.ranges.map(\.mask)))
  }

  @Test func `A CiliumPodIPPool reads back as the same pool`() throws {
    let (best, _) = try choice("nodes=20 later=500 modes=multi-pool families=dual")
    let text = try #require(SizingExport.podIPPools(best))
    let cluster = try Importer.read([ImportSource(name: "pool.yaml", text: text)]).cluster
    let pool = try #require(cluster.podIPPools.first)
    #expect(pool.name == "default")
    #expect(pool.v4?.prefixes == [best.ranges[0].pool])
    #expect(pool.v4?.blockLength == best.ranges[0].mask)
    #expect(pool.v6?.prefixes == [best.ranges[1].pool])
  }

  @Test func `kubeadm is told the subnets, the block and the kubelet's limit`() throws {
    let (best, question) = try choice(
      "nodes=20 later=500 modes=kubernetes services=10.96.0.0/16 max-pods=100")
    let text = try #require(SizingExport.kubeadm(best, question))
    #expect(text.contains("  podSubnet: \(best.ranges[0].pool)\n"))
    #expect(text.contains("  serviceSubnet: 10.96.0.0/16\n"))
    #expect(text.contains("    - name: node-cidr-mask-size\n      value: \"25\"\n"))
    #expect(text.hasSuffix("maxPods: 100\n"))
    let (dual, dualQuestion) = try choice("nodes=20 modes=kubernetes families=dual")
    let both = try #require(SizingExport.kubeadm(dual, dualQuestion))
    #expect(both.contains("name: node-cidr-mask-size-ipv6\n      value: \"64\""))
  }

  @Test func `Providers' own files carry what was sized`() throws {
    let (gke, gkeQuestion) = try choice("nodes=20 provider=gke max-pods=64")
    let google = try #require(SizingExport.terraform(gke, gkeQuestion))
    #expect(google.contains("cluster_ipv4_cidr_block = \"\(gke.ranges[0].pool)\""))
    #expect(google.contains("default_max_pods_per_node = 64"))
    let (aks, aksQuestion) = try choice("nodes=20 modes=aks max-pods=100")
    let azure = try #require(SizingExport.terraform(aks, aksQuestion))
    #expect(azure.contains("network_plugin_mode = \"overlay\""))
    #expect(azure.contains("max_pods = 100"))
    let (eks, eksQuestion) = try choice("nodes=20 modes=vpc-cni instance=m5.xlarge")
    let file = try #require(SizingExport.eksctl(eks, eksQuestion))
    #expect(file.contains("instanceType: m5.xlarge"))
    #expect(SizingExport.eksctl(gke, gkeQuestion) == nil)
    #expect(SizingExport.helmValues(gke) == nil)
  }

  @Test func `The picture of a pool shows whoever has a part of it`() throws {
    let question = try SizingQuestion(words: ["nodes=1", "later=256", "modes=cluster-pool"])
    let picture = try #require(SizingAnswer(question).poolPictures(width: 32).first)
    #expect(
      picture == "#" + String(repeating: "=", count: 15) + "+" + String(repeating: ".", count: 15))
  }
}
