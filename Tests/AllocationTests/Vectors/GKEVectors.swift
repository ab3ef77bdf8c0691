import Addressing
import Allocation
import TestSupport

/// Google's tables of ranges, and its calculator at 8963a7c.
enum GKEVectors {
  /// Words: `mask` (of a node with those pods), `room` (of a pod range, at so many pods a node),
  /// `subnet` (of a node subnet), `offered`, `limit NODESUBNET NODEMASK ZONES`, `pack NAME:LEN...`,
  /// `free FIRST`.
  static let table: [Vector] = masks + podRanges + nodeRanges + calculator + more

  private static let masks: [Vector] = [
    Vector("GKE-004", "33", "mask", "/25 128"), Vector("GKE-004", "64", "mask", "/25 128"),
    Vector("GKE-005", "65", "mask", "/24 256"), Vector("GKE-005", "128", "mask", "/24 256"),
    Vector("GKE-008", "9", "mask", "/27 32"), Vector("GKE-009", "16", "mask", "/27 32"),
    Vector("GKE-015", "110", "mask", "/24 256"), Vector("GKE-016", "128", "mask", "/24 256"),
    Vector("GKE-017", "129", "mask", "/23 512"), Vector("GKE-018", "256", "mask", "/23 512"),
    Vector("GKE-061", "autopilot", "mask", "/26 64"),
  ]

  private static let podRanges: [Vector] = [
    Vector("GKE-019", "24", "room 110", "1 nodes 110 pods"),
    Vector("GKE-021", "22", "room 110", "4 nodes 440 pods"),
    Vector("GKE-022", "21", "room 110", "8 nodes 880 pods"),
    Vector("GKE-023", "20", "room 110", "16 nodes 1760 pods"),
    Vector("GKE-024", "19", "room 110", "32 nodes 3520 pods"),
    Vector("GKE-025", "18", "room 110", "64 nodes 7040 pods"),
    Vector("GKE-027", "16", "room 110", "256 nodes 28160 pods"),
    Vector("GKE-029", "14", "room 110", "1024 nodes 112640 pods"),
    Vector("GKE-029", "standard", "room 110", "1024 nodes 112640 pods"),
    Vector("GKE-030", "13", "room 110", "2048 nodes 225280 pods"),
    Vector("GKE-031", "12", "room 110", "4096 nodes 450560 pods"),
    Vector("GKE-032", "11", "room 110", "8192 nodes 901120 pods"),
    Vector("GKE-059", "16", "room 110; limit 20 24 1", "256 nodes 28160 pods; 256"),
  ]

  private static let nodeRanges: [Vector] = [
    Vector("GKE-035", "29", "subnet", "4 nodes 1024 addresses /21, smallest /22"),
    Vector("GKE-036", "28", "subnet", "12 nodes 3072 addresses /20, smallest /20"),
    Vector("GKE-038", "26", "subnet", "60 nodes 15360 addresses /18, smallest /18"),
    Vector("GKE-039", "25", "subnet", "124 nodes 31744 addresses /17, smallest /17"),
    Vector("GKE-040", "24", "subnet", "252 nodes 64512 addresses /16, smallest /16"),
    Vector("GKE-041", "23", "subnet", "508 nodes 130048 addresses /15, smallest /15"),
    Vector("GKE-046", "24", "subnet", "252 nodes 64512 addresses /16, smallest /16"),
  ]

  private static let calculator: [Vector] = [
    Vector("GKE-048", "22", "room 110", "4 nodes 440 pods"),
    Vector("GKE-049", "20", "room 110", "16 nodes 1760 pods"),
    Vector("GKE-050", "28", "offered", "8"), Vector("GKE-051", "27", "offered", "16"),
    Vector("GKE-052", "26", "offered", "32"), Vector("GKE-053", "25", "offered", "64"),
    Vector("GKE-055", "10.0.0.0/8", "pack a:16 b:16", "a=10.0.0.0/16 b=10.1.0.0/16"),
    Vector("GKE-057", "192.168.0.0/24", "free 192.168.0.192", "192.168.0.192/26"),
  ]

