import Addressing
import Importing
import Testing

struct ServiceObjectTests {
  private func service(_ name: String, _ spec: String) -> String {
    "apiVersion: v1\nkind: Service\nmetadata: {name: \(name), namespace: shop}\nspec: \(spec)\n---\n"
  }

  @Test func `addresses of both families are read, and headless Services have none`() throws {
    let (cluster, report) = try read(
      service("cart", "{clusterIP: 10.96.0.9, clusterIPs: [10.96.0.9, \"fd00::9\"]}")
        + service("till", "{clusterIP: None, clusterIPs: [None]}")
        + service("old", "{clusterIP: 10.96.3.7}"))
    #expect(
      cluster.serviceAddresses.map { "\($0.address)" } == ["10.96.0.9", "fd00::9", "10.96.3.7"])
    #expect(report.says(.note, "2 IPv4 addresses of Services: 10.96.0.9 to 10.96.3.7"))
    // Which range they come from is guessed by nobody.
    #expect(cluster.serviceRanges.isEmpty)
  }

  @Test func `an address of two Services is told`() throws {
    let text = service("a", "{clusterIP: 10.96.0.9}") + service("b", "{clusterIP: 10.96.0.9}")
    #expect(
      try read(text).report.says(
        .warning, "addresses that two Services have (1): 10.96.0.9 of shop/a and shop/b"))
  }

  @Test func `the table kubectl prints is read`() throws {
    let cluster = try read(
      """
      NAMESPACE   NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
      shop        cart   ClusterIP   10.96.0.9    <none>        80/TCP    5d
      shop        till   ClusterIP   None         <none>        80/TCP    5d
      """
    ).cluster
    #expect(cluster.serviceAddresses.map(\.service) == ["shop/cart"])
  }

  @Test func `Knative's Services are others`() {
    #expect(
      refusal(of: "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n")?
        .contains("nothing known") == true)
  }
}
