import Addressing
import Allocation
import Simulation
import TestSupport

/// Draws commands of every kind, with names, numbers and texts that try the syntax hard.
struct CommandDraw {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  static let kinds = 47

  /// A command of kind `kind`, of which there are `kinds`.
  mutating func command(ofKind kind: Int) -> Command {
    switch kind {
    case 0: .plan(plan())
    case 1: .use(plan: name())
    case 2: .drop(plan: name())
    case 3:
      .mode(
        ModeSwitch(
          pick(Vocabulary.modes), pools: list { $0.prefix() }, options: flip() ? [] : options()))
    case 4: .set(options())
    case 5: .addPool(prefix(), name: maybe { $0.name() }, mask: maybe { $0.mask() })
    case 6: .removePool(prefix())
    case 7: .claim(prefix(), name: name(), kind: pick(ClaimKind.allCases))
    case 8: .seed(random.next())
    case 9: .addNode(name: name(), cidr: maybe { $0.prefix() }, traits())
    case 10: .addNodes(count: count(), prefix: name(), traits())
    case 11: .removeNode(name())
    case 12: .removeNodes(count: count(), pick: pick(Pick.allCases), onlyEmpty: flip())
    case 13: .cordon(node: name())
    case 14: .uncordon(node: name())
    case 15: .drain(node: name())
    case 16: .addPod(pod(), address: maybe { $0.prefix().base }, placement())
    default: laterCommand(ofKind: kind)
    }
  }

  private mutating func laterCommand(ofKind kind: Int) -> Command {
    switch kind {
    case 17:
      .addPods(
        count: count(), app: plain(), namespace: maybe { $0.plain() }, placement())
    case 18: .removePod(pod())
    case 19:
      .removePods(
        count: count(), app: maybe { $0.plain() }, node: maybe { $0.name() },
        pick: pick(Pick.allCases))
    case 20: .scale(app: plain(), count: count())
    case 21: .roll(app: plain(), surge: flip() ? .count(count()) : .percent(count()))
    case 22: flip() ? .churn(churn()) : .partial(.churn(churn()), steps: count())
    case 23: .fail(zone: name())
    case 24: .recover(zone: name())
    case 25: .restartOperator
    case 26: .restartAgent(node: name())
    case 27: .wait(TimeSpan(seconds: count()))
    case 28: .undo(count())
    case 29: .redo(count())
    case 30: .seek(place())
    case 39: .fork(name: name(), at: maybe { $0.place() }, with: list { $0.change() })
    case 40: .switchTo(fork: name())
    case 41: .discard(fork: name())
    case 42: .inspect(place())
    case 43: workload()
    case 31: .get(pick(TableKind.allCases), of: pick([.current, .all, .named(name())]))
    case 32: .describe(subject())
    case 33: .why(subject())
    case 34: .size(options())
    case 35: .removeClaim(name())
    case 36: .addService(pod(), address: maybe { $0.prefix().base })
    case 37: .addServices(count: count(), prefix: plain())
    case 38: .removeService(pod())
    case 44: .annotate(prefix(), text: pick(["a", "blue team", "say \"hi\" = x # y", "\\ü"]))
    case 45: .removeAnnotation(prefix())
    default: .expect(expectation())
    }
  }

  private mutating func workload() -> Command {
    let span = CommandOption("for", "\(1 + random.int(in: 0..<99))m")
    let order = try? WorkloadOrder(
      pick(["steady", "ramp", "bursts"]), flip() ? [span] : [span, CommandOption("pods", "30/h")])
    guard let command = order.map(Command.workload) else { return .wait(TimeSpan(seconds: 1)) }
    return flip() ? command : .partial(command, steps: count())
  }

  private mutating func place() -> Place {
    flip() ? Place(count()) : Place(count(), step: count())
  }

  /// A command that a fork may begin with, quotes and all.
  private mutating func change() -> Command {
    flip()
      ? .set(options())
      : .addPods(
        count: count(), app: plain(), namespace: maybe { $0.plain() }, placement())
  }

  private mutating func plan() -> PlanDefinition {
    let preset = maybe { $0.pick(Presets.names) }
    return PlanDefinition(
      name: name(), mode: preset == nil || flip() ? pick(Vocabulary.modes) : "",
      preset: preset, pools: list { $0.prefix() },
      masks: list { $0.mask() }, masks6: list { $0.mask() }, options: flip() ? [] : options())
  }

