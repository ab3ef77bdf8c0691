import Addressing
import Cartography

extension ExplorerApp.State {
  /// The view as a line that `g` and the command line take back.
  public var viewLine: ViewLine {
    var line = ViewLine(plan: shownReference?.text, prefix: cursor)
    line.zoom = viewport.zoom
    line.layer = style.layer
    if style.layer == .owner { line.owner = style.owner }
    line.scale = style.scale == style.layer.scales.first ? nil : style.scale
    line.curve = viewport.plane.curve.name
    line.aggregate = aggregate
    switch view {
    case .space: break
    case .nodes: line.view = .nodes
    case .addresses: line.view = .addresses
    }
    if viewport.plane.isTransposed { line.isTransposed = true }
    return line
  }

  /// Shows what a line describes, or throws and leaves everything as it is.
  public mutating func show(_ line: ViewLine) throws(ViewLineError) {
    var changed = self
    try changed.follow(line)
    if changed.viewStop != viewStop { changed.viewHistory.leave(viewStop) }
    self = changed
  }

  private mutating func follow(_ line: ViewLine) throws(ViewLineError) {
    if let plan = line.plan, plan != shownReference?.text {
      guard let reference = allReferences.first(where: { $0.text == plan }) else {
        let names = allReferences.map(\.text).joined(separator: ", ")
        throw ViewLineError(
          column: 1,
          message: "there is no plan \"\(plan)\"; "
            + (names.isEmpty ? "there is none yet" : "there is \(names)"))
      }
      show(reference)
    }
    guard let index = pools.firstIndex(where: { $0.contains(line.prefix) }) else {
      let list = pools.map(\.description).joined(separator: ", ")
      throw ViewLineError(column: 1, message: "\(line.prefix) lies in none of \(list)")
    }
    selection = nil
    addressOwner = nil
    view = .space
    showPool(index)
    if let name = line.curve, name != viewport.plane.curve.name,
      let curve = allCurves.first(where: { $0.name == name })
    {
      viewport = viewport.redrawn(by: curve, about: viewport.bounds.center)
    }
    // A line that names a curve and no transposition means the usual way round.
    let keeps = line.curve == nil && viewport.plane.isTransposed
    let wantsTransposed = line.isTransposed ?? keeps
    if wantsTransposed != viewport.plane.isTransposed {
      isTransposed = wantsTransposed
      viewport = viewport.redrawn(
        by: viewport.plane.curve, transposed: wantsTransposed, about: viewport.bounds.center)
    }
    if let layer = line.layer {
      style.layer = layer
      // A line that names a layer and no scale means the usual one.
      style.chosenScale = nil
    }
    if let scale = line.scale { style.chosenScale = scale }
    if let owner = line.owner { style.owner = owner }
    if let aggregate = line.aggregate { style.aggregate = aggregate }
    anchor = line.prefix.base
    try zoom(to: line)
    trail = []
    switch line.view {
    case .map, nil: break
    case .nodes: openNodes()
    case .addresses: openAddresses()
    }
  }

  private mutating func zoom(to line: ViewLine) throws(ViewLineError) {
    guard let zoom = line.zoom else {
      viewport = viewport.framing(line.prefix)
      return
    }
    let deepest = viewport.plane.deepestZoom
    guard zoom <= deepest else {
      throw ViewLineError(
        column: 1,
        message: "\"zoom=\(zoom)\": \(pool) has zooms 0 to \(deepest), where a pixel is an address")
    }
    viewport = viewport.centred(on: line.prefix, zoom: zoom)
  }
}
