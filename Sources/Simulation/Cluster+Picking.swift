import Addressing
import Allocation

extension Cluster {
  /// The pods that `remove pods` means; an app is meant in whatever namespace it is.
  func pickPods(
    _ count: Int, app: String?, node nodeName: String?, _ pick: Pick, at position: Int
  ) throws(Refusal) -> [PodID] {
    if app == nil, nodeName == nil { return try pickOfAll(count, pick, at: position) }
    var candidates: [PodID]
    if let nodeName {
      candidates = try node(nodeName).pods
      if let app { candidates = candidates.filter { pods.app(of: $0)?.name == app } }
    } else {
      candidates = apps(called: app ?? "").flatMap { pods.ids(ofApp: $0) }.sorted()
    }
    guard candidates.count >= count else {
      throw .tooFew(of: "pods", asked: count, present: candidates.count)
    }
    return picked(candidates, count, pick, at: position)
  }

  /// Apps of one name that have pods, in the order first seen.
  func apps(called name: String) -> [NamespacedName] {
    pods.apps.filter { $0.name == name && pods.count(ofApp: $0) > 0 }
  }

  /// Picks among all pods without listing them: one of seven million is found at once.
  private func pickOfAll(
    _ count: Int, _ pick: Pick, at position: Int
  ) throws(Refusal) -> [PodID] {
    guard pods.count >= count else {
      throw .tooFew(of: "pods", asked: count, present: pods.count)
    }
    switch pick {
    case .newest: return pods.newest(count)
    case .oldest: return pods.oldest(count)
    case .random:
      var generator = generator(at: position)
      if let few = pods.sample(count, using: &generator) { return few }
      return picked(pods.oldest(pods.count), count, .random, at: position)
    }
  }

  /// `count` of the candidates, which come oldest first.
  func picked<ID: Comparable>(
    _ candidates: [ID], _ count: Int, _ pick: Pick, at position: Int
  ) -> [ID] {
    switch pick {
    case .oldest: return Array(candidates.prefix(count))
    case .newest: return Array(candidates.suffix(count))
    case .random:
      var generator = generator(at: position)
      return Self.picked(candidates, count, using: &generator)
    }
  }

  /// `count` of the candidates at random, in their order.
  static func picked<ID: Comparable>(
    _ candidates: [ID], _ count: Int, using generator: inout SeededGenerator
  ) -> [ID] {
    var pool = candidates
    // The first steps of a shuffle: as many as are picked.
    for index in 0..<count {
      let other = index + Int(generator.below(UInt64(pool.count - index)))
      pool.swapAt(index, other)
    }
    return pool.prefix(count).sorted()
  }

  /// The stream of a command's random picks, named by its place in the history.
  private func generator(at position: Int) -> SeededGenerator {
    SeededGenerator(seed: SeededGenerator.mix(seed, UInt64(position)))
  }
}
