/// Layouts are made by cutting strips off what is left:
///
///     var rest = frame.bounds
///     let title = rest.cutTop(1)          title title title
///     let status = rest.cutBottom(1)      map       | side
///     let side = rest.cutRight(30)        map       | side
///     // `rest` is the map                status status
///
/// A strip longer than what is left takes all of it, so small screens need no special case.
extension Rect {
  /// Takes the first `count` rows away and returns them.
  public mutating func cutTop(_ count: Int) -> Rect {
    let taken = min(max(0, count), height)
    let strip = Rect(x: x, y: y, width: width, height: taken)
    self = Rect(x: x, y: y + taken, width: width, height: height - taken)
    return strip
  }

  /// Takes the last `count` rows away and returns them.
  public mutating func cutBottom(_ count: Int) -> Rect {
    let taken = min(max(0, count), height)
    self = Rect(x: x, y: y, width: width, height: height - taken)
    return Rect(x: x, y: y + height, width: width, height: taken)
  }

  /// Takes the first `count` columns away and returns them.
  public mutating func cutLeft(_ count: Int) -> Rect {
    let taken = min(max(0, count), width)
    let strip = Rect(x: x, y: y, width: taken, height: height)
    self = Rect(x: x + taken, y: y, width: width - taken, height: height)
    return strip
  }

  /// Takes the last `count` columns away and returns them.
  public mutating func cutRight(_ count: Int) -> Rect {
    let taken = min(max(0, count), width)
    self = Rect(x: x, y: y, width: width - taken, height: height)
    return Rect(x: x + width, y: y, width: taken, height: height)
  }

  /// What is left inside a margin of that many cells on every side.
  public func inset(by margin: Int) -> Rect {
    inset(horizontal: margin, vertical: margin)
  }

  /// What is left inside margins to the sides and above and below.
  public func inset(horizontal: Int, vertical: Int) -> Rect {
    let dx = min(max(0, horizontal), width)
    let dy = min(max(0, vertical), height)
    return Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
  }

  /// A rectangle of the wanted size, or what fits of it, in the middle of this one.
  public func centered(_ wanted: Size) -> Rect {
    let fitting = Size(width: min(wanted.width, width), height: min(wanted.height, height))
    return Rect(
      x: x + (width - fitting.width) / 2, y: y + (height - fitting.height) / 2,
      width: fitting.width, height: fitting.height)
  }

  /// Columns side by side that share the width as evenly as whole cells allow, the first ones wider.
  public func dividedIntoColumns(_ count: Int, gap: Int = 0) -> [Rect] {
    precondition(count > 0, "a rectangle is divided into at least one column")
    var rest = self
    return (0..<count).map { index in
      let left = count - index
      let share = max(0, rest.width - gap * (left - 1))
      let column = rest.cutLeft((share + left - 1) / left)
      _ = rest.cutLeft(gap)
      return column
    }
  }
}
