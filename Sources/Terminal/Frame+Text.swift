extension Frame {
  /// The characters of one row, without the blanks at its end.
  public func row(_ y: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for x in 0..<size.width where self[x, y].extent != .continuation {
      scalars.append(self[x, y].scalar)
    }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// The characters, a line for each row, without the blanks at the ends of lines.
  public var text: String {
    (0..<size.height).map { row($0) }.joined(separator: "\n")
  }

  /// Characters and styles as two planes of text, for tests that care about both.
  ///
  ///     10.0.0.0/24 full
  ///
  ///     aaaaaaaaaaa.bbbb
  ///
  ///     a = bold
  ///     b = 9 on 233
  ///
  /// Letters are given to styles in reading order; `.` is the plain style.
  public var picture: String {
    var letters: [Style: Character] = [.plain: "."]
    var legend: [String] = []
    var unused = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")[...]
    let plane = (0..<size.height).map { y in
      String(
        (0..<size.width).map { x -> Character in
          let style = self[x, y].style
          if let letter = letters[style] { return letter }
          // A frame with more than 62 styles is no picture to read; the rest share one mark.
          guard let letter = unused.popFirst() else { return "?" }
          letters[style] = letter
          legend.append("\(letter) = \(style)")
          return letter
        })
    }
    let blocks = [text, plane.joined(separator: "\n"), legend.joined(separator: "\n")]
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
