import Addressing
import Cartography
import Simulation

extension HereAndNow {
  /// Layer, aggregate, scale, curve and pixel, as they are now.
  var mapFacts: [Fact] {
    guard state.view == .space else { return viewFacts }
    let viewport = state.viewport
    let style = state.style
    var all = [
      Fact("layer", style.layer.name, "The colours show \(style.layer.summary).", term: "layer"),
      pixelFact,
    ]
    if style.layer.hasAggregates { all.append(aggregateFact) }
    if let scale = style.scale { all.append(scaleFact(scale)) }
    let curve = viewport.plane.curve
    let turned =
      viewport.plane.isTransposed ? " Columns and rows have changed places." : ""
    all.append(
      Fact("curve", curve.title, "\(Glossary.sentence(curve.summary))\(turned)", term: curve.title))
    let part =
      viewport.isFitted
      ? "All of \(state.pool) is in view." : "A part of \(state.pool) is in view."
    all.append(
      Fact(
        "zoom", "\(viewport.zoom)",
        "\(part) A step closer makes four pixels of each; it takes "
          + "\(Figure.count(viewport.plane.deepestZoom - viewport.zoom, "step")) more to see single "
          + "addresses.",
        term: "zoom"))
    return all
  }

  private var viewFacts: [Fact] {
    let text =
      state.view == .nodes
      ? "Each picture is a node, \(state.nodesView.sorting.summary)."
      : "Each cell is an address of \(state.block); the letter says who has it."
    return [Fact("view", state.view == .nodes ? "nodes" : "addresses", text)]
  }

  private var pixelFact: Fact {
    let length = state.viewport.pixelLength
    let unit = state.unitLength
    let addresses = IPPrefix(state.pool.base, length: length).size
    let blocks =
      length == unit
      ? "just one block of /\(unit)"
      : length < unit
        ? "\(Self.power(unit - length)) blocks of /\(unit)"
        : "a part of a block of /\(unit), which has \(Self.power(length - unit)) pixels"
    let count = addresses == 1 ? "one address" : "\(Figure.grouped(addresses)) addresses"
    return Fact("1 px", "= /\(length)", "One pixel is \(count): \(blocks).", term: "pixel")
  }

  /// A power of two in digits, or as a power where it has too many.
  private static func power(_ exponent: Int) -> String {
    exponent <= 40 ? Figure.grouped(UInt128(1) << UInt128(max(0, exponent))) : "2^\(exponent)"
  }

  private var aggregateFact: Fact {
    let aggregate = state.aggregate
    let isAlone = state.viewport.pixelLength >= state.unitLength
    let reach =
      isAlone
      ? " Now a pixel is no larger than a block, so each shows its own figure."
      : " Now a pixel is up to \(Self.power(state.unitLength - state.viewport.pixelLength)) blocks."
    return Fact(
      "aggregate", aggregate.name, Glossary.sentence(aggregate.summary) + reach,
      term: aggregate.name)
  }

  private func scaleFact(_ scale: Scale) -> Fact {
    Fact(
      "scale", scale.name, "\(Glossary.sentence(scale.summary)) The legend has the steps.",
      term: scale.name)
  }
}
