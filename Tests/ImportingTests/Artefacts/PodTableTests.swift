import Addressing
import Importing
import Testing

struct PodTableTests {
  @Test func `the article's table opens as it stands`() throws {
    let (cluster, report) = try Fixture.read("article/pods.txt")
    #expect(cluster.pods.map(\.name) == ["pod-a1", "pod-a2", "pod-b1", "pod-b2"])
    let addresses = cluster.pods.flatMap(\.addresses).map(\.description)
    #expect(addresses == ["10.0.0.10", "10.0.0.11", "10.0.0.20", "10.0.0.21"])
    #expect(cluster.pods.map(\.node) == ["node-a", "node-a", "node-b", "node-b"])
    #expect(cluster.nodes.map(\.name) == ["node-a", "node-b"])
    #expect(cluster.pools.map(\.prefix.description) == ["10.0.0.0/24"])
    #expect(cluster.pools.map(\.origin) == [.inferredFromAddresses])
    #expect(report.says(.note, "a table of pods without namespaces"))
  }

  @Test func `a table from all namespaces, pasted with its prompts`() throws {
    let (cluster, report) = try Fixture.read("pods-wide.txt")
    #expect(
      cluster.pods.map(\.namespace) == ["kube-system", "kube-system", "shop", "shop", "shop"])
    #expect(cluster.pods.map(\.isFinished) == [false, false, true, false, false])
    #expect(cluster.pods.map(\.node) == ["beech", "beech", "beech", nil, "beech"])
    // Two pods of one node that show one address can only share the node's own.
    #expect(cluster.pods.map(\.network) == [.host, .host, .unknown, .unknown, .unknown])
    #expect(cluster.pods.filter(\.holdsPodAddress).map(\.name) == ["web-1"])
    #expect(report.says(.note, "finished pods that still show an address, not counted (1)"))
    #expect(report.says(.note, "pods without an address (1)"))
  }

  @Test func `tables within a log are found, and the nodes' addresses tell host-network pods`()
    throws
  {
    let (cluster, report) = try Fixture.read("build.log")
    #expect(cluster.nodes.map(\.name) == ["beech", "cedar"])
    #expect(cluster.nodes.map(\.isCordoned) == [false, true])
    #expect(cluster.nodes.map(\.isReady) == [true, true])
    #expect(cluster.pods.map(\.name) == ["node-x", "web-1"])
    #expect(cluster.pods.map(\.network) == [.host, .unknown])
    #expect(report.says(.warning, "a table of nodes holds names only"))
    #expect(report.says(.note, "1 IPv4 address of Services: 10.0.0.1"))
  }

  @Test func `CR LF line ends change nothing`() throws {
    let source = try Fixture.source("pods-wide.txt")
    let crlf = ImportSource(
      name: source.name,
      bytes: try Fixture.bytes(source.name).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
    let (found, expected) = (try Importer.read([crlf]).cluster, try Importer.read([source]).cluster)
    #expect(found == expected)
  }

  @Test func `an address outside every block is taken for the node's own`() throws {
    let nodes = ImportSource(
      name: "nodes", text: "kind: Node\nmetadata: {name: beech}\nspec: {podCIDR: 10.7.1.0/24}\n")
    let table = ImportSource(
      name: "table",
      text: """
        NAME    READY   STATUS    RESTARTS   AGE   IP          NODE
        web     1/1     Running   0          1s    10.7.1.9    beech
        proxy   1/1     Running   0          1s    192.0.2.9   beech
        """)
    let (cluster, report) = try Importer.read([nodes, table])
    #expect(cluster.pods.map(\.name) == ["proxy", "web"])
    #expect(cluster.pods.map(\.network) == [.host, .pod])
    #expect(report.says(.note, "pods of a table taken for host-network"))
  }

  @Test func `an object knows a pod better than a table, whichever comes first`() throws {
    let object = try Fixture.source("nodes-and-pods.yaml")
    let table = try Fixture.source("pods-wide.txt")
    for sources in [[object, table], [table, object]] {
      let cluster = try Importer.read(sources).cluster
      #expect(cluster.pods.first { $0.name == "job-1" }?.phase == "Succeeded")
      #expect(cluster.pods.first { $0.name == "web-1" }?.network == .pod)
    }
  }

  @Test func `a table without addresses says what is missing`() throws {
    let report = try read(
      "NAME   READY   STATUS    RESTARTS   AGE\nweb    1/1     Running   0          1s\n"
    ).report
    #expect(report.says(.warning, "a table of pods without addresses"))
  }

  @Test func `a cell that is no address is left out and told`() throws {
    let (cluster, report) = try read(
      """
      NAME   READY   STATUS    RESTARTS   AGE   IP           NODE
      web    1/1     Running   0          1s    10.0.0.256   beech
      """)
    #expect(cluster.pods[0].addresses.isEmpty)
    #expect(report.says(.warning, "cells in column IP that are no address"))
  }

  @Test func `a Table object is the same table`() throws {
    let (cluster, _) = try Fixture.read("pod-table.json")
    #expect(cluster.pods.map(\.namespace) == ["shop"])
    #expect(cluster.pods.flatMap(\.addresses).map(\.description) == ["10.7.1.20"])
  }

  @Test func `a table of CiliumNodes gives names only, and says so`() throws {
    let (cluster, report) = try read(
      """
      NAME   CILIUMINTERNALIP   INTERNALIP   AGE
      n1                                     28s
      n2                        192.0.2.7    28s
      """)
    #expect(cluster.nodes.map(\.name) == ["n1", "n2"])
    #expect(cluster.nodes.flatMap(\.blocks).isEmpty)
    #expect(report.says(.warning, "a table of CiliumNodes holds names only"))
  }
}
