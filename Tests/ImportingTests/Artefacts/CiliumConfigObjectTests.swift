import Addressing
import Importing
import Testing

struct CiliumConfigObjectTests {
  @Test func `the article's cluster-pool example opens as it stands`() throws {
    let (cluster, report) = try Fixture.read("article/cluster-pool.yaml")
    #expect(cluster.mode == "cluster-pool")
    #expect(cluster.pools.map(\.prefix.description) == ["10.0.0.0/8"])
    #expect(cluster.pools.map(\.blockLength) == [24])
    #expect(report.says(.note, "no Cilium has a CiliumConfig in cilium.io/v2alpha1"))
  }

  @Test func `the article's node-local example opens as it stands`() throws {
    let (cluster, report) = try Fixture.read("article/node-local.yaml")
    #expect(cluster.mode == "node-local")
    #expect(cluster.options.nodeLocalMaskSizes == [24])
    #expect(cluster.pools.isEmpty)
    #expect(report.says(.note, "no released Cilium has the mode node-local"))
  }

  @Test func `the article's kubernetes example opens as it stands`() throws {
    let (cluster, report) = try Fixture.read("article/kubernetes.yaml")
    #expect(cluster.mode == "kubernetes")
    #expect(report.warnings.isEmpty)
  }

  @Test func `the article's table and example together make one cluster`() throws {
    let (cluster, _) = try Fixture.read("article/pods.txt", "article/cluster-pool.yaml")
    #expect(cluster.mode == "cluster-pool")
    #expect(cluster.pools.map(\.prefix.description) == ["10.0.0.0/8"])
    #expect(cluster.pods.count == 4)
  }
}
