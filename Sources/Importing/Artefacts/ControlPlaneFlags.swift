import Addressing

/// The flags that kube-controller-manager and kube-apiserver run with, as their Pods show them
/// (kubeadm writes these to `/etc/kubernetes/manifests`).
enum ControlPlaneFlags {
  /// Whether a Pod may be one of the two; 150,000 others are looked at no further.
  static func mayBe(namespace: String, name: String) -> Bool {
    namespace == "kube-system"
      && (name.hasPrefix("kube-controller-manager") || name.hasPrefix("kube-apiserver"))
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    var flags: [String: ControlPlaneSettings.Written] = [:]
    var program = ""
    for (index, container) in (object.spec?.containers ?? []).enumerated() {
      for key in ["command", "args"] {
        let words = (key == "command" ? container.command : container.args) ?? []
        for (place, word) in words.enumerated() {
          let path: [PathStep] = [
            .key("spec"), .key("containers"), .index(index), .key(key), .index(place),
          ]
          if program.isEmpty, !word.text.hasPrefix("-") { program = word.text }
          guard let (name, value) = flag(word.text) else { continue }
          // Of a flag given twice the last counts (spf13/pflag).
          flags[name] = (value, path)
        }
      }
    }
    let services = flags["service-cluster-ip-range"]
    let isManager = program.hasSuffix("kube-controller-manager")
    var settings = ControlPlaneSettings(
      title: "kube-controller-manager's flags",
      evidence: "kube-controller-manager of \(document.source) runs with --cluster-cidr",
      podsKey: "--cluster-cidr")
    settings.services = ControlPlaneSettings.list(services?.text, at: services?.path ?? [])
    if isManager, let cluster = flags["cluster-cidr"] {
      settings.podCIDRs = ControlPlaneSettings.list(cluster.text, at: cluster.path)
      settings.givesBlocks = flags["allocate-node-cidrs"]?.text == "true"
      for family in IPFamily.allCases {
        settings.masks[family] =
          flags["node-cidr-mask-size-\(family == .v4 ? "ipv4" : "ipv6")"]
          ?? flags["node-cidr-mask-size"]
      }
    }
    try settings.apply(document, to: &draft)
  }

  private static func flag(_ word: String) -> (name: String, value: String)? {
    guard word.hasPrefix("--") else { return nil }
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1)
    guard let name = parts.first else { return nil }
    return (String(name), parts.count > 1 ? String(parts[1]) : "true")
  }

  private struct Object: Decodable {
    var spec: Spec?
  }

  private struct Spec: Decodable {
    var containers: [Container]?
  }

  private struct Container: Decodable {
    var command: [FlexibleText]?
    var args: [FlexibleText]?
  }
}
