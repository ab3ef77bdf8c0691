import Addressing

/// Calico's `IPPool` (projectcalico/calico 87c1590, `libcalico-go/lib/apis/v3/ippool.go`), of
/// `projectcalico.org/v3` as calicoctl prints it or `crd.projectcalico.org/v1` as kubectl does.
enum CalicoIPPool: DocumentArtefact {
  static let noun = Noun("Calico IPPool")

  static func recognises(_ document: Document) -> Bool {
    document.kind == "IPPool" && document.isOfCalico
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "IPPool", in: document.source)
    draft.calico.pools[name] = nil
    guard !document.isDeleted, let text = object.spec?.cidr?.text else { return }
    let way = [PathStep.key("spec"), .key("cidr")]
    let owner = "IPPool \(name)"
    let prefix = try document.prefix(text, at: way, of: owner, remarks: &draft.remarks)
    guard let prefix else { return }
    let size = PathStep.key("blockSize")
    let length = try document.maskSize(
      object.spec?.blockSize, at: [.key("spec"), size], prefix.family, of: owner)
    // `defaults`: 26 and 122 (libcalico-go/lib/clientv3/ippool.go).
    var pool = ImportedPool(
      prefix: prefix, blockLength: length ?? (prefix.family == .v4 ? 26 : 122), origin: .configured)
    pool.place = document.place(of: way)
    if length != nil { pool.maskPlace = document.place(of: [.key("spec"), size]) }
    draft.calico.pools[name] = pool
    if object.spec?.disabled?.flag == true {
      draft.remarks.add(
        .note, document.source, "disabled IPPools, of which nothing more is given", of: name)
    }
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var cidr: FlexibleText?
    var blockSize: FlexibleText?
    var disabled: FlexibleText?
  }
}

/// Calico's `BlockAffinity`: that a block is a node's
/// (`libcalico-go/lib/apis/v3/block_affinity.go`; `deleted` is a text there).
enum CalicoBlockAffinity: DocumentArtefact {
  static let noun = Noun("Calico BlockAffinity", "Calico BlockAffinities")

  static func recognises(_ document: Document) -> Bool {
    document.kind == "BlockAffinity" && document.isOfCalico
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted, object.spec?.deleted?.flag != true,
      let node = object.spec?.node?.text, !node.isEmpty, let text = object.spec?.cidr?.text
    else { return }
    draft.checkName(node, of: "Node", in: document.source)
    // A load balancer's blocks belong to no node (type "virtual").
    guard object.spec?.type?.text ?? "host" == "host" else { return }
    let prefix = try document.prefix(
      text, at: [.key("spec"), .key("cidr")], of: node, remarks: &draft.remarks)
    guard let prefix else { return }
    let state = object.spec?.state?.text ?? "confirmed"
    guard state == "confirmed" else {
      draft.remarks.add(
        .note, document.source, "block affinities that are not confirmed, left out",
        of: "\(prefix) of \(node), \(state)")
      return
    }
    draft.calico.affinities[prefix] = .init(node: node, source: document.source)
  }

  struct Object: Decodable {
    var spec: Spec?
  }

  struct Spec: Decodable {
    var state: FlexibleText?
    var node: FlexibleText?
    var type: FlexibleText?
    var cidr: FlexibleText?
    var deleted: FlexibleText?
  }
}

/// Calico's `IPAMBlock`: which addresses of a block are given, and to whom
/// (`libcalico-go/lib/apis/v3/ipam_block.go`).
enum CalicoIPAMBlock: DocumentArtefact {
  static let noun = Noun("Calico IPAMBlock")

  static func recognises(_ document: Document) -> Bool {
    document.kind == "IPAMBlock" && document.isOfCalico
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted, object.spec?.deleted?.flag != true,
      let text = object.spec?.cidr?.text
    else { return }
    let prefix = try document.prefix(
      text, at: [.key("spec"), .key("cidr")], of: "IPAMBlock", remarks: &draft.remarks)
    guard let prefix else { return }
    var block = CalicoFacts.Block(source: document.source)
    let affinity = object.spec?.affinity?.text ?? ""
    if affinity.hasPrefix("host:") {
      block.node = String(affinity.dropFirst("host:".count))
      draft.checkName(block.node ?? "", of: "Node", in: document.source)
    }
    let allocations = object.spec?.allocations ?? []
    let attributes = object.spec?.attributes ?? []
    for (ordinal, index) in allocations.enumerated() {
      guard let index = index?.integer, UInt128(ordinal) < prefix.size,
        let address = prefix.base.advanced(by: UInt128(ordinal))
      else { continue }
      let attribute = attributes.indices.contains(index) ? attributes[index] : nil
      let words = attribute?.secondary ?? [:]
      block.given.append(
        CalicoFacts.Given(
          address: address,
          namespace: words["namespace"]??.text, pod: words["pod"]??.text,
          node: words["node"]??.text, type: words["type"]??.text))
    }
    draft.calico.blocks[prefix] = block
  }

  struct Object: Decodable {
    var spec: Spec?
  }

  struct Spec: Decodable {
    var cidr: FlexibleText?
    var affinity: FlexibleText?
    var allocations: [FlexibleText?]?
    var attributes: [Attribute?]?
    var deleted: FlexibleText?
  }

  struct Attribute: Decodable {
    var secondary: [String: FlexibleText?]?
  }
}

/// Calico's settings of the whole cluster: `IPAMConfig`, `IPAMConfiguration` in `projectcalico.org/v3`
/// (`libcalico-go/lib/apis/v3/ipam_config.go`).
enum CalicoIPAMConfig: DocumentArtefact {
  static let noun = Noun("Calico IPAMConfig")

  static func recognises(_ document: Document) -> Bool {
    ["IPAMConfig", "IPAMConfiguration"].contains(document.kind) && document.isOfCalico
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted else { return }
    draft.calico.strictAffinity = object.spec?.strictAffinity?.flag
    draft.calico.maxBlocksPerHost = object.spec?.maxBlocksPerHost?.integer
  }

  struct Object: Decodable {
    var spec: Spec?
  }

  struct Spec: Decodable {
    var strictAffinity: FlexibleText?
    var maxBlocksPerHost: FlexibleText?
  }
}

extension Document {
  fileprivate var isOfCalico: Bool { apiVersion?.contains("projectcalico.org/") == true }
}