  private static let more: [Vector] = [
    Vector("more", "1", "mask", "/31 2"), Vector("more", "8", "mask", "/28 16"),
    Vector("more", "17", "mask", "/26 64"), Vector("more", "32", "mask", "/26 64"),
    Vector("more", "24", "offered", "110"),
    Vector("more", "17", "room 110", "128 nodes 14080 pods"),
    Vector("more", "14", "room 32", "4096 nodes 131072 pods"),
    Vector("more", "25", "room 110", "0 nodes 0 pods"),
    Vector("more", "9", "room 110", "32768 nodes 3604480 pods"),
    Vector("more", "16", "subnet", "65532 nodes 16776192 addresses /8, smallest /8"),
    Vector("more", "7", "subnet", "33554428 nodes 8589933568 addresses none, smallest none"),
    // Regional clusters are as large in each of their zones.
    Vector("more", "16", "limit 24 24 3; limit 20 24 3", "252; 255"),
    Vector("more", "10.0.0.0/8", "pack test:16", "test=10.0.0.0/16"),
    Vector("more", "10.0.0.0/24", "pack test:16", "does not fit"),
    Vector(
      "more", "0.0.0.0/0", "pack s2:16 s1:16 l2:8 m1:12 l1:8",
      "l1=0.0.0.0/8 l2=1.0.0.0/8 m1=2.0.0.0/12 s1=2.16.0.0/16 s2=2.17.0.0/16"),
    Vector(
      "more", "10.0.0.0/24", "pack a:25 b:25; pack a:25 b:25 c:32",
      "a=10.0.0.0/25 b=10.0.0.128/25; does not fit"),
    Vector(
      "more", "255.255.255.0/24", "pack a:24; pack a:24 b:32",
      "a=255.255.255.0/24; does not fit"),
    Vector(
      "more", "192.168.0.0/24", "free 192.168.0.160; free 192.168.0.254; free 192.168.0.255",
      "192.168.0.160/27 192.168.0.192/26; 192.168.0.254/31; none"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    try vector.actions.map { words in
      switch words[0] {
      case "pack", "free": try pack(words, IPPrefix(maskingHostBits: vector.given))
      default: reckon(words, vector.given)
      }
    }
  }

  private static func reckon(_ words: [String], _ given: String) -> String {
    let number =
      switch given {
      case "autopilot": GKESizing.autopilotMaxPods
      case "standard": GKESizing.standardPodRange
      default: Int(given) ?? 0
      }
    let asked = words.dropFirst().map { Int($0) ?? 0 }
    switch words[0] {
    case "mask":
      let mask = GKESizing.nodeMask(maxPods: number)
      return "/\(mask) \(GKESizing.addresses(mask))"
    case "room":
      let mask = GKESizing.nodeMask(maxPods: asked[0])
      let nodes = GKESizing.nodes(podRange: number, nodeMask: mask)
      return "\(nodes) nodes \(nodes * asked[0]) pods"
    case "subnet":
      let mask = GKESizing.nodeMask(maxPods: GKESizing.standardMaxPods)
      let tabled = GKESizing.tabledPodRange(nodeSubnet: number, nodeMask: mask)
      let smallest = GKESizing.smallestPodRange(nodeSubnet: number, nodeMask: mask)
      return "\(GKESizing.nodes(nodeSubnet: number)) nodes "
        + "\(GKESizing.podAddresses(nodeSubnet: number, nodeMask: mask)) addresses "
        + "\(slash(tabled)), smallest \(slash(smallest))"
    case "offered": return "\(GKESizing.offeredMaxPods(nodeMask: number))"
    case "limit":
      return
        "\(GKESizing.nodes(nodeSubnet: asked[0], podRange: number, nodeMask: asked[1], zones: asked[2]))"
    default: return "unknown step \(words[0])"
    }
  }

  private static func slash(_ length: Int?) -> String { length.map { "/\($0)" } ?? "none" }

  private static func pack(_ words: [String], _ space: IPPrefix) throws -> String {
    let packer = GKEPacker(space)
    if words[0] == "free" {
      let free = packer.free(from: try IPAddress(parsing: words[1]))
      return free.isEmpty ? "none" : free.map(\.description).joined(separator: " ")
    }
    let wishes = words.dropFirst().map { word in
      let parts = word.split(separator: ":")
      return GKEPacker.Wish(String(parts[0]), length: Int(parts[1]) ?? 0)
    }
    guard let packed = packer.pack(wishes) else { return "does not fit" }
    return packed.map { "\($0.wish.name)=\($0.range)" }.joined(separator: " ")
  }
}
