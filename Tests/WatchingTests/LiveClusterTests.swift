import Addressing
import Importing
import TestSupport
import Testing

@testable import Watching

@Suite struct `What watches tell, as a cluster and its differences` {
  private let kinds: [String: WatchedKind] = ["nodes": .nodes, "pods": .pods]

  private func feed(_ events: [LiveScript.Event], to cluster: inout LiveCluster) {
    for event in events {
      guard let kind = kinds[event.resource] else { continue }
      var stream = WatchStream()
      for told in stream.take(Array(event.json.utf8)) { cluster.take(told, of: kind) }
    }
  }

  private func list(_ script: LiveScript, into cluster: inout LiveCluster) {
    for (resource, kind) in [("nodes", WatchedKind.nodes), ("pods", .pods)] {
      cluster.beginList(of: kind)
      feed(script.list(of: resource), to: &cluster)
      cluster.endList(of: kind)
    }
  }

  /// What can happen on the way without an API server doing wrong: an event comes again, or it comes
  /// late while those of other objects pass it by.
  private func shuffled(
    _ events: [LiveScript.Event], _ random: inout SeededRandom
  ) -> [LiveScript.Event] {
    var told: [LiveScript.Event] = []
    for event in events {
      told.append(event)
      if random.int(in: 0..<4) == 0, let again = told.suffix(12).randomElement(using: &random) {
        told.append(again)
      }
    }
    for _ in 0..<told.count {
      let place = random.int(in: 0..<max(1, told.count - 1))
      guard place + 1 < told.count, told[place].key != told[place + 1].key else { continue }
      told.swapAt(place, place + 1)
    }
    return told
  }

  @Test(arguments: 1...30)
  func `events with duplicates and reordering end where a plain list ends`(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var script = LiveScript(seed: UInt64(seed))
    var live = LiveCluster()
    list(script, into: &live)
    _ = live.whole()
    var events: [LiveScript.Event] = []
    for _ in 0..<80 { events += script.happen() }
    var mirror = Mirror(LiveCluster())
    for part in shuffled(events, &random).chunked(random.int(in: 1..<40)) {
      feed(part, to: &live)
      mirror.take(live.changes())
    }
    var plain = LiveCluster()
    list(script, into: &plain)
    let whole = plain.whole()
    #expect(live.whole().nodes.map(\.name) == whole.nodes.map(\.name))
    #expect(live.whole().pods == whole.pods)
    #expect(mirror.nodes == Set(whole.nodes.map(\.name)))
    #expect(mirror.pods == Set(whole.pods))
  }

  @Test(arguments: 1...30)
  func `where no file shows blocks, nodes hold what their pods do`(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var script = LiveScript(seed: UInt64(seed), isFlat: true)
    var live = LiveCluster()
    list(script, into: &live)
    var told = Self.holdings(live.whole())
    var events: [LiveScript.Event] = []
    for _ in 0..<80 { events += script.happen() }
    for part in events.chunked(random.int(in: 1..<40)) {
      feed(part, to: &live)
      let changes = live.changes()
      for node in changes.nodes { told[node.name] = node.blocks }
      for name in changes.goneNodes { told[name] = nil }
      // Whoever follows begins anew then.
      if changes.changesSetting { told = Self.holdings(live.whole()) }
      // Addresses that were seen to lie side by side are held alone from then on, also when
      // one of the two nodes leaves and the other one's would do as a block.
      let known = live.known
      let isAlone = told.values.joined().contains { $0.length == 32 }
      #expect(told == (isAlone ? Self.single(known) : Self.holdings(known)))
    }
    let held = told.values.flatMap(\.self)
    #expect(Set(held).count == held.count)
  }

  /// What each node holds, blocks or single addresses, as one who opens the whole concludes it.
  private static func holdings(_ cluster: ImportedCluster) -> [String: [IPPrefix]] {
    let held = cluster.addressesByNode
    let concluded = ConcludedBlocks(cluster)
    return Dictionary(
      uniqueKeysWithValues: cluster.nodes.map { node in
        (node.name, concluded?.blocks(of: held[node.name] ?? []) ?? node.blocks)
      })
  }

  private static func single(_ cluster: ImportedCluster) -> [String: [IPPrefix]] {
    let held = cluster.addressesByNode
    return Dictionary(
      uniqueKeysWithValues: cluster.nodes.map { node in
        (node.name, (held[node.name] ?? []).map { IPPrefix($0) }.sorted())
      })
  }

  @Test(arguments: 1...12)
  func `a watch that expired is listed again: what went meanwhile is gone`(_ seed: Int) {
    var script = LiveScript(seed: UInt64(seed))
    for _ in 0..<40 { _ = script.happen() }
    var live = LiveCluster()
    list(script, into: &live)
    var mirror = Mirror(live)
    _ = live.whole()
    // Nobody tells of these.
    for _ in 0..<60 { _ = script.happen() }
    list(script, into: &live)
    mirror.take(live.changes())
    #expect(mirror.nodes == Set(script.nodeNames))
    #expect(mirror.pods.map(\.name).sorted() == script.podNames)
    list(script, into: &live)
    #expect(live.changes().isEmpty)
  }

