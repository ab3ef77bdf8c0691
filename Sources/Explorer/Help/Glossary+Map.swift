import Cartography

extension Glossary {
  static let map = [
    Entry(
      .map, "pixel", also: ["px"],
      "The smallest square of the map. It stands for one prefix, whose length is in the frame: 1 px = "
        + "/26 is 64 IPv4 addresses. One step of zoom is two address bits: a pixel becomes four."),
    Entry(
      .map, "zoom",
      "How many times the pool was quartered to get to the size of a pixel.", related: ["pixel"]),
    Entry(
      .map, "layer",
      "What the map shows of address space; each has its own legend, and its own key from 1 on.",
      related: Layer.allCases.map { "layer \($0.name)" }),
    Entry(
      .map, "aggregate",
      "Which one figure stands for all the blocks that share a pixel. Where a pixel is no larger than "
        + "a block there is nothing to aggregate.", related: Aggregate.allCases.map(\.name)),
    Entry(
      .map, "scale",
      "How a figure becomes one of the nine steps of the colours.",
      related: Scale.allCases.map(\.name)),
    Entry(
      .map, "curve",
      "How the line of addresses runs through the plane of the map.",
      source: "Sagan, Space-Filling Curves, 1994", related: allCurves.map { $0.title }),
    Entry(
      .map, "legend",
      "What the colours and letters of the map mean; \"Here and now\" in the help says how much of "
        + "the view each of them stands for."),
    Entry(
      .map, "mark", also: Mark.allCases.map { "mark \($0.rawValue)" },
      "A letter over the colour, so that nothing rests on colour alone: "
        + Mark.allCases.map { "\($0.rawValue) \($0.name)" }.joined(separator: ", ")
        + ". Where several would do, a pixel has the first of these."),
    Entry(
      .map, "difference",
      "A map of two plans: what only the first has, only the second, both alike, both unlike."),
  ]

  static let aggregates = Aggregate.allCases.map { aggregate in
    Entry(
      .map, aggregate.name, also: ["aggregate \(aggregate.name)"],
      "An aggregate: \(aggregate.summary).", related: ["aggregate"])
  }

  static let scales = Scale.allCases.map { scale in
    Entry(
      .map, scale.name, also: ["\(scale.name) scale"] + (scale == .log ? ["logarithmic"] : []),
      "A scale: \(scale.summary).",
      related: ["scale"])
  }

  static let curves = allCurves.map { curve in
    Entry(
      .map, curve.title, also: ["\(curve.name) curve"] + otherNames(of: curve),
      "A curve: \(curve.summary).", source: curveSources[curve.name], related: ["curve"])
  }

  private static func otherNames(of curve: any SpaceFillingCurve) -> [String] {
    curve.name == curve.title.lowercased() ? [] : [curve.name]
  }

  /// Where the curves that have a name are from.
  private static let curveSources = [
    "hilbert": "Hilbert, Mathematische Annalen 38 (1891), 459-460",
    "morton": "Morton, A Computer Oriented Geodetic Data Base, IBM Ottawa, 1966",
  ]

  static let layers = Layer.allCases.map { layer in
    Entry(
      .map, "layer \(layer.name)", "The layer that shows \(layer.summary).", related: ["layer"])
  }
}
