import Addressing

/// A `CiliumNode`, where Cilium keeps what a node has been given (v2, `pkg/ipam/types/types.go`).
enum CiliumNodeObject: DocumentArtefact {
  static let noun = Noun("CiliumNode")

  static func recognises(_ document: Document) -> Bool { document.kind == "CiliumNode" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "CiliumNode", in: document.source)
    guard !document.isDeleted else {
      draft.nodes[name]?.ciliumNode = nil
      return
    }
    let facts = try facts(of: object, named: name, in: document, remarks: &draft.remarks)
    if let old = draft.nodes[name]?.ciliumNode, !document.isEvent {
      draft.noteDuplicate("CiliumNode", name, in: document.source, old.blocks, facts.blocks)
    }
    draft.nodes[name, default: .init()].ciliumNode = facts
  }

  private static func facts(
    of object: Object, named name: String, in document: Document, remarks: inout Remarks
  ) throws(ImportError) -> CiliumNodeFacts {
    var facts = CiliumNodeFacts(source: document.source)
    let spec = object.spec
    facts.created = object.metadata?.creationTimestamp
    facts.blocks = try document.prefixes(
      spec?.ipam?.podCIDRs, at: [.key("spec"), .key("ipam"), .key("podCIDRs")], of: name,
      remarks: &remarks)
    facts.allocatedPools = try allocations(of: spec, named: name, in: document, remarks: &remarks)
    facts.requestedPools = (spec?.ipam?.pools?.requested ?? []).map { request in
      ImportedNode.PoolRequest(
        pool: request.pool ?? "", v4: request.needed?.v4?.integer ?? 0,
        v6: request.needed?.v6?.integer ?? 0)
    }
    facts.addressPool = addressPool(of: object, named: name, in: document, remarks: &remarks)
    facts.cloud = spec?.cloud
    facts.instanceType = spec?.eni?.instanceType ?? spec?.alibabaCloud?.instanceType
    facts.operatorError = object.status?.ipam?.operatorStatus?.error.flatMap {
      $0.isEmpty ? nil : $0
    }
    func read(_ texts: [String?]) -> [IPAddress] {
      texts.compactMap { document.address($0, of: name, remarks: &remarks) }
    }
    facts.internalAddresses = read(spec?.addresses(of: "InternalIP") ?? [])
    facts.routerAddresses = read(spec?.addresses(of: "CiliumInternalIP") ?? [])
    facts.healthAddresses = read([spec?.health?.ipv4, spec?.health?.ipv6])
    facts.ingressAddresses = read([spec?.ingress?.ipv4, spec?.ingress?.ipv6])
    return facts
  }

  private static func allocations(
    of spec: Spec?, named name: String, in document: Document, remarks: inout Remarks
  ) throws(ImportError) -> [ImportedNode.PoolAllocation] {
    var allocations: [ImportedNode.PoolAllocation] = []
    for (index, allocation) in (spec?.ipam?.pools?.allocated ?? []).enumerated() {
      let path = ["spec", "ipam", "pools", "allocated"].map(PathStep.key)
      let prefixes = try document.prefixes(
        allocation.cidrs, at: path + [.index(index), .key("cidrs")], of: name, remarks: &remarks)
      allocations.append(.init(pool: allocation.pool ?? "", prefixes: prefixes))
    }
    return allocations
  }

  /// `spec.ipam.pool` and `status.ipam.used`, which only the CRD and cloud modes fill.
  private static func addressPool(
    of object: Object, named name: String, in document: Document, remarks: inout Remarks
  ) -> [ImportedNode.PooledAddress] {
    let used = object.status?.ipam?.used ?? [:]
    let pool = (object.spec?.ipam?.pool ?? [:])
      .merging(object.spec?.ipam?.ipv6Pool ?? [:]) { first, _ in first }
    var addresses: [ImportedNode.PooledAddress] = []
    for text in Set(pool.keys).union(used.keys).sorted() {
      guard let address = document.address(text, of: name, remarks: &remarks) else { continue }
      let owner = used[text]?.owner ?? pool[text]?.owner
      addresses.append(.init(address: address, owner: owner, isUsed: used[text] != nil))
    }
    return addresses.sorted { $0.address < $1.address }
  }
}
