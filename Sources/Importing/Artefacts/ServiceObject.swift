import Addressing

/// A `Service` of the core API: which addresses of the service range are taken.
enum ServiceObject: DocumentArtefact {
  static let noun = Noun("Service")

  static func recognises(_ document: Document) -> Bool {
    // Knative has a Service of its own group.
    document.kind == "Service" && [nil, "v1"].contains(document.apiVersion)
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    let namespace = object.metadata?.namespace?.text ?? "default"
    draft.checkName(name, of: "Service", in: document.source)
    let key = "\(namespace)/\(name)"
    draft.services[key] = nil
    guard !document.isDeleted else { return }
    let listed = (object.spec?.clusterIPs ?? []).compactMap { $0?.text }
    let texts = listed.isEmpty ? [object.spec?.clusterIP?.text].compactMap(\.self) : listed
    // `None` is a headless Service, which has no address (core/v1, `ClusterIPNone`).
    let addresses = texts.filter { $0 != "None" && !$0.isRedacted }.compactMap {
      document.address($0, of: key, remarks: &draft.remarks)
    }
    draft.services[key] = ServiceFacts(source: document.source, addresses: addresses)
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var clusterIP: FlexibleText?
    var clusterIPs: [FlexibleText?]?
  }
}

/// `kubectl get services`, with or without `-A`.
enum ServiceTable: TableArtefact {
  static let noun = Noun("service row")

  static func recognises(_ table: TextTable) -> Bool {
    table.has("NAME", "TYPE", "CLUSTER-IP", "PORT(S)")
  }

  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError) {
    for row in table.rows {
      guard let name = row.cell(table.index(of: "NAME")) else { continue }
      let namespace = row.cell(table.index(of: "NAMESPACE")) ?? "default"
      draft.checkName(name, of: "Service", in: table.source)
      let address = row.cell(table.index(of: "CLUSTER-IP")).flatMap {
        try? IPAddress(parsing: $0)
      }
      draft.services["\(namespace)/\(name)"] = ServiceFacts(
        source: table.source, addresses: [address].compactMap(\.self))
    }
  }
}

/// The addresses of one Service.
struct ServiceFacts {
  var source: String
  var addresses: [IPAddress]
}

extension ClusterDraft {
  /// Adds the addresses of Services; the range they come from is told by other files only.
  mutating func join(servicesTo cluster: inout ImportedCluster) {
    guard !services.isEmpty else { return }
    var holders: [IPAddress: String] = [:]
    for (name, facts) in services.sorted(by: { $0.key < $1.key }) {
      for address in facts.addresses {
        if let other = holders[address] {
          remarks.add(
            .warning, facts.source, "addresses that two Services have",
            of: "\(address) of \(other) and \(name)")
        }
        holders[address] = name
        cluster.serviceAddresses.append(
          ImportedServiceAddress(address: address, service: name, source: facts.source))
      }
    }
    for family in IPFamily.allCases {
      let own = cluster.serviceAddresses.map(\.address).filter { $0.family == family }.sorted()
      guard let first = own.first, let last = own.last else { continue }
      let count = Noun("\(family) address", "\(family) addresses").counted(own.count)
      let range = first == last ? "\(first)" : "\(first) to \(last)"
      remarks.add(.note, nil, "\(count) of Services: \(range)")
    }
  }
}
