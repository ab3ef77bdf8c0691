import Addressing
import Importing
import Testing

/// Texts as agents of Cilium 1.4 to 1.19 print them; the places are named at each.
struct AgentStatusTextTests {
  /// Shape of Cilium 1.14.3's `cilium status --verbose`, in the order of `FormatStatusResponse` in
  /// Cilium's `pkg/client/client.go`.
  private func status(
    of name: String = "oak", _ block: String = "10.18.64.0/24", pods: [String] = []
  ) -> String {
    """
    KVStore:                Ok   Disabled
    Kubernetes:             Ok   1.28 (v1.28.2) [linux/amd64]
    Kubernetes APIs:        ["cilium/v2::CiliumEndpoint", "core/v1::Pods"]
    KubeProxyReplacement:   True   [eth0 172.16.0.175 (Direct Routing)]
    Cilium:                 Ok   1.14.3 (v1.14.3-252a99ef)
    NodeMonitor:            Listening for events on 4 CPUs with 64x4096 of shared memory
    Cilium health daemon:   Ok
    IPAM:                   IPv4: 4/254 allocated from \(block),\u{20}
    Allocated addresses:
      10.18.64.178 (router)
      10.18.64.4 (health)
    \(pods.map { "  \($0)\n" }.joined())IPv4 BIG TCP:           Disabled
    Controller Status:      28/28 healthy
      Name                  Last success   Last error   Count   Message
      cilium-health-ep      54s ago        never        0       no error
    Proxy Status:           OK, ip 10.18.64.178, 0 redirects active on ports 10000-20000
    Cluster health:         4/4 reachable   (2023-10-20T08:14:57Z)
      Name                  IP              Node        Endpoints
      \(name) (localhost)   172.16.0.175    reachable   reachable
      free01                172.16.0.167    reachable   reachable

    """
  }

  private let coredns = "10.18.64.11 (kube-system/coredns-66f779496c-cqzgq)"

  @Test func `a verbose status is a node with its block, its own addresses and its pods`() throws {
    let (cluster, report) = try read(status(pods: [coredns, "10.18.64.89 (shop/cart [restored])"]))
    let node = try #require(cluster.nodes.first)
    #expect(cluster.nodes.count == 1 && node.name == "oak")
    #expect(node.blocks.map(\.description) == ["10.18.64.0/24"])
    #expect(node.routerAddresses.map(\.description) == ["10.18.64.178"])
    #expect(node.healthAddresses.map(\.description) == ["10.18.64.4"])
    #expect(node.internalAddresses.map(\.description) == ["172.16.0.175"])
    #expect(cluster.pods.map(\.name) == ["coredns-66f779496c-cqzgq", "cart"])
    #expect(cluster.pods.allSatisfy { $0.node == "oak" && $0.holdsPodAddress })
    #expect(report.says(.note, "addresses in use as agents count them (1): oak 4 of 254 in"))
    #expect(report.warnings.filter { $0.source != nil } == [])
  }

  @Test(arguments: [
    // Cilium 1.9.18 and before count one more (cilium/cilium#15707); 1.3 to 1.5 had a line a family.
    ("IPAM:                   IPv4: 2/255 allocated from 10.0.0.0/24, ", ["10.0.0.0/24"]),
    ("IPAM:   IPv4: 7/256 allocated from 10.4.0.0/24,", ["10.4.0.0/24"]),
    (
      "IPAM:\tIPv4: 2/65535 allocated from 192.168.0.0/16, IPv6: 2/65535 allocated from "
        + "2001:db8:5::/112", ["192.168.0.0/16", "2001:db8:5::/112"]
    ),
    (
      """
      IPv4 address pool:      15/65535 allocated from 10.132.0.0/16
      IPv6 address pool:      14/65535 allocated from f00d::a84:0:0:0/112
      """, ["10.132.0.0/16", "f00d::a84:0:0:0/112"]
    ),
    (
      "IPAM: IPv4: 5/124 allocated from 10.0.0.0/26, 10.0.0.64/26, ",
      ["10.0.0.0/26", "10.0.0.64/26"]
    ),
    // Under "$ kubectl -n kube-system exec ds/cilium -- cilium-dbg status | grep IPAM".
    ("$ cilium status\r\nIPAM:    IPv4: 4/254 allocated from 10.0.1.0/24,\r\n", ["10.0.1.0/24"]),
  ])
  func `blocks are read of every form of the line`(text: String, blocks: [String]) throws {
    let cluster = try read(text).cluster
    #expect(cluster.nodes.count == 1)
    #expect(cluster.nodes.first?.blocks == blocks.compactMap { try? IPPrefix(parsing: $0) })
  }

