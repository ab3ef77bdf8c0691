import Addressing

/// A `CiliumEndpoint`, by its pod's name: the pod's addresses as its node's agent knows them
/// (`cilium.io/v2`, Cilium 1.19, `pkg/k8s/apis/cilium.io/v2/types.go`).
enum CiliumEndpointObject: DocumentArtefact {
  static let noun = Noun("CiliumEndpoint")

  static func recognises(_ document: Document) -> Bool { document.kind == "CiliumEndpoint" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    let namespace = object.metadata?.namespace?.text ?? "default"
    draft.checkName(name, of: "CiliumEndpoint", in: document.source)
    guard !document.isDeleted else {
      draft.removeEndpoint(namespace: namespace, name: name)
      return
    }
    draft.add(
      document.endpoint(
        namespace, name, object.status?.networking, remarks: &draft.remarks))
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var status: Status?
  }

  struct Status: Decodable {
    var networking: EndpointNetworking?
  }
}

/// A `CiliumEndpointSlice`: many endpoints of one namespace in one object (`cilium.io/v2alpha1`,
/// Cilium 1.19, `pkg/k8s/apis/cilium.io/v2alpha1/types.go`: `namespace` stands at its root).
enum CiliumEndpointSliceObject: DocumentArtefact {
  static let noun = Noun("CiliumEndpointSlice")

  static func recognises(_ document: Document) -> Bool { document.kind == "CiliumEndpointSlice" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let namespace = object.namespace?.text ?? "default"
    for entry in object.endpoints ?? [] {
      guard let name = entry.name?.text, !name.isEmpty else { continue }
      draft.checkName(name, of: "CiliumEndpoint", in: document.source)
      if document.isDeleted {
        draft.removeEndpoint(namespace: namespace, name: name)
      } else {
        draft.add(document.endpoint(namespace, name, entry.networking, remarks: &draft.remarks))
      }
    }
  }

  struct Object: Decodable {
    var namespace: FlexibleText?
    var endpoints: [Entry]?
  }

  struct Entry: Decodable {
    var name: FlexibleText?
    var networking: EndpointNetworking?
  }
}

/// `kubectl get ciliumendpoints`, with or without `-A`.
enum CiliumEndpointTable: TableArtefact {
  static let noun = Noun("ciliumendpoint row")

  static func recognises(_ table: TextTable) -> Bool {
    table.has("NAME", "ENDPOINT STATE") && (table.has("IPV4") || table.has("IPV6"))
  }

  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError) {
    for row in table.rows {
      guard let name = row.cell(table.index(of: "NAME")) else { continue }
      draft.checkName(name, of: "CiliumEndpoint", in: table.source)
      var endpoint = EndpointFacts(
        source: table.source, namespace: row.cell(table.index(of: "NAMESPACE")) ?? "default",
        name: name)
      endpoint.addresses = ["IPV4", "IPV6"].compactMap { row.cell(table.index(of: $0)) }
        .compactMap { try? IPAddress(parsing: $0) }
      draft.add(endpoint)
    }
  }
}

/// `status.networking` of an endpoint: its addresses in pairs, and its node's own.
struct EndpointNetworking: Decodable {
  var addressing: [Pair]?
  var node: FlexibleText?

  struct Pair: Decodable {
    var ipv4: FlexibleText?
    var ipv6: FlexibleText?
  }
}

extension Document {
  fileprivate func endpoint(
    _ namespace: String, _ name: String, _ networking: EndpointNetworking?, remarks: inout Remarks
  ) -> EndpointFacts {
    var facts = EndpointFacts(source: source, namespace: namespace, name: name)
    let owner = "\(namespace)/\(name)"
    for text in (networking?.addressing ?? []).flatMap({ [$0.ipv4?.text, $0.ipv6?.text] }) {
      guard text?.isRedacted != true else { continue }
      if let address = address(text, of: owner, remarks: &remarks) {
        facts.addresses.append(address)
      }
    }
    facts.nodeAddress = networking?.node.flatMap { try? IPAddress(parsing: $0.text) }
    return facts
  }
}
