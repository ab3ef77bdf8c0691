/// `metadata` of any Kubernetes object, as far as it matters here.
struct Metadata: Decodable {
  var name: FlexibleText?
  var namespace: FlexibleText?
  var creationTimestamp: String?
  var labels: Labels?
  var annotations: Annotations?

  struct Labels: Decodable {
    var zone: FlexibleText?
    var instanceType: FlexibleText?

    enum CodingKeys: String, CodingKey {
      case zone = "topology.kubernetes.io/zone"
      case instanceType = "node.kubernetes.io/instance-type"
    }
  }

  struct Annotations: Decodable {
    var pool: FlexibleText?
    var ipv4Pool: FlexibleText?
    var ipv6Pool: FlexibleText?
    var address: FlexibleText?

    enum CodingKeys: String, CodingKey {
      case pool = "ipam.cilium.io/ip-pool"
      case ipv4Pool = "ipam.cilium.io/ipv4-pool"
      case ipv6Pool = "ipam.cilium.io/ipv6-pool"
      case address = "ipam.kubernetes.io/address"
    }
  }
}

/// An object of which only its metadata is asked.
struct NamedObject: Decodable {
  var metadata: Metadata?
}

extension Document {
  /// The object's name; without one it cannot be told from others.
  func name(_ metadata: Metadata?) throws(ImportError) -> String {
    guard let name = metadata?.name?.text, !name.isEmpty else {
      throw error(at: [.key("metadata")], "a \(kind ?? "object") without a name; expected one")
    }
    return name
  }
}
