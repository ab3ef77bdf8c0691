import Addressing
import Allocation
import Cartography

extension HereAndNow {
  /// What each entry of the legend means and how much of the view it stands for.
  var legendFacts: [Fact] {
    if state.view == .addresses, state.style.layer == .utilisation { return addressLetters }
    if state.isContrasted { return differenceFacts }
    let count = LegendCount(state)
    return state.legendItems.flatMap { item -> [Fact] in
      switch item {
      case .swatch(let pixel, let name): [fact(of: pixel, name, count)]
      case .ramp(let low, let inks, let high): steps(low, inks, high, count)
      case .text(let text): [Fact(text, "", text)]
      }
    }
  }

  /// `12 px`, and what that is in addresses and blocks.
  private func told(_ pixels: Int, _ count: LegendCount) -> (value: String, sentence: String) {
    guard count.isKnown else { return ("", "") }
    let addresses = count.addresses(of: pixels)
    var text = "In view: \(Figure.grouped(addresses)) "
    text += addresses == 1 ? "address" : "addresses"
    let unit = IPPrefix(state.pool.base, length: state.unitLength).size
    // A part of a block is no block, so only whole ones are told.
    if pixels > 0, unit > 1, addresses % unit == 0 {
      text += ", \(Figure.count(addresses / unit, "block")) of /\(state.unitLength)"
    }
    return ("\(Figure.grouped(pixels)) px", text + ".")
  }

  private func fact(of pixel: Pixel, _ name: String, _ count: LegendCount) -> Fact {
    let meaning = Glossary.sentence(Self.meaning(of: pixel, name, state.style.layer))
    let (value, sentence) = told(count.count(of: pixel), count)
    let term = Self.term(of: name)
    guard count.isKnown, let mark = pixel.mark, pixel.hatch == nil else {
      return Fact(name, value, "\(meaning) \(sentence)", term: term, sample: pixel)
    }
    let letter = "Its letter is \(mark.rawValue)."
    switch mark {
    case .full:
      let blocks = Figure.count(count.fullBlocks, "block")
      return Fact(
        name, Figure.grouped(count.fullBlocks), "\(meaning) \(letter) In view: \(blocks).",
        term: term, sample: pixel)
    case .contested:
      return Fact(
        name, Figure.grouped(count.contested),
        "\(meaning) \(letter) In view: \(Figure.grouped(count.contested)).", term: term,
        sample: pixel)
    case .failed:
      return Fact(
        name, Figure.grouped(count.refused),
        "\(meaning) \(letter) In view: \(Figure.count(count.refused, "pod")) that wait.",
        term: term, sample: pixel)
    case .reserved:
      return Fact(
        name, Figure.grouped(count.reserved),
        "\(meaning) \(letter) It shows where a pixel is one address. In view: "
          + "\(Figure.grouped(count.reserved)) addresses.", term: term, sample: pixel)
    case .onlyFirst, .onlySecond, .mixed, .both:
      return Fact(name, value, "\(meaning) \(sentence)", term: term, sample: pixel)
    }
  }

  /// What an entry of a legend stands for.
  private static func meaning(of pixel: Pixel, _ name: String, _ layer: Layer) -> String {
    switch (pixel.ink, pixel.hatch) {
    case (_, .contested?): return "claimed by something else, and held by a node"
    case (_, .claimed?): return "claimed by something else, and held by no node"
    case (.free, _): return "in a pool, and no node holds it"
    case (.full, _): return "no address is left for a pod"
    case (.failed, _): return "a pod or a node that belongs here was refused an address"
    case (.contested, _): return "more than one node holds it, or more than one pod"
    case (.reserved, _): return "it can never serve a pod"
    case (.claimed, _): return "something other than this cluster says it uses it"
    case (.outside, _) where layer == .free: return "a node holds it, so it is not free"
    case (.outside, _): return "it lies in no pool of the plan"
    case (.level(0), _) where layer == .owner: return "held by a node, and without pods"
    case (.level(0), _): return "held by a node, and no pod has any of it"
    case (.level, _) where layer == .claims: return "held by a node"
    case (.level, _): return "held by a node, and pods have some of it"
    case (.category(let number), _) where Int(number) == Ink.lastCategory:
      return "none of several owners has most of it, or its owner has no colour of its own"
    case (.category, _): return "most of it is \(name)'s"
    default: return name
    }
  }

  private static func term(of name: String) -> String? {
    Glossary.entry(for: name) == nil ? nil : name
  }

  /// A ramp: what it is in all, and each of its steps.
  private func steps(_ low: String, _ inks: [Ink], _ high: String, _ count: LegendCount) -> [Fact] {
    let style = state.style
    let name = high.isEmpty ? low : "\(low) to \(high)"
    let known = inks.reduce(0) { $0 + count.count(of: $1) }
    let (value, sentence) = told(known, count)
    let whole = Fact(
      name, value,
      "\(Glossary.sentence(style.layer.summary)) \(sentence)", term: "layer \(style.layer.name)")
    guard style.layer != .owner else { return [whole] }
    return [whole]
      + inks.enumerated().map { index, ink in
        let (value, sentence) = told(count.count(of: ink), count)
        let text = RampStep(style, ink: ink, index: index, of: inks.count).meaning
        return Fact(
          "step \(index)", value, "\(Glossary.sentence(text)) \(sentence)", sample: Pixel(ink))
      }
  }

  /// The letters of the view of addresses.
  private var addressLetters: [Fact] {
    let here = Inspection(state)
    guard here.node != nil else {
      return [Fact("free", "", "No node holds the block.", term: "free", sample: Pixel(.free))]
    }
    let idle = here.usable - here.used
    var all = [
      Fact(
        "a pod", Figure.grouped(here.used),
        "An address that a pod has, by the initial of its name.",
        term: "used", sample: Pixel(.level(UInt8(Ink.topLevel)))),
      Fact(
        "idle", Figure.grouped(idle), "An address that a pod of this node can have, and none has.",
        term: "idle", sample: Pixel(.level(0))),
    ]
    for role in InfrastructureRole.allCases {
      guard let address = here.range?.address(of: role) else { continue }
      all.append(
        Fact(
          role.rawValue, "", "\(address), which the agent keeps for itself.", term: "reserved",
          sample: Pixel(.reserved)))
    }
    all.append(
      Fact(
        "reserved", Figure.grouped(here.reserved),
        "All addresses of the block that can never serve a pod: n the network's, b the broadcast "
          + "address, and those above.", term: "reserved", sample: Pixel(.reserved)))
    return all
  }

  private var differenceFacts: [Fact] {
    let inks: [(Ink, Mark, String)] = [
      (.onlyFirst, .onlyFirst, "Only the plan on the left of the pair has something here."),
      (.onlySecond, .onlySecond, "Only the plan on the right of the pair has something here."),
      (.both, .both, "Both have as much here."),
      (.mixed, .mixed, "Both have something here, and not the same."),
    ]
    return inks.map { ink, mark, meaning in
      Fact(mark.name, "", meaning, term: "difference", sample: Pixel(ink, mark: mark))
    }
  }
}
