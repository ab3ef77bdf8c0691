/// An `Event` of the core API or of `events.k8s.io`, as `kubectl get events -o json` prints it.
///
/// An event is history: it may be about a node that has been served since or is gone, so it makes
/// no node of its own. Audit logs call their lines `Event` too and are none of these.
enum EventObject: DocumentArtefact {
  static let noun = Noun("Event")

  static func recognises(_ document: Document) -> Bool {
    let group = document.apiVersion?.split(separator: "/").first
    return document.kind == "Event" && [nil, "v1", "events.k8s.io"].contains(group)
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    // The API server forgets events after an hour (kube-apiserver, --event-ttl); they still were.
    guard !document.isDeleted else { return }
    let object: Object = try document.decode()
    let reason = object.reason?.text ?? ""
    guard let about = object.involvedObject ?? object.regarding, let name = about.name?.text,
      !name.isEmpty
    else {
      draft.remarks.add(.note, document.source, "events about no object, left out")
      return
    }
    let message = object.message?.text ?? object.note?.text ?? ""
    guard let shortage = Shortage(kind: about.kind ?? "", reason: reason, message: message) else {
      draft.remarks.add(
        .note, document.source, "events that tell nothing of addresses, left out", of: reason.quoted
      )
      return
    }
    draft.checkName(name, of: shortage.isOfNode ? "Node" : "Pod", in: document.source)
    let owner = shortage.isOfNode ? name : "\(about.namespace?.text ?? "default")/\(name)"
    draft.add(
      ClusterDraft.ToldShortage(source: document.source, shortage: shortage, owner: owner))
  }
}

/// What an event says was missing.
enum Shortage: Hashable {
  /// kube-controller-manager found no block for a node (`pkg/controller/nodeipam/ipam`).
  case noBlock
  /// kube-controller-manager found a block and could not write it to the node.
  case notWritten
  /// A pod could not be set up as its node had no address left.
  case noAddress(String)

  /// Whether a node misses it and not a pod.
  var isOfNode: Bool { self == .noBlock || self == .notWritten }

  /// What CNI plugins say when nothing is left, word for word: Cilium 1.19 host scope
  /// (`pkg/ipam/service/ipallocator`), multi-pool (`pkg/ipam/pool.go`; 1.20 without `pod`), CRD
  /// (`pkg/ipam/crd.go`), and host-local of containernetworking/plugins.
  private static let words = [
    "range is full", "CIDR ranges are exhausted", "no IPs currently available on the node",
    "no IP addresses available in range set",
  ]

  init?(kind: String, reason: String, message: String) {
    switch (kind, reason) {
    case ("Node", "CIDRNotAvailable"): self = .noBlock
    case ("Node", "CIDRAssignmentFailed"): self = .notWritten
    case ("Pod", _):
      guard let words = Self.words.first(where: { message.contains($0) }) else { return nil }
      self = .noAddress(words)
    default: return nil
    }
  }
}

extension EventObject {
  struct Object: Decodable {
    var reason: FlexibleText?
    var message: FlexibleText?
    /// What `events.k8s.io/v1` calls the message.
    var note: FlexibleText?
    var involvedObject: Reference?
    /// What `events.k8s.io/v1` calls the object.
    var regarding: Reference?
  }

  struct Reference: Decodable {
    var kind: String?
    var namespace: FlexibleText?
    var name: FlexibleText?
  }
}
