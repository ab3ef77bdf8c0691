import Addressing
import Allocation
import Testing

@testable import Sizing

/// Tables that providers publish, each row asked as a question; `SizingErratum` names where they err.
@Suite struct PublishedTablesTests {
  private func best(_ words: String) throws -> SizingChoice {
    let answer = SizingAnswer(
      try SizingQuestion(words: words.split(separator: " ").map(String.init)))
    return try #require(answer.best, "\(answer.refused)")
  }

  // cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
  @Test(arguments: [
    (8, 28), (9, 27), (16, 27), (17, 26), (32, 26), (33, 25), (64, 25), (65, 24), (110, 24),
    (128, 24), (129, 23), (256, 23),
  ])
  func `GKE gives a node a block of twice its pods`(maxPods: Int, mask: Int) throws {
    let best = try best("nodes=3 provider=gke pods=5 max-pods=\(maxPods)")
    #expect(best.ranges[0].mask == mask)
  }

  // cloud.google.com/kubernetes-engine/docs/concepts/alias-ips, secondary ranges, 110 pods a node
  @Test(arguments: [
    (24, 1, 110), (23, 2, 220), (22, 4, 440), (21, 8, 880), (20, 16, 1_760), (19, 32, 3_520),
    (18, 64, 7_040), (17, 128, 14_080), (16, 256, 28_160), (15, 512, 56_320), (14, 1_024, 112_640),
    (13, 2_048, 225_280), (12, 4_096, 450_560), (11, 8_192, 901_120),
  ])
  func `GKE's pod ranges hold the nodes and pods of Google's table`(
    length: Int, nodes: Int, pods: Int
  ) throws {
    let pool = IPPrefix(IPAddress(.v4, bits: 0), length: length)
    let best = try best("nodes=1 provider=gke pool=\(pool)")
    #expect(best.ranges[0].nodes == nodes)
    #expect(best.ranges[0].nodes * 110 == pods)
    // Beyond what Kubernetes supports the answer is not more than that.
    #expect(best.capacity == min(nodes, 5_000))
  }

  // The same page, primary ranges: four addresses are Google's.
  @Test(arguments: [
    (29, 4), (28, 12), (27, 28), (26, 60), (25, 124), (24, 252), (23, 508), (22, 1_020),
    (21, 2_044), (20, 4_092),
  ])
  func `GKE's node ranges hold the nodes of Google's table`(length: Int, nodes: Int) throws {
    let best = try best("nodes=1 provider=gke subnet=/\(length) pool=0.0.0.0/11")
    #expect(best.capacity == nodes)
  }

  // MicrosoftDocs/azure-aks-docs fb060ab, concepts-network-azure-cni-overlay.md
  @Test(arguments: [(16, 256), (18, 64), (20, 16)])
  func `AKS overlay gives every node a /24`(length: Int, nodes: Int) throws {
    let pool = IPPrefix(IPAddress(.v4, bits: 10 << 24), length: length)
    let best = try best("nodes=1 modes=aks max-pods=250 pool=\(pool)")
    #expect(best.ranges[0].nodes == nodes)
    #expect(best.ranges[0].mask == 24)
  }

  // MicrosoftDocs/azure-aks-docs fb060ab, configure-kubenet.md: 251 nodes in a /24
  @Test func `AKS' nodes have all of a subnet but five addresses`() throws {
    #expect(try best("nodes=1 modes=aks subnet=/24 pool=10.0.0.0/12").capacity == 251)
  }

  // aws/amazon-vpc-cni-k8s b521883 misc/eni-max-pods.txt; amazon-eks-ami max-pods-calculator.sh
  @Test(arguments: [
    ("t3.nano", 4, 34), ("t3.small", 11, 110), ("t3.medium", 17, 110), ("t3.large", 35, 110),
    ("c6g.medium", 8, 98), ("m5.large", 29, 110), ("m5.xlarge", 58, 110), ("m5.8xlarge", 234, 250),
    ("m5.12xlarge", 234, 250), ("c5.18xlarge", 737, 250), ("p3dn.24xlarge", 737, 250),
    ("p5.48xlarge", 100, 250), ("g5.48xlarge", 345, 250), ("trn1.32xlarge", 247, 250),
  ])
  func `EKS' limits of a type are printed with and without prefixes`(
    type: String, plain: Int, prefixes: Int
  ) throws {
    let limit = try #require(
      try best("nodes=1 pods=1 peak=1 provider=eks modes=vpc-cni instance=\(type)").limits
        .first { $0.subject == .podsPerNode && $0.text.hasPrefix(type) })
    #expect(
      limit.text
        == "\(type): \(plain) pods by single addresses, \(prefixes) recommended by prefixes")
    #expect(limit.source.contains("eni-max-pods.txt"))
  }

  @Test func `A Xen type is offered no prefixes`() throws {
    let best = try best("nodes=1 pods=1 peak=1 modes=vpc-cni instance=m4.large")
    #expect(best.limits.contains { $0.text == "m4.large: 20 pods by single addresses" })
  }

  // OpenShift, CIDR range definitions, whose prose says 510 nodes in one place.
  @Test func `OpenShift's defaults hold 512 nodes, and the page that says 510 is named`() throws {
    let words = "nodes=1 provider=openshift pool=10.128.0.0/14 mask=23 max-pods=250"
    #expect(try best(words).ranges[0].nodes == 512)
    let question = try SizingQuestion(words: words.split(separator: " ").map(String.init))
    #expect(SizingErratum.touching(question).contains { $0.prints == "510 cluster nodes" })
  }

  // kubernetes/website, setup/best-practices/cluster-large.md
  @Test func `Kubernetes' limits of large clusters bound the answer`() throws {
    let best = try best("nodes=5000 surge=1 pods=110 modes=cluster-pool pool=10.0.0.0/8 mask=24")
    #expect(best.ranges[0].nodes == 65_536)
    #expect(best.capacity == 5_000)
    #expect(best.warnings.contains { $0.contains("mean of 30 pods a node") })
  }
}
