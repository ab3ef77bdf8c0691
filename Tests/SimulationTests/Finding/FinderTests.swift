import Addressing
import Allocation
import Simulation
import TestSupport
import Testing

@Suite struct `A search` {
  static let plans = [
    "cluster-pool pool=10.0.0.0/22 mask=26 max-pods=60",
    "cluster-pool pool=10.0.0.0/23 pool=fd00::/118 mask=26 mask6=122",
    "node-local pool=10.0.0.0/22 mask=26 assign=hash", "kubernetes pool=10.0.0.0/22 mask=26",
    "multi-pool pool=10.0.0.0/25 mask=28", "eni pool=10.0.0.0/25", "vpc-cni pool=10.0.0.0/25",
    "calico pool=10.0.0.0/25 mask=29", "flat pool=10.0.0.0/26", "gke pool=10.0.0.0/22",
  ]

  private static func line(_ random: inout SeededRandom, _ number: Int) -> String {
    switch random.int(in: 0..<12) {
    case 0, 1: "add nodes \(random.int(in: 1..<3)) zone=\(["a", "b"][random.int(in: 0..<2)])"
    case 2: "add nodes 1 prefix=batch- type=m5.large"
    case 3, 4: "add pods \(random.int(in: 1..<30)) app=web"
    case 5: "add pods \(random.int(in: 1..<9)) app=b namespace=ns\(random.int(in: 1..<3))"
    case 6: "add pod own-\(number)"
    case 7: "remove pods \(random.int(in: 1..<9))"
    case 8: "remove nodes 1"
    case 9: "cordon node-\(random.int(in: 1..<4))"
    case 10: "claim 10.0.\(random.int(in: 0..<4)).0/24 vms-\(number)"
    default: "wait 40s"
    }
  }