  @Test func `an agent that names no node is called after its block, or after its node`() throws {
    let line = "IPAM:   IPv4: 4/254 allocated from 10.0.1.0/24,"
    #expect(try read(line).cluster.nodes.map(\.name) == ["agent-of-10.0.1.0-24"])
    let node = "kind: CiliumNode\nmetadata: {name: elm}\nspec: {ipam: {podCIDRs: [10.0.1.0/24]}}\n"
    let sources = [("node", node), ("status", line)].map { ImportSource(name: $0, text: $1) }
    let (cluster, report) = try Importer.read(sources)
    #expect(cluster.nodes.map(\.name) == ["elm"])
    #expect(!report.lines.contains { $0.severity == .warning && $0.source == "status" })
  }

  @Test func `an agent whose block its node's objects do not name is told, and they count`() throws
  {
    let node = "kind: CiliumNode\nmetadata: {name: oak}\nspec: {ipam: {podCIDRs: [10.0.1.0/24]}}\n"
    let sources = [("node", node), ("status", status())].map {
      ImportSource(name: $0, text: $1)
    }
    let (cluster, report) = try Importer.read(sources)
    #expect(cluster.nodes.map { $0.blocks.map(\.description) } == [["10.0.1.0/24"]])
    #expect(report.says(.warning, "agents whose block is not that of their node's objects"))
  }

  @Test func `an address held for a pod that is not there is a leak`() throws {
    let pod = """
      kind: Pod
      metadata: {name: cart, namespace: shop}
      spec: {nodeName: oak}
      status: {phase: Running, podIP: 10.18.64.89}
      """
    let held = ["10.18.64.89 (shop/cart)", "10.18.64.90 (shop/gone)"]
    let cluster = try Importer.read([
      ImportSource(name: "pods", text: pod), ImportSource(name: "s", text: status(pods: held)),
    ]).cluster
    #expect(cluster.leaks.map(\.owner) == ["pod shop/gone"])
    #expect(cluster.leaks.map(\.prefix.description) == ["10.18.64.90/32"])
    #expect(cluster.leaks.map(\.holder) == ["agent's allocation"])
  }

  /// cilium/cilium#33697.
  @Test func `a node's addresses of both families are read, with its cluster's name left out`()
    throws
  {
    let text = """
      IPAM:   IPv4: 1/254 allocated from 10.2.0.0/24,
      Cluster health:         2/2 reachable   (2024-07-17T12:45:45Z)
        Name                                   IP                         Node
        mesh2/mesh2-worker (localhost)         172.19.0.4,fc00:c111::4    reachable
      """
    let node = try #require(try read(text).cluster.nodes.first)
    #expect(node.name == "mesh2-worker")
    #expect(node.internalAddresses.map(\.description) == ["172.19.0.4", "fc00:c111::4"])
  }

  @Test(arguments: [
    ("IPAM:   IPv4: delegated to plugin, ", "delegated-plugin"),
    ("IPAM:   IPv4: 1 IPAM pool(s) available, IPv6: 1 IPAM pool(s) available", "multi-pool"),
  ])
  func `the wording tells the mode`(line: String, mode: String) throws {
    let router = "\nAllocated addresses:\n  10.1.0.9 (router)\n"
    #expect(try read(line + router).cluster.mode == mode)
  }

