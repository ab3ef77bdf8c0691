import Terminal

/// A terminal that understands what recordings hold: CUP, ED, SGR with 256 colours, DECTCEM.
struct Emulator {
  private(set) var cells: [[Cell]]
  private(set) var cursor: Point?
  private(set) var unknown: [String] = []
  private var place = Point(x: 0, y: 0)
  private var style = Style.plain

  init(_ size: Size) {
    cells = Array(repeating: Array(repeating: .blank, count: size.width), count: size.height)
  }

  mutating func resize(to size: Size) { self = Emulator(size) }

  mutating func write(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        guard rest.popFirst() == "[" else {
          unknown.append("no CSI")
          continue
        }
        var parameters = ""
        while let next = rest.first, next.value < 0x40 {
          parameters.unicodeScalars.append(next)
          rest.removeFirst()
        }
        if let end = rest.popFirst() { obey(parameters, end) }
      } else {
        put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let cell = Cell(scalar, style: style)
    guard cells.indices.contains(place.y), cells[place.y].indices.contains(place.x) else {
      unknown.append("\(scalar) beyond the edge at \(place)")
      return
    }
    cells[place.y][place.x] = cell
    place.x += cell.extent == .lead ? 2 : 1
  }

  private mutating func obey(_ parameters: String, _ end: Unicode.Scalar) {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    switch (end, parameters) {
    case ("H", ""): place = Point(x: 0, y: 0)
    case ("H", _): place = Point(x: numbers[1] - 1, y: numbers[0] - 1)
    case ("J", "2"):
      for y in cells.indices { for x in cells[y].indices { cells[y][x] = .blank } }
    case ("h", "?25"): cursor = place
    case ("l", "?25"): cursor = nil
    case ("m", _): select(numbers)
    default: unknown.append("\(parameters)\(end)")
    }
  }

  private mutating func select(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 38, 48:
        let color = Color(index: UInt8(rest.dropFirst().first ?? 0))
        rest = rest.dropFirst(2)
        if number == 38 { style.foreground = color } else { style.background = color }
      default: unknown.append("SGR \(number)")
      }
    }
  }

  /// The places where the screen differs from a frame.
  func differences(from frame: Frame) -> [String] {
    var found: [String] = []
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        let wanted = frame[x, y]
        guard wanted.extent != .continuation, cells[y][x] != wanted else { continue }
        found.append("\(x),\(y): \(cells[y][x]) is not \(wanted)")
      }
    }
    if cursor != frame.cursor { found.append("cursor \(String(describing: cursor))") }
    return found
  }
}
