import Addressing
import Importing
import Testing

struct PodObjectTests {
  private func pods() throws -> [String: ImportedPod] {
    let pods = try Fixture.read("nodes-and-pods.yaml").cluster.pods
    return Dictionary(uniqueKeysWithValues: pods.map { ($0.name, $0) })
  }

  @Test func `a running pod holds its address`() throws {
    let pod = try #require(try pods()["web-1"])
    #expect(pod.addresses.map(\.description) == ["10.7.1.20"])
    #expect(pod.node == "beech")
    #expect(pod.holdsPodAddress)
  }

  @Test func `host-network, finished and waiting pods hold none`() throws {
    let pods = try pods()
    #expect(pods["agent-1"]?.network == .host)
    #expect(pods["job-1"]?.isFinished == true)
    #expect(pods["job-1"]?.addresses.count == 1)
    #expect(pods["waiting"]?.node == nil)
    #expect(pods.values.filter(\.holdsPodAddress).map(\.name).sorted() == ["web-1", "web-2"])
  }

  @Test func `annotations that wish for a pool or an address are kept`() throws {
    let pod = try #require(try pods()["web-2"])
    #expect(pod.requestedPool == "mars")
    #expect(pod.requestedAddress == "10.7.0.77")
  }

  @Test func `both addresses of a dual-stack pod are read`() throws {
    let (cluster, _) = try read(
      #"{"kind":"Pod","metadata":{"name":"a"},"status":{"podIP":"10.0.0.1","podIPs":[{"ip":"10.0.0.1"},{"ip":"fd00::1"}]}}"#
    )
    #expect(cluster.pods[0].addresses.map(\.description) == ["10.0.0.1", "fd00::1"])
    #expect(cluster.pods[0].namespace == "default")
    #expect(cluster.families == [.v4, .v6])
  }
}
