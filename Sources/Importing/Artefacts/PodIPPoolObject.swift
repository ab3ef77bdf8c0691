import Addressing

/// A `CiliumPodIPPool` of multi-pool mode.
enum PodIPPoolObject: DocumentArtefact {
  static let noun = Noun("CiliumPodIPPool")

  static func recognises(_ document: Document) -> Bool { document.kind == "CiliumPodIPPool" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "CiliumPodIPPool", in: document.source)
    guard !document.isDeleted else {
      draft.podIPPools[name] = nil
      return
    }
    if draft.podIPPools[name] != nil, !document.isEvent {
      draft.noteDuplicate("CiliumPodIPPool", name, in: document.source)
    }
    var pool = ImportedPodIPPool(name: name)
    pool.v4 = try section(
      object.spec?.ipv4, key: "ipv4", .v4, of: name, in: document, remarks: &draft.remarks)
    pool.v6 = try section(
      object.spec?.ipv6, key: "ipv6", .v6, of: name, in: document, remarks: &draft.remarks)
    draft.podIPPools[name] = pool
  }

  private static func section(
    _ section: Section?, key: String, _ family: IPFamily, of name: String, in document: Document,
    remarks: inout Remarks
  ) throws(ImportError) -> ImportedPodIPPool.Section? {
    guard let section else { return nil }
    let path: [PathStep] = [.key("spec"), .key(key)]
    let owner = "pool \(name)"
    let prefixes = try document.prefixes(
      section.cidrs, at: path + [.key("cidrs")], of: owner, remarks: &remarks)
    for (index, prefix) in prefixes.enumerated() where prefix.family != family {
      throw document.error(
        at: path + [.key("cidrs"), .index(index)],
        "\(owner): \"\(prefix)\" is \(prefix.family); expected \(family)")
    }
    let mask = try document.maskSize(
      section.maskSize, at: path + [.key("maskSize")], family, of: owner)
    return .init(prefixes: prefixes, blockLength: mask)
  }
}

extension PodIPPoolObject {
  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var ipv4: Section?
    var ipv6: Section?
  }

  struct Section: Decodable {
    var cidrs: FlexibleList?
    var maskSize: FlexibleText?
  }
}

extension Document {
  /// A prefix length for node blocks, whether written as a number or as text.
  func maskSize(
    _ text: FlexibleText?, at field: [PathStep], _ family: IPFamily, of owner: String
  ) throws(ImportError) -> Int? {
    guard let text, !text.text.isEmpty else { return nil }
    guard let length = text.integer, (0...family.bitWidth).contains(length) else {
      throw error(
        at: field,
        "\(owner): \(text.text.quoted) is no mask size; expected 0 to \(family.bitWidth)")
    }
    return length
  }
}
