import Terminal

/// What is searched for in a text, and where in it one is.
struct PagerSearch: Hashable, Sendable {
  var editor = LineEditor()
  /// Whether it is still being typed; then every letter belongs to it.
  var isTyping = true
  /// Which of the matches one went to last.
  var current: Int?
  /// Where the text was when the search began: matches are looked for from there on.
  let origin: Int

  var text: String { editor.text }
}

/// A place of a text that matches: columns of one line, of more where it goes on in the next.
struct PagerMatch: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    let line: Int
    let columns: Range<Int>
  }

  var parts: [Part]

  var firstLine: Int { parts.first?.line ?? 0 }
}

extension Pager {
  mutating func beginSearch() {
    search = PagerSearch(origin: firstLine)
  }

  /// A key while the search is typed: what it finds shows at once.
  mutating func type(_ key: Key, in room: Size) {
    guard var typed = search else { return }
    let before = typed.text
    switch key {
    case .escape, .control("g"),
      .backspace where typed.editor.isEmpty:
      firstLine = typed.origin
      search = nil
      settle(in: room)
      return
    case .enter:
      typed.isTyping = false
      search = typed.editor.isEmpty ? nil : typed
      return
    case .down, .up:
      // The text can be looked through without ending the line.
      firstLine += key == .down ? 1 : -1
      settle(in: room)
      return
    default: _ = typed.editor.press(key)
    }
    search = typed
    if typed.text != before { goToFirstMatch(in: room) }
  }

  /// Puts pasted text into the search.
  mutating func paste(_ text: String, in room: Size) {
    guard search?.isTyping == true else { return }
    search?.editor.insert(text)
    goToFirstMatch(in: room)
  }

  private mutating func goToFirstMatch(in room: Size) {
    guard let origin = search?.origin else { return }
    let found = matches(width: room.width)
    let index = found.firstIndex { $0.firstLine >= origin } ?? (found.isEmpty ? nil : 0)
    search?.current = index
    firstLine = origin
    if let index { reveal(found[index], in: room) }
    settle(in: room)
  }

  /// Goes to another match; after the last comes the first.
  mutating func goToMatch(by step: Int, in room: Size) {
    guard search != nil else { return }
    let found = matches(width: room.width)
    guard !found.isEmpty else { return }
    let index = ((search?.current ?? (step > 0 ? -1 : 0)) + step + found.count) % found.count
    search?.current = index
    reveal(found[index], in: room)
  }

  /// Leaves what is in sight where it is, and puts what is not a third of the way down.
  private mutating func reveal(_ match: PagerMatch, in room: Size) {
    guard let first = match.parts.first, let last = match.parts.last else { return }
    if first.line < firstLine || last.line >= firstLine + room.height {
      firstLine = first.line - room.height / 3
    }
    if first.columns.lowerBound < firstColumn { firstColumn = first.columns.lowerBound }
    if first.columns.upperBound > firstColumn + room.width {
      firstColumn = first.columns.upperBound - room.width
    }
  }

  /// The places that match, from the top on.
  ///
  /// Small letters match both, a capital only itself. A blank stands for as many as there are and for
  /// the end of a line, so that what is found does not depend on where lines are broken.
  func matches(width: Int) -> [PagerMatch] {
    guard let search else { return [] }
    let wanted = Self.squeezed(search.text)
    guard !wanted.isEmpty else { return [] }
    let isExact = wanted.contains { $0.properties.isUppercase }
    var found: [PagerMatch] = []
    var stream = PagerStream(isExact: isExact)
    for (number, line) in lines(width: width).enumerated() {
      if line.passage != stream.passage {
        found += stream.matches(of: wanted)
        stream = PagerStream(passage: line.passage, isExact: isExact)
      }
      stream.append(line.text, number: number)
    }
    return found + stream.matches(of: wanted)
  }

  /// The scalars of a text with one blank in place of several and none at the ends.
  private static func squeezed(_ text: String) -> [Unicode.Scalar] {
    Array(text.split(separator: " ").joined(separator: " ").unicodeScalars)
  }
}

/// The characters of one passage in the order of reading, each with its place.
private struct PagerStream {
  var passage = -1
  let isExact: Bool
  private var scalars: [Unicode.Scalar] = []
  private var places: [(line: Int, column: Int, width: Int)] = []

  init(passage: Int = -1, isExact: Bool) {
    self.passage = passage
    self.isExact = isExact
  }

  mutating func append(_ text: TextLine, number: Int) {
    var column = 0
    if !scalars.isEmpty { appendBlank(number, 0) }
    for span in text.spans {
      for scalar in span.text.unicodeScalars {
        let width = TextWidth.columns(of: scalar) ?? 1
        if scalar == " " {
          appendBlank(number, column)
        } else {
          scalars.append(isExact ? scalar : Self.small(scalar))
          places.append((number, column, width))
        }
        column += width
      }
    }
  }

  private mutating func appendBlank(_ line: Int, _ column: Int) {
    guard let last = scalars.last, last != " " else { return }
    scalars.append(" ")
    places.append((line, column, 1))
  }

  private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return ("A"..."Z").contains(scalar)
        ? Unicode.Scalar(UInt8(ascii: scalar) | 0x20) : scalar
    }
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first ?? scalar : scalar
  }

  func matches(of wanted: [Unicode.Scalar]) -> [PagerMatch] {
    guard let first = wanted.first, scalars.count >= wanted.count else { return [] }
    var found: [PagerMatch] = []
    var start = 0
    while start + wanted.count <= scalars.count {
      guard scalars[start] == first,
        scalars[start..<start + wanted.count].elementsEqual(wanted)
      else {
        start += 1
        continue
      }
      found.append(match(start..<start + wanted.count))
      start += wanted.count
    }
    return found
  }

  private func match(_ range: Range<Int>) -> PagerMatch {
    var parts: [PagerMatch.Part] = []
    for index in range {
      let place = places[index]
      let end = place.column + place.width
      if let last = parts.last, last.line == place.line {
        parts[parts.count - 1] = PagerMatch.Part(
          line: last.line, columns: last.columns.lowerBound..<end)
      } else if scalars[index] != " " {
        parts.append(PagerMatch.Part(line: place.line, columns: place.column..<end))
      }
    }
    return PagerMatch(parts: parts)
  }
}
