import Addressing
import Allocation
public import Simulation

/// The state of a session as one JSON object, the same bytes on every run and machine.
public enum JSONReport {
  /// The version of the object's shape.
  public static let version = 1

  /// Writes the object; of all plans, or of the one called `planName`.
  public static func write<Sink: TextSink>(
    _ session: Session, planName: String? = nil, _ expectations: ExpectationCount,
    to sink: inout Sink
  ) {
    let moment = session.moment
    var json = JSONWriter(to: sink)
    json.object { json in
      json.field("version", version)
      json.key("seed")
      json.value(Int128(moment.seed))
      json.key("plans")
      json.array { json in
        for plan in moment.plans where planName == nil || plan.name == planName {
          write(plan, at: moment, to: &json)
        }
      }
      json.key("history")
      json.object(inline: true) { json in
        json.field("length", session.position)
        json.field("hash", StateHash(of: moment).description)
      }
      json.key("expectations")
      json.object(inline: true) { json in
        json.field("held", expectations.held)
        json.field("failed", expectations.failed)
      }
    }
    if let written = json.finish() as? Sink { sink = written }
  }

  private static func write(
    _ plan: Plan, at moment: Moment, to json: inout JSONWriter
  ) {
    let cluster = plan.cluster
    json.object { json in
      json.field("name", plan.name)
      json.field("mode", cluster.mode.about.name)
      json.key("options")
      json.object { json in
        for option in cluster.mode.options {
          json.key(option.key)
          json.value(option.value)
        }
      }
      json.key("metrics")
      json.object { json in
        for query in queries(of: cluster) {
          json.key(query.description)
          json.value(query.value(in: plan, at: moment))
        }
      }
      json.key("nodes")
      json.array { json in
        for id in cluster.nodes.ids {
          if let node = cluster.nodes[id] { write(node, to: &json) }
        }
      }
      json.key("pods")
      json.array { json in
        let names = nodeNames(of: cluster)
        cluster.pods.forEach { id in
          if let pod = cluster.pods[id] { write(pod, of: cluster, names, to: &json) }
          return !json.isClosed
        }
      }
      writePools(of: cluster, to: &json)
      writeClaims(on: cluster, at: moment, to: &json)
    }
  }

  /// Every metric without a prefix length, in both families where the plan has both.
  private static func queries(of cluster: Cluster) -> [MetricQuery] {
    let isDual = IPFamily.allCases.allSatisfy { cluster.mode.unitLength($0) != nil }
    let names = MetricQuery.Name.allCases.filter { $0.prefixLengthUse != .always && !$0.isCostly }
    return names.flatMap { name in
      isDual && name.hasFamily
        ? [MetricQuery(name), MetricQuery(name, isOtherFamily: true)] : [MetricQuery(name)]
    }
  }

  private static func write(_ node: Node, to json: inout JSONWriter) {
    json.object(inline: true) { json in
      json.field("name", node.name)
      json.field("state", node.state.rawValue)
      json.key("cidrs")
      json.array { json in
        for block in node.blocks { json.value(block.description) }
      }
      json.field("pods", node.pods.count)
      json.field("error", node.error ?? node.agentError)
    }
  }

  /// Names alone: a whole node is much to copy for each of millions of pods.
  private static func nodeNames(of cluster: Cluster) -> [String?] {
    var names = [String?](repeating: nil, count: Int(cluster.nodes.nextID.rawValue))
    cluster.nodes.forEach { names[Int($0.id.rawValue)] = $0.name }
    return names
  }

  /// The IPv6 address of a pod that has both is a field of its own, so that `address` is one word.
  private static func write(
    _ pod: Pod, of cluster: Cluster, _ names: [String?], to json: inout JSONWriter
  ) {
    json.object(inline: true) { json in
      json.field("namespace", pod.name.namespace)
      json.field("name", pod.name.name)
      json.field("node", pod.node.flatMap { names[Int($0.rawValue)] })
      json.field("address", pod.address?.description)
      if pod.v4 != nil, let long = pod.v6 { json.field("address6", long.description) }
      json.field("state", pod.status.word)
      json.field("error", cluster.error(of: pod))
    }
  }

  private static func writePools(of cluster: Cluster, to json: inout JSONWriter) {
    json.key("pools")
    json.array { json in
      for section in cluster.ledger.sections {
        let family = section.pool.family
        let set = cluster.mode.blockSets(family).first { $0.cluster == section.pool }
        json.object(inline: true) { json in
          json.field("cidr", section.pool.description)
          json.field("mask", cluster.mode.unitLength(family))
          json.field("blocks", set?.maxCIDRs)
          json.field("used", set?.count)
          json.key("committed")
          json.value(Int128(clamping: section.total.committed))
          json.field("pods", section.total.used)
        }
      }
    }
  }

  private static func writeClaims(
    on cluster: Cluster, at moment: Moment, to json: inout JSONWriter
  ) {
    json.key("claims")
    json.array { json in
      for claim in moment.claims {
        json.object(inline: true) { json in
          json.field("cidr", claim.prefix.description)
          json.field("name", claim.name)
          json.field("kind", claim.kind.rawValue)
        }
      }
    }
    if !moment.annotations.isEmpty {
      json.key("annotations")
      json.array { json in
        for note in moment.annotations {
          json.object(inline: true) { json in
            json.field("cidr", note.prefix.description)
            json.field("text", note.text)
          }
        }
      }
    }
    json.key("overlaps")
    json.array { json in
      for claim in moment.claims {
        for pool in cluster.mode.pools where pool.overlaps(claim.prefix) {
          json.object(inline: true) { json in
            json.field("cidr", claim.prefix.description)
            json.field("name", claim.name)
            json.field("pool", pool.description)
          }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func field(_ name: StaticString, _ text: String?) {
    key(name)
    value(text)
  }

  fileprivate mutating func field(_ name: StaticString, _ number: Int?) {
    key(name)
    value(number.map { Int128($0) })
  }
}