  private mutating func options() -> [CommandOption] {
    (0...random.int(in: 0..<3)).map {
      CommandOption("k\($0)" + pick(["", "-x", ".y", "_z"]), text())
    }
  }

  private mutating func traits() -> NodeTraits {
    NodeTraits(
      zone: maybe { $0.name() }, type: maybe { $0.name() }, maxPods: maybe { $0.count() },
      mask: maybe { $0.mask() })
  }

  private mutating func placement() -> PodPlacement {
    PodPlacement(node: maybe { $0.name() }, pool: maybe { $0.name() })
  }

  private mutating func churn() -> Churn {
    let ends = [count(), count()].sorted()
    let load =
      flip()
      ? LoadRange(low: .count(ends[0]), high: .count(ends[1]))
      : LoadRange(low: .percent(ends[0]), high: .percent(ends[1]))
    return Churn(
      for: TimeSpan(seconds: count()), pods: maybe { $0.rate() }, nodes: maybe { $0.rate() },
      load: flip() ? load : nil)
  }

  private mutating func expectation() -> Expectation {
    switch random.int(in: 0..<7) {
    case 0: .nodeBlocks(node: name(), [prefix()] + list { $0.prefix() })
    case 1: .node(name(), pick([.pending, .ready, .error(containing: someText())]))
    case 2: .podAddress(pod(), prefix().last)
    case 3: .pod(pod(), pick([.running, .pending, .error(containing: someText())]))
    case 4:
      .metric(metric(), pick(Expectation.Relation.allCases), Int128(random.next() >> 1) << 64 | 7)
    case 5: .metric(metric(), pick([.equal, .notEqual]), nil)
    default:
      .comparison(
        plan: name(), metric(), pick(Expectation.Relation.allCases), otherMetric: metric(),
        otherPlan: name())
    }
  }

  private mutating func metric() -> MetricQuery {
    let name = pick(MetricQuery.Name.allCases)
    let hasLength =
      name.prefixLengthUse == .always || name.prefixLengthUse == .optional && flip()
    return MetricQuery(
      name, prefixLength: hasLength ? mask() : nil, isOtherFamily: name.hasFamily && flip())
  }

  private mutating func subject() -> Subject {
    switch random.int(in: 0..<3) {
    case 0: .name(name())
    case 1: .address(prefix().base)
    default: .prefix(prefix())
    }
  }

  /// Words that the grammar gives a meaning elsewhere are good names too; `all` is none for a plan.
  private mutating func name() -> String {
    flip()
      ? pick(["a", "node", "error", "of", "none", "cidr", "-", "x.y_z/0-", "10.0", "7"]) : plain()
  }

  /// A name without a slash.
  private mutating func plain() -> String {
    let letters = Array("abcxyzABCXYZ0189._-")
    return "n" + String((0..<random.int(in: 0..<12)).map { _ in pick(letters) })
  }

  private mutating func pod() -> PodName {
    PodName(namespace: maybe { $0.plain() }, plain())
  }

  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "b", " ", "\t", "\n", "\"", "\\", "#", "=", "é", "\u{301}", "🦀", "\u{200D}", "n", "t",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<random.int(in: 0..<9) { text.append(pick(scalars)) }
    return String(text)
  }

  private mutating func someText() -> String {
    pick(["x", " ", "\"", "\u{301}"]) + text()
  }

  private mutating func prefix() -> IPPrefix {
    let family: IPFamily = flip() ? .v4 : .v6
    let bits = UInt128(random.next()) << 64 | UInt128(random.next())
    let address = IPAddress(family, bits: family == .v4 ? bits & 0xFFFF_FFFF : bits)
    return IPPrefix(address, length: random.int(in: 0..<family.bitWidth + 1))
  }

  private mutating func rate() -> Rate { Rate(count(), per: pick(TimeUnit.allCases)) }

  private mutating func mask() -> Int { random.int(in: 0..<129) }

  /// Often one, the default of some, and often divisible by the units of time.
  private mutating func count() -> Int {
    pick([0, 1, 25, 60, 3_600, 86_400, 7_200, .max, random.int(in: 0..<1_000_000)])
  }

  private mutating func flip() -> Bool { random.int(in: 0..<2) == 0 }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[random.int(in: 0..<values.count)]
  }

  private mutating func maybe<Value>(_ draw: (inout CommandDraw) -> Value) -> Value? {
    flip() ? draw(&self) : nil
  }

  private mutating func list<Value>(_ draw: (inout CommandDraw) -> Value) -> [Value] {
    (0..<random.int(in: 0..<4)).map { _ in draw(&self) }
  }
}
