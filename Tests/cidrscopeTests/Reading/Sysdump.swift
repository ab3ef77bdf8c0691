import Foundation
import TestSupport

/// What `cilium sysdump` leaves, in small: the names of cilium/cilium, cilium-cli/sysdump/constants.go
/// at 0267401, and lists as its YAML printer writes them, whose items say no kind.
enum Sysdump {
  static let name = "cilium-sysdump-20261101-101500"
  private static let time = "20261101-101500"

  /// The files in the order of their names.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("cilium-bugtool-cilium-abcde-\(time).tar.gz", bugtool),
    ("cilium-configmap-\(time).yaml", Array(config.utf8)),
    ("cilium-sysdump.log", Array("time=x level=info msg=\"Collecting Cilium nodes\"\n".utf8)),
    ("ciliumnodes-\(time).yaml", list("CiliumNode", "cilium.io/v2", nodes.map(ciliumNode))),
    ("ciliumpodippools-\(time).yaml", list("CiliumPodIPPool", "cilium.io/v2alpha1", [])),
    ("gops-cilium-abcde-\(time)-pprof-heap.pprof", [0x1F, 0x8B, 0x08, 0x00, 0xFF]),
    ("hubble-flows-cilium-abcde-\(time).json", Array("{\"flow\":{\"uuid\":\"x\"}}\n".utf8)),
    ("k8s-events-\(time).html", Array("<html><body>NAME</body></html>\n".utf8)),
    ("k8s-nodes-\(time).yaml", list("Node", "v1", nodes.map(node))),
    ("k8s-pods-\(time).txt", Array(podTable.utf8)),
    ("k8s-pods-\(time).yaml", list("Pod", "v1", pods.map(pod))),
    ("k8s-version-\(time).txt", Array("version.Info{Major:\"1\"}".utf8)),
  ]

  /// The same files in the folder that the archives of a sysdump hold.
  static var inFolder: [(name: String, bytes: [UInt8])] { files.map { ("\(name)/\($0)", $1) } }

  private static let nodes = ["beech", "oak"]
  private static let pods = [("beech", 0, 17), ("beech", 0, 18), ("oak", 1, 9)]

  private static var bugtool: [UInt8] {
    ArchiveBytes.gzip(
      ArchiveBytes.tar([
        ("cilium-bugtool/cmd/ip-route.md", Array("# ip route\n\n```\ndefault via x\n```\n".utf8)),
        ("cilium-bugtool/core", [0x7F, 0x45, 0x4C, 0x46, 0]),
      ]))
  }

  private static let config = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cilium-config
      namespace: kube-system
    data:
      ipam: cluster-pool
      cluster-pool-ipv4-cidr: 10.0.0.0/16
      cluster-pool-ipv4-mask-size: "24"
    """

  private static func list(_ kind: String, _ version: String, _ items: [String]) -> [UInt8] {
    let all = items.isEmpty ? "items: []\n" : "items:\n" + items.joined()
    return Array("apiVersion: \(version)\n\(all)kind: \(kind)List\nmetadata: {}\n".utf8)
  }

  private static func node(_ name: String) -> String {
    "- metadata:\n    name: \(name)\n  spec: {}\n"
  }

  private static func ciliumNode(_ name: String) -> String {
    let number = nodes.firstIndex(of: name) ?? 0
    return "- metadata:\n    name: \(name)\n  spec:\n    ipam:\n      podCIDRs:\n"
      + "      - 10.0.\(number).0/24\n"
  }

  private static func pod(_ node: String, _ third: Int, _ last: Int) -> String {
    "- metadata:\n    name: p\(last)\n    namespace: shop\n  spec:\n    nodeName: \(node)\n"
      + "  status:\n    phase: Running\n    podIP: 10.0.\(third).\(last)\n"
  }

  private static var podTable: String {
    "NAMESPACE  NAME  READY  STATUS   RESTARTS  AGE  IP         NODE\n"
      + "shop       p17   1/1    Running  0         3d   10.0.0.17  beech\n"
  }
}

extension ScratchFolder {
  /// Writes a file, and the folders on the way to it.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = url(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}
