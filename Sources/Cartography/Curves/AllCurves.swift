/// Every curve there is, in menu order; the first is the default.
public let allCurves: [any SpaceFillingCurve] = [Hilbert(), Morton(), RowMajor(), Serpentine()]

/// The curve that a command or a view names, if there is one.
public func curve(named name: String) -> (any SpaceFillingCurve)? {
  allCurves.first { $0.name == name }
}
