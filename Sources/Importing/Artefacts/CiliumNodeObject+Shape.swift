extension CiliumNodeObject {
  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
    var status: Status?
  }

  struct Spec: Decodable {
    var addresses: [Address]?
    var health: Pair?
    var ingress: Pair?
    var ipam: IPAM?
    var eni: Cloud?
    var azure: Cloud?
    var alibabaCloud: Cloud?

    enum CodingKeys: String, CodingKey {
      case addresses, health, ingress, ipam, eni, azure
      case alibabaCloud = "alibaba-cloud"
    }

    /// The mode whose section is filled; all three are there, and empty, on every CiliumNode.
    var cloud: String? {
      let sections = [("eni", eni), ("azure", azure), ("alibabacloud", alibabaCloud)]
      return sections.first { $0.1?.isFilled == true }?.0
    }

    func addresses(of type: String) -> [String?] {
      (addresses ?? []).filter { $0.type == type && $0.ip?.isRedacted != true }.map(\.ip)
    }
  }

  struct Address: Decodable {
    var type: String?
    var ip: String?
  }

  struct Pair: Decodable {
    var ipv4: String?
    var ipv6: String?
  }

  struct IPAM: Decodable {
    var podCIDRs: FlexibleList?
    var pools: Pools?
    var pool: [String: Use]?
    var ipv6Pool: [String: Use]?

    enum CodingKeys: String, CodingKey {
      case podCIDRs, pools, pool
      case ipv6Pool = "ipv6-pool"
    }
  }

  struct Use: Decodable {
    var owner: String?
  }

  struct Pools: Decodable {
    var requested: [Request]?
    var allocated: [Allocation]?
  }

  struct Request: Decodable {
    var pool: String?
    var needed: Needed?
  }

  struct Needed: Decodable {
    var v4: FlexibleText?
    var v6: FlexibleText?

    enum CodingKeys: String, CodingKey {
      case v4 = "ipv4-addrs"
      case v6 = "ipv6-addrs"
    }
  }

  struct Allocation: Decodable {
    var pool: String?
    var cidrs: FlexibleList?
  }

  /// A cloud's section of the spec; of its keys only that there are any is asked.
  struct Cloud: Decodable {
    var isFilled: Bool
    var instanceType: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      isFilled = !container.allKeys.isEmpty
      instanceType = try container.decodeIfPresent(String.self, forKey: AnyKey("instance-type"))
    }
  }

  struct Status: Decodable {
    var ipam: StatusIPAM?
  }

  struct StatusIPAM: Decodable {
    var operatorStatus: OperatorStatus?
    var used: [String: Use]?

    enum CodingKeys: String, CodingKey {
      case operatorStatus = "operator-status"
      case used
    }
  }

  struct OperatorStatus: Decodable {
    var error: String?
  }
}

/// A key that no type foresees.
struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(_ text: String) { stringValue = text }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