  @Test func `statuses one after the other are a node each`() throws {
    let text = status() + status(of: "kind/pine", "10.18.65.0/24")
    let cluster = try read(text).cluster
    #expect(cluster.nodes.map(\.name) == ["oak", "pine"])
    #expect(
      cluster.nodes.map { $0.blocks.map(\.description) } == [["10.18.64.0/24"], ["10.18.65.0/24"]])
  }

  /// cilium/cilium#27968.
  @Test func `multi-pool tells its mode and its pods' addresses of every pool, and no block`()
    throws
  {
    let (cluster, report) = try read(
      """
      IPAM:                   IPv4: 2 IPAM pool(s) available,
      Allocated addresses:
        10.10.0.46 (router)
        10.10.0.62 (health)
        jupiter/192.168.0.15 (default/nginx-jupiter)
      """)
    #expect(cluster.mode == "multi-pool")
    #expect(cluster.pods.map { $0.addresses.map(\.description) } == [["192.168.0.15"]])
    #expect(cluster.nodes.map(\.name) == ["agent-of-10.10.0.46"])
    #expect(!report.says(.warning, "nodes without a block"))
  }

  @Test func `without a block the use is told`() throws {
    let text = "KVStore: Ok Disabled\nIPAM:   IPv4: 14/14 allocated,\nAllocated addresses:\n"
    let report = try read(text + "  10.144.0.9 (router)\n").report
    #expect(
      report.says(.warning, "agents that have no address left (1): agent-of-10.144.0.9 14 of"))
    let free = try read("IPAM:  IPv4: 2/4 allocated,\nAllocated addresses:\n  10.1.0.9 (router)\n")
    #expect(free.report.says(.note, "addresses in use as agents count them"))
  }

  /// `cilium status | grep IPAM` in a mode without blocks.
  @Test func `a count of nobody knows whom is told and left out`() throws {
    let (cluster, report) = try read("IPAM:   IPv4: 14/14 allocated, \n")
    #expect(cluster.nodes.isEmpty)
    let text = "agents that tell neither their node nor an address, left out (1): 14 of 14"
    #expect(report.says(.warning, text))
  }

  @Test(arguments: [("252", true), ("254", false), ("253", true)])
  func `a block is full by its own size, whatever total is printed`(used: String, isFree: Bool)
    throws
  {
    let text = "IPAM: IPv4: \(used)/255 allocated from 10.0.1.0/24,"
    #expect(try read(text).report.says(.warning, "agents that have no address left") != isFree)
  }

  @Test(arguments: [
    "IPAM: IPv6: 1/2 allocated from ::/0, ::/0, ::/1", "IPAM: IPv4: 9/0 allocated from 0.0.0.0/0",
    "IPAM: IPv4: 1/340282366920938463463374607431768211456 allocated from 10.0.0.0/24",
    "IPAM: IPv4: -1/254 allocated from 10.0.0.0/24", "IPAM: IPv4: /, ,, IPv6:",
    "IPAM: IPv4: 1/2 allocated from ***HIDDEN***/24", "IPAM: IPv4: 1/2 allocated from 10.0.0.0/33",
    "IPAM: IPv4: 1/2 allocated from fd00::/64",
  ])
  func `numbers and blocks that no agent has do no harm`(line: String) throws {
    let text = line + "\nAllocated addresses:\n  / (a/b)\n  10.0.0.1 ()\n  10.0.0.2 (/)\n)\n"
    _ = refusal(of: text)
    let node = "kind: Node\nmetadata: {name: oak}\nspec: {podCIDR: 10.0.0.0/24}\n"
    let cluster = try Importer.read([
      ImportSource(name: "node", text: node), ImportSource(name: "status", text: text),
    ]).cluster
    #expect(cluster.nodes.contains { $0.name == "oak" })
  }

  /// Cilium 1.6 printed IPv6 addresses so (cilium/cilium#9099).
  @Test func `what is no address in the list is told and left out`() throws {
    let text = """
      IPAM:   IPv4: 2/65535 allocated from 192.168.0.0/16, IPv6: 2/9 allocated from 2001:db8::/112
      Allocated addresses:
        192.168.29.133 (health)
        ?213c ()
        192.168.29.134 (shop/cart)
      """
    let (cluster, report) = try read(text)
    #expect(report.says(.warning, "texts in an agent's status that are not understood, left out"))
    #expect(cluster.pods.map(\.name) == ["cart"])
  }

  @Test func `the status of the installation is refused with what to ask instead`() throws {
    let text = """
      /¯¯\\
       /¯¯\\__/¯¯\\    Cilium:             OK
       \\__/¯¯\\__/    Operator:           OK
       /¯¯\\__/¯¯\\    Envoy DaemonSet:    OK
       \\__/¯¯\\__/    Hubble Relay:       OK
          \\__/       ClusterMesh:        disabled

      DaemonSet              cilium             Desired: 3, Ready: 3/3, Available: 3/3
      """
    let reason = try #require(refusal(of: text))
    #expect(reason.contains("cilium-dbg status --verbose"), "\(reason)")
  }
}
