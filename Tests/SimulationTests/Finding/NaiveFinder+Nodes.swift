import Addressing
import Allocation
import Simulation

extension NaiveFinder {
  /// What an address is to the node whose block holds it.
  private enum Use { case used, idle, own, never, unserved }

  private func use(_ address: IPAddress, _ node: Node, _ block: IPPrefix) -> Use {
    guard let range = node.ranges.first(where: { $0.prefix == block }) else { return .unserved }
    guard let offset = range.offset(of: address) else { return .never }
    if range.role(of: address) != nil || range.isKept(offset) { return .own }
    return range.taken[offset] ? .used : .idle
  }

  private func uses(_ node: Node, _ blocks: [IPPrefix]) -> [[Use]] {
    blocks.map { block in
      (0..<UInt128(block.size)).map { offset in
        use(IPAddress(block.family, bits: block.base.bits + offset), node, block)
      }
    }
  }

  /// What a leaf says of blocks of a node: of one block, or of all of a family.
  func say(_ leaf: Leaf, _ node: Node, _ blocks: [IPPrefix], _ block: IPPrefix?) -> Bool? {
    switch leaf {
    case .trait(let trait): return say(trait, node, blocks, block)
    case .figure(let figure, let relation, let amount):
      guard let (part, whole) = figures(figure, node, blocks) else { return nil }
      switch amount {
      case .count(let count): return relation.holds(Int128(part), Int128(count))
      case .percent(let share):
        guard let whole, whole > 0 else { return nil }
        return relation.holds(Int128(part * 100), Int128(whole * share))
      }
    case .label(let label, let isLike, let pattern):
      return say(label, pattern, node, blocks).map { $0 == isLike }
    case .size(let relation, let length):
      return block.map { relation.holds(Int128(-$0.length), Int128(-length)) }
    case .within(let prefix): return blocks.contains { $0.overlaps(prefix) }
    case .named(let pattern): return like(pattern, node.name)
    case .all, .any, .not: return nil
    }
  }

  private func say(
    _ label: NodeQuery.Label, _ pattern: NamePattern, _ node: Node, _ blocks: [IPPrefix]
  ) -> Bool? {
    switch label {
    case .name, .node: return like(pattern, node.name)
    case .zone: return node.zone.map { like(pattern, $0) } ?? false
    case .type: return node.instanceType.map { like(pattern, $0) } ?? false
    case .state:
      return like(pattern, node.state.rawValue) || node.isCordoned && like(pattern, "cordoned")
    case .claim:
      return claims.contains { claim in
        like(pattern, claim.name) && blocks.contains { $0.overlaps(claim.prefix) }
      }
    case .annotation:
      return annotations.contains { note in
        like(pattern, note.text) && blocks.contains { $0.overlaps(note.prefix) }
      }
    case .pod, .app, .namespace: return nil
    }
  }

  private func say(
    _ trait: NodeQuery.Trait, _ node: Node, _ blocks: [IPPrefix], _ block: IPPrefix?
  ) -> Bool? {
    switch trait {
    case .ready: return node.state == .ready
    case .waiting: return node.state == .waiting
    case .failed: return node.state == .failed
    case .cordoned: return node.isCordoned
    case .free: return false
    case .claimed: return blocks.contains { one in claims.contains { $0.prefix.overlaps(one) } }
    case .annotated:
      return blocks.contains { one in annotations.contains { $0.prefix.overlaps(one) } }
    case .contested:
      // The ledger tells by cells, of which a small block is a part.
      return blocks.contains { one in
        cluster.ledger.sections.contains { section in
          (section.grid.indices(overlapping: one) ?? 0..<0).contains {
            section.holdings(in: $0..<$0 + 1).contested > 0
          }
        }
      }
    default: break
    }
    guard !blocks.isEmpty else { return nil }
    let all = uses(node, blocks)
    let flat = all.flatMap(\.self)
    func count(_ use: Use) -> Int { flat.count { $0 == use } }
    switch trait {
    case .full: return count(.idle) == 0 && count(.used) > 0 && block?.hostBits != 0
    case .empty: return count(.used) == 0
    case .reserved: return count(.own) + count(.never) == flat.count
    case .stranded: return (count(.idle) + count(.unserved)) * 2 > flat.count
    case .fragmented:
      let runs = all.flatMap { $0.split { $0 != .idle } }.map(\.count)
      return (count(.idle) - (runs.max() ?? 0)) * 2 > count(.idle)
    default: return nil
    }
  }

