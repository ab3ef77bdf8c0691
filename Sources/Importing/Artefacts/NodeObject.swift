import Addressing

/// A `Node` of the core API, as `kubectl get nodes -o json` or `-o yaml` prints it.
enum NodeObject: DocumentArtefact {
  static let noun = Noun("Node")

  static func recognises(_ document: Document) -> Bool { document.kind == "Node" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "Node", in: document.source)
    guard !document.isDeleted else {
      draft.nodes[name]?.node = nil
      return
    }
    let facts = try facts(of: object, named: name, in: document, remarks: &draft.remarks)
    if let old = draft.nodes[name]?.node, !document.isEvent {
      draft.noteDuplicate("Node", name, in: document.source, old.blocks, facts.blocks)
    }
    draft.nodes[name, default: .init()].node = facts
  }

  private static func facts(
    of object: Object, named name: String, in document: Document, remarks: inout Remarks
  ) throws(ImportError) -> NodeFacts {
    var facts = NodeFacts()
    facts.created = object.metadata?.creationTimestamp
    let spec: [PathStep] = [.key("spec")]
    if let list = object.spec?.podCIDRs, !list.entries.isEmpty {
      facts.namesBlocks = true
      facts.blocks = try document.prefixes(
        list, at: spec + [.key("podCIDRs")], of: name, remarks: &remarks)
    } else if let only = object.spec?.podCIDR?.text, !only.isEmpty {
      facts.namesBlocks = true
      let prefix = try document.prefix(
        only, at: spec + [.key("podCIDR")], of: name, remarks: &remarks)
      facts.blocks = prefix.map { [$0] } ?? []
    }
    facts.zone = object.metadata?.labels?.zone?.text
    facts.instanceType = object.metadata?.labels?.instanceType?.text
    let pods = object.status?.allocatable?.pods ?? object.status?.capacity?.pods
    facts.maxPods = pods?.integer
    facts.isCordoned = object.spec?.unschedulable?.flag ?? false
    let ready = object.status?.conditions?.last { $0.type == "Ready" }
    facts.isReady = ready.map { $0.status == "True" }
    facts.internalAddresses = (object.status?.addresses ?? [])
      .filter { $0.type == "InternalIP" && $0.address?.isRedacted != true }
      .compactMap { document.address($0.address, of: name, remarks: &remarks) }
    return facts
  }
}

extension NodeObject {
  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
    var status: Status?
  }

  struct Spec: Decodable {
    var podCIDR: FlexibleText?
    var podCIDRs: FlexibleList?
    var unschedulable: FlexibleText?
  }

  struct Status: Decodable {
    var addresses: [Address]?
    var allocatable: Resources?
    var capacity: Resources?
    var conditions: [Condition]?
  }

  struct Address: Decodable {
    var type: String?
    var address: String?
  }

  struct Resources: Decodable {
    var pods: FlexibleText?
  }

  struct Condition: Decodable {
    var type: String?
    var status: String?
  }
}