  @Test
  func `heartbeats and duplicates make no difference`() {
    var script = LiveScript(seed: 3)
    let join = script.join()
    var live = LiveCluster()
    feed([join], to: &live)
    #expect(live.changes().nodes.map(\.name) == ["node-1"])
    feed([join], to: &live)
    #expect(!live.hasNews)
    let later = join.object.replacing(
      "\"resourceVersion\":\"101\"", with: "\"resourceVersion\":\"900\"")
    var stream = WatchStream()
    for event in stream.take(Array("{\"type\":\"MODIFIED\",\"object\":\(later)}".utf8)) {
      live.take(event, of: .nodes)
    }
    #expect(live.hasNews)
    #expect(live.changes().isEmpty)
  }

  @Test
  func `a pod that is told of before its node is told again with it`() {
    var script = LiveScript(seed: 3)
    let join = script.join()
    let pod = script.start(on: "node-1")
    var live = LiveCluster()
    feed(pod, to: &live)
    #expect(live.changes().pods.count == 1)
    feed([join], to: &live)
    let changes = live.changes()
    #expect(changes.nodes.count == 1)
    #expect(changes.pods.map(\.name) == ["pod-1"])
  }

  @Test
  func `late news of what is gone, or of what it was before, changes nothing`() {
    var script = LiveScript(seed: 3)
    let join = script.join()
    let gone = script.leave("node-1")
    var live = LiveCluster()
    feed([join] + gone + [join], to: &live)
    #expect(live.counts.nodes == 0)
    // Another node of the same name, told of before the end of the first.
    let next = join.object.replacing("uid-node-1-100", with: "other").replacing(
      "\"101\"", with: "\"800\"")
    var stream = WatchStream()
    let events = stream.take(Array("{\"type\":\"ADDED\",\"object\":\(next)}".utf8))
    var other = LiveCluster()
    feed([join], to: &other)
    for event in events { other.take(event, of: .nodes) }
    feed(gone, to: &other)
    #expect(other.counts.nodes == 1)
  }

  @Test
  func `an object that cannot be read is counted and leaves the others alone`() {
    var live = LiveCluster()
    var stream = WatchStream()
    let bad =
      #"{"type":"ADDED","object":{"kind":"Node","metadata":{"name":"x","resourceVersion":"1"},"spec":{"podCIDR":"10.0.0.0/99"}}}"#
    for event in stream.take(Array(bad.utf8)) { live.take(event, of: .nodes) }
    var script = LiveScript(seed: 3)
    feed([script.join()], to: &live)
    #expect(live.unreadable == 1)
    #expect(live.unreadableText?.contains("10.0.0.0/99") == true)
    #expect(live.changes().nodes.map(\.name) == ["node-1"])
  }

  @Test
  func `a list from before, after a backup was restored, counts as it is`() {
    var script = LiveScript(seed: 3)
    let join = script.join()
    let newer = join.object.replacing("\"101\"", with: "\"5000\"").replacing(
      "10.244.0.0", with: "10.244.9.0")
    var live = LiveCluster()
    live.beginList(of: .nodes)
    var stream = WatchStream()
    for event in stream.take(Array("{\"type\":\"ADDED\",\"object\":\(newer)}".utf8)) {
      live.take(event, of: .nodes)
    }
    live.endList(of: .nodes)
    #expect(live.whole().nodes.first?.blocks.map(\.description) == ["10.244.9.0/24"])
    live.beginList(of: .nodes)
    feed([join], to: &live)
    live.endList(of: .nodes)
    #expect(live.changes().nodes.first?.blocks.map(\.description) == ["10.244.0.0/24"])
  }
}

/// What somebody knows who takes over every difference.
extension LiveCluster {
  /// All that is known, without a word to whoever asks for differences.
  fileprivate var known: ImportedCluster {
    var copy = self
    return copy.whole()
  }
}

private struct Mirror {
  var nodes: Set<String> = []
  var pods: Set<ImportedPod> = []

  init(_ cluster: LiveCluster) {
    var cluster = cluster
    let whole = cluster.whole()
    nodes = Set(whole.nodes.map(\.name))
    pods = Set(whole.pods)
  }

  mutating func take(_ changes: LiveChanges) {
    nodes.subtract(changes.goneNodes)
    nodes.formUnion(changes.nodes.map(\.name))
    let keys =
      changes.gonePods + changes.pods.map { PodKey(namespace: $0.namespace, name: $0.name) }
    pods = pods.filter { !keys.contains(PodKey(namespace: $0.namespace, name: $0.name)) }
    pods.formUnion(changes.pods)
  }
}

extension Array {
  fileprivate func chunked(_ size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
