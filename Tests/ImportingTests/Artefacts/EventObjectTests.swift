import Importing
import Testing

struct EventObjectTests {
  private func event(_ kind: String, _ name: String, _ reason: String, _ message: String = "")
    -> String
  {
    """
    {"kind":"Event","apiVersion":"v1","reason":"\(reason)","message":"\(message)",
    "involvedObject":{"kind":"\(kind)","name":"\(name)","namespace":"shop"}}

    """
  }

  private func node(_ name: String, _ cidr: String) -> String {
    #"{"kind":"Node","metadata":{"name":"\#(name)"},"spec":{"podCIDR":"\#(cidr)"}}"#
  }

  @Test func `a node without a block is told once, however often it asked`() throws {
    let text =
      event("Node", "beech", "CIDRNotAvailable") + event("Node", "beech", "CIDRNotAvailable")
    let (cluster, report) = try read(text)
    #expect(cluster.nodes.isEmpty)
    #expect(report.says(.info, "2 Events"))
    #expect(
      report.says(
        .warning,
        "nodes that kube-controller-manager has no block for (CIDRNotAvailable) (1): beech"))
  }

  @Test func `what the nodes hold now stands beside what an event said`() throws {
    let events = ["alder", "beech", "cedar"].map { event("Node", $0, "CIDRNotAvailable") }.joined()
    let text = events + node("alder", "10.0.0.0/24") + node("beech", "")
    let report = try read(text).report
    #expect(
      report.says(
        .note, "nodes that once found no block (CIDRNotAvailable) and have one now (1): alder"))
    #expect(
      report.says(
        .warning,
        "nodes that kube-controller-manager has no block for (CIDRNotAvailable) (1): beech"))
    #expect(
      report.says(.note, "nodes that found no block (CIDRNotAvailable) and are gone (1): cedar"))
  }

  @Test(arguments: [
    "range is full", "all pod CIDR ranges are exhausted", "all CIDR ranges are exhausted",
    "no IPs currently available on the node, allocation will be retried",
    "no IP addresses available in range set: 10.0.0.1-10.0.0.254",
  ])
  func `a pod without an address is told in the words of its plugin`(message: String) throws {
    let report = try read(event("Pod", "web-1", "FailedCreatePodSandBox", "x: \(message)")).report
    let line = try #require(report.lines.first { $0.text.hasPrefix("pods that found no address") })
    #expect(line.text.hasSuffix(" (1): shop/web-1"))
  }

  @Test func `events of the newer group are read alike`() throws {
    let text = """
      apiVersion: events.k8s.io/v1
      kind: Event
      reason: FailedCreatePodSandBox
      note: "postIpamFailure range is full"
      regarding: {kind: Pod, namespace: shop, name: web-1}
      """
    let report = try read(text).report
    #expect(
      report.says(.warning, #"pods that found no address, "range is full" (1): shop/web-1"#))
  }

  @Test func `other events are counted and their reasons named`() throws {
    let report = try read(event("Pod", "web-1", "Pulled", "image")).report
    #expect(
      report.says(.note, #"events that tell nothing of addresses, left out (1): "Pulled""#))
  }

  @Test func `a line of an audit log is no event of these`() {
    let text = #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"create"}"#
    #expect(refusal(of: text)?.contains("nothing known in it") == true)
  }

  @Test func `a name that could move the cursor is told and spelt out`() throws {
    let report = try read(event("Node", #"a\u001b[2J"#, "CIDRNotAvailable")).report
    #expect(report.says(.warning, "Node names with control characters"))
    #expect(!report.lines.contains { $0.description.contains("\u{1B}") })
  }
}
