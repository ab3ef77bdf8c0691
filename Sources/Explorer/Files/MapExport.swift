public import Addressing
import Cartography
public import Simulation
import Theming

/// A page with the map of a view, as `cidrscope map` draws it.
public struct MapExport: Sendable {
  /// The plan that is drawn.
  public let plan: Plan
  /// The moment it is of.
  public let moment: Moment
  /// The stretch of address space in view; nil for every pool.
  public let part: IPPrefix?
  /// The choices as options of `cidrscope map`.
  public let options: [String]
}

extension ExplorerApp.State {
  /// The map of the view, to be drawn as a page.
  func mapExport() throws(Prompt.Fault) -> MapExport {
    guard let shown = shownReference, let (plan, moment) = session.plan(shown.text) else {
      throw FileWord.fault("there is no plan, so there is no map")
    }
    var options = [
      "--layer", style.layer.rawValue, "--curve", viewport.plane.curve.name,
      "--aggregate", style.aggregate.rawValue, "--owner", style.owner.rawValue,
      "--theme", look.theme.name,
    ]
    if let scale = style.chosenScale { options += ["--scale", scale.rawValue] }
    if viewport.plane.isTransposed { options.append("--transpose") }
    return MapExport(plan: plan, moment: moment, part: partInView, options: options)
  }

  /// The largest stretch around the cursor that is wholly in view; nil where all of the pool is.
  private var partInView: IPPrefix? {
    guard view == .space, !showsTiles, !viewport.isFitted else { return nil }
    for length in pool.length...anchor.family.bitWidth {
      let prefix = IPPrefix(anchor, length: length)
      guard let rect = viewport.rect(of: prefix) else { continue }
      if rect.intersection(viewport.bounds) == rect { return length == pool.length ? nil : prefix }
    }
    return IPPrefix(anchor)
  }
}