  private static func cluster(_ plan: String, seed: UInt64) throws -> (Moment, Cluster) {
    var random = SeededRandom(seed: seed)
    var session = Session()
    _ = session.execute(try Command(parsing: "plan a mode=\(plan)"))
    _ = session.execute(try Command(parsing: "add nodes 2"))
    for number in 0..<14 { _ = session.execute(try Command(parsing: line(&random, number))) }
    return (session.moment, try #require(session.current?.cluster))
  }

  private static func words(_ finding: Finding, in cluster: Cluster) -> [String] {
    switch finding.subject {
    case .block(let block, let id): return ["block \(block) \(cluster.nodes[id]?.name ?? "")"]
    case .node(let id): return ["node \(cluster.nodes[id]?.name ?? "")"]
    case .free(let piece): return ["free \(piece)"]
    case .withheld(let part): return ["withheld \(part)"]
    case .claim(let index): return ["claim \(index)"]
    case .annotation(let index): return ["annotation \(index)"]
    case .pod(let id): return ["pod \(cluster.pods[id].map(\.name.description) ?? "")"]
    case .pods: return ["pods"]
    }
  }

  @Test(arguments: plans)
  func `finds what a look at every single address finds`(plan: String) throws {
    var found = 0
    for seed in UInt64(1)...4 {
      let (moment, cluster) = try Self.cluster(plan, seed: seed)
      let notes = [
        Annotation(prefix: try #require(IPPrefix("10.0.1.0/24")), text: "blue team"),
        Annotation(prefix: try #require(IPPrefix("10.0.0.0/26")), text: "web tier A"),
      ]
      let naive = NaiveFinder(cluster: cluster, claims: moment.claims, annotations: notes)
      var draw = QueryDraw(seed: seed &* 97)
      for _ in 0..<60 {
        // Alternatives of lists, which say plainly what they are about.
        let alternatives = (0..<draw.random.int(in: 1..<3)).map { _ in
          (0..<draw.random.int(in: 1..<3)).map { _ in
            let leaf = draw.leaf()
            return draw.random.int(in: 0..<4) == 0 ? .not(leaf) : leaf
          }
        }
        let query = NodeQuery(.any(alternatives.map { .all($0) }))
        let finder = Finder(query, in: cluster, claims: moment.claims, annotations: notes)
        let findings = try #require(finder.findings())
        let words = findings.matches.flatMap { Self.words($0, in: cluster) }.sorted()
        #expect(words == naive.findings(alternatives), "\(plan), seed \(seed): \(query)")
        found += words.count
        Self.check(findings, cluster.mode.pools)
      }
    }
    #expect(found > 100)
  }

  /// What holds of all findings: they rise, and the stretches they mark are where they are.
  private static func check(_ findings: Findings, _ pools: [IPPrefix]) {
    let places = findings.matches.compactMap(\.place)
    #expect(places == places.sorted())
    #expect(findings.matches.prefix(places.count).allSatisfy { $0.place != nil })
    #expect(findings.placed == places.count)
    #expect(places.allSatisfy { place in pools.contains { $0.contains(place) } })
    for place in places.prefix(9) {
      #expect(findings.touches(place) && findings.touches(IPPrefix(place.base)))
      let index = findings.first(from: place.base)
      #expect(index.flatMap { findings.matches[$0].place?.base } == place.base)
      let before = findings.last(before: place.base).flatMap { findings.matches[$0].place }
      let expected = places.last { $0.base < place.base } ?? places.last
      #expect(before == expected)
    }
    for pool in pools where findings.matches.isEmpty { #expect(!findings.touches(pool)) }
  }

  @Test func `tells of very many pods by their nodes`() throws {
    var session = Session()
    for line in [
      "plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 60", "add pods 5000 app=web",
      "add pods 3 app=db",
    ] {
      _ = session.execute(try Command(parsing: line))
    }
    let cluster = try #require(session.current?.cluster)
    let many = try #require(Finder(try NodeQuery(parsing: "web"), in: cluster).findings())
    #expect(many.pods == 5000 && many.arePodsGrouped && many.matches.count == 60)
    let counts = many.matches.map { match in
      if case .pods(let count, _) = match.subject { count } else { 0 }
    }
    #expect(counts.reduce(0, +) == 5000)
    #expect(many.summary == "60 of 5,063 match, with 5,000 pods")
    let few = try #require(Finder(try NodeQuery(parsing: "db"), in: cluster).findings())
    #expect(few.matches.count == 3 && few.summary == "3 of 5,063 match")
    #expect(few.words(on: few.matches[0], in: cluster).hasPrefix("default/db-"))
  }

  @Test(arguments: [
    ("full", "node-1 10.0.0.0/28 used 100 %"), ("free < 3", "node-1 10.0.0.0/28 free 0"),
    ("stranded > 50%", "node-2 10.0.0.16/28 stranded 75 %"), ("free", "free 10.0.0.32/27"),
    ("waiting or failed", "node-5 failed: allocator full"), ("size = /27", "free 10.0.0.32/27"),
    ("vms", "claim vms 10.0.0.0/26"),
  ])
  func `says what a match is by the numbers asked about`(text: String, words: String) throws {
    var session = Session()
    for line in [
      "plan a mode=cluster-pool pool=10.0.0.0/26 mask=28", "add nodes 2",
      "add pods 14 app=web node=node-1", "claim 10.0.0.0/26 vms",
    ] {
      _ = session.execute(try Command(parsing: line))
    }
    if text.contains("failed") { _ = session.execute(try Command(parsing: "add nodes 3")) }
    let cluster = try #require(session.current?.cluster)
    let claims = session.moment.claims
    let query = try NodeQuery(parsing: text)
    let findings = try #require(Finder(query, in: cluster, claims: claims).findings())
    let first = try #require(findings.matches.first)
    #expect(findings.words(on: first, in: cluster, claims: claims).hasPrefix(words))
  }

  @Test func `ends where it is told to`() throws {
    let (_, cluster) = try Self.cluster(Self.plans[0], seed: 1)
    let finder = Finder(try NodeQuery(parsing: "web"), in: cluster)
    #expect(finder.findings { _ in false } == nil)
    #expect(finder.findings { $0.done == 0 } == nil)
  }

  @Test func `filters nodes as a whole, and by the pods on them`() throws {
    let (moment, cluster) = try Self.cluster(Self.plans[1], seed: 2)
    func nodes(_ text: String) throws -> [String] {
      let query = try NodeQuery(parsing: text)
      let filter = NodeQuery.Filter(query, in: cluster, claims: moment.claims)
      return cluster.nodes.ids.compactMap { cluster.nodes[$0] }.filter(filter.matches)
        .map(\.name)
    }
    func hosts(_ isSuch: (Pod) -> Bool) -> [String] {
      cluster.nodes.ids.compactMap { cluster.nodes[$0] }.filter { node in
        node.pods.contains { cluster.pods[$0].map(isSuch) ?? false }
      }.map(\.name)
    }
    #expect(try nodes("app = web") == hosts { cluster.pods.app(of: $0.id)?.name == "web" })
    #expect(try nodes("pod ~ own") == hosts { $0.name.name.contains("own") })
    #expect(try nodes("ready or not ready").count == cluster.nodes.count)
    #expect(try nodes("node-1") == ["node-1"])
    #expect(try nodes("size = /122") == nodes("size = /26"))
  }
}
