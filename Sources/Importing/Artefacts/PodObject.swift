import Addressing

/// A `Pod`, as `kubectl get pods -o json` or `-o yaml` prints it.
enum PodObject: DocumentArtefact {
  static let noun = Noun("Pod")

  static func recognises(_ document: Document) -> Bool { document.kind == "Pod" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    let namespace = object.metadata?.namespace?.text ?? "default"
    draft.checkName(name, of: "Pod", in: document.source)
    guard !document.isDeleted else {
      draft.removePod(namespace: namespace, name: name)
      return
    }
    var pod = ImportedPod(namespace: namespace, name: name)
    pod.node = object.spec?.nodeName
    pod.network = object.spec?.hostNetwork?.flag == true ? .host : .pod
    pod.phase = object.status?.phase ?? "Unknown"
    pod.isFinished = ["Succeeded", "Failed"].contains(pod.phase)
    pod.created = object.metadata?.creationTimestamp
    let wishes = object.metadata?.annotations
    pod.requestedPool = (wishes?.ipv4Pool ?? wishes?.ipv6Pool ?? wishes?.pool)?.text
    pod.requestedAddress = wishes?.address?.text
    let owner = "\(namespace)/\(name)"
    pod.addresses = (object.status?.texts ?? []).compactMap {
      $0.isRedacted ? nil : document.address($0, of: owner, remarks: &draft.remarks)
    }
    draft.add(pod, from: document)
    if ControlPlaneFlags.mayBe(namespace: namespace, name: name) {
      try ControlPlaneFlags.read(document, into: &draft)
    }
  }
}

extension PodObject {
  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
    var status: Status?
  }

  struct Spec: Decodable {
    var nodeName: String?
    var hostNetwork: FlexibleText?
  }

  struct Status: Decodable {
    var phase: String?
    var podIP: String?
    var podIPs: [Address]?

    /// `podIPs` holds `podIP` as its first; clusters before 1.16 have the latter only.
    var texts: [String] {
      let all = (podIPs ?? []).compactMap(\.ip)
      return all.isEmpty ? [podIP].compactMap(\.self) : all
    }
  }

  struct Address: Decodable {
    var ip: String?
  }
}