  private func figures(
    _ figure: NodeQuery.Figure, _ node: Node, _ blocks: [IPPrefix]
  ) -> (Int, Int?)? {
    let states = node.pods.map { cluster.pods.status(of: $0) }
    switch figure {
    case .pods: return (states.count, node.maxPods)
    case .podsRunning: return (states.count(where: \.isRunning), node.maxPods)
    case .podsPending: return (states.count(where: \.isPending), node.maxPods)
    case .maxPods: return (node.maxPods, nil)
    case .blocks: return (node.blocks.count, nil)
    default: break
    }
    guard !blocks.isEmpty else { return nil }
    let all = uses(node, blocks)
    let flat = all.flatMap(\.self)
    func count(_ uses: Use...) -> Int { flat.count { uses.contains($0) } }
    switch figure {
    case .used: return (count(.used), count(.used, .idle))
    case .free: return (count(.idle), count(.used, .idle))
    case .usable: return (count(.used, .idle), nil)
    case .stranded: return (count(.idle, .unserved), flat.count)
    case .reserved: return (count(.own, .never), flat.count)
    case .committed: return (flat.count, nil)
    case .fragmentation:
      let runs = all.flatMap { $0.split { $0 != .idle } }.map(\.count)
      return (count(.idle) - (runs.max() ?? 0), count(.idle))
    default: return nil
    }
  }

  /// What a leaf says of a pod: its own names, or its node as a whole.
  func say(_ leaf: Leaf, _ pod: Pod) -> Bool? {
    let app = cluster.pods.app(of: pod.id)?.name
    let name = pod.name
    func isCalled(_ pattern: NamePattern) -> Bool {
      like(pattern, pattern.text.contains("/") ? name.description : name.name)
    }
    switch leaf {
    case .named(let pattern):
      return isCalled(pattern) || like(pattern, name.namespace)
        || app.map { like(pattern, $0) } ?? false
    case .label(.pod, let isLike, let pattern), .label(.name, let isLike, let pattern):
      return isCalled(pattern) == isLike
    case .label(.app, let isLike, let pattern):
      return (app.map { like(pattern, $0) } ?? false) == isLike
    case .label(.namespace, let isLike, let pattern):
      return like(pattern, name.namespace) == isLike
    case .within(let prefix): return pod.address.map { prefix.contains($0) }
    case .size: return nil
    default:
      guard let node = pod.node.flatMap({ cluster.nodes[$0] }) else { return nil }
      let family = pod.address?.family ?? .v4
      let blocks = Array(Set(node.blocks)).filter { $0.family == family }
      return say(leaf, node, blocks, nil)
    }
  }

  /// Whether a name is like a pattern: by trying every way to share it out.
  func like(_ pattern: NamePattern, _ name: String) -> Bool {
    let (wanted, name) = (pattern.text.lowercased(), name.lowercased())
    if wanted.contains("*") || wanted.contains("?") {
      return Self.globs(Array(wanted), Array(name))
    }
    return pattern.isWhole ? name == wanted : name.contains(wanted)
  }

  private static func globs(_ pattern: [Character], _ name: [Character]) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = Array(pattern.dropFirst())
    if first == "*" {
      return (0...name.count).contains { globs(rest, Array(name.dropFirst($0))) }
    }
    return !name.isEmpty && (first == "?" || first == name[0])
      && globs(rest, Array(name.dropFirst()))
  }
}
