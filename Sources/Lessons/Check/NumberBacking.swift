import Simulation

extension Lesson {
  /// A text with a number that nothing vouches for.
  struct Unbacked {
    let line: Int
    let message: String
  }

  /// The numbers of all texts that no claim, check, command or fact holds.
  var unbackedNumbers: [Unbacked] {
    var found: [Unbacked] = []
    var known = Numbers(in: facts.map(\.says))
    known.add(setUp.map(\.text))
    // The story may say what the tasks will ask for.
    known.add(tasks.flatMap(\.checks).map(\.text))
    func look(at text: LessonText, with more: [ScriptLine], _ place: String) {
      var backing = known
      backing.add(text.claims.map(\.text))
      backing.add(more.map(\.text))
      for number in Numbers.list(in: Filling.words(of: text.text)) where !backing.holds(number) {
        found.append(
          Unbacked(
            line: text.line,
            message: "\(place) says '\(number)', which no expect, command or fact of it holds"))
      }
    }
    for (index, page) in pages.enumerated() {
      look(at: page.text, with: page.commands, "page \(index + 1)")
      if let after = page.after { look(at: after, with: page.commands, "page \(index + 1)") }
      known.add(page.commands.map(\.text))
    }
    for (index, task) in tasks.enumerated() {
      let lines = task.checks + task.exact
      for text in [task.text, task.nudge, task.place] {
        look(at: text, with: lines, "task \(index + 1)")
      }
    }
    look(at: explanation, with: tasks.flatMap(\.checks) + solution, "the explanation")
    for text in [title, summary] {
      let backing = Numbers(in: facts.map(\.says) + [explanation.text] + setUp.map(\.text))
      for number in Numbers.list(in: text) where !backing.holds(number) {
        found.append(
          Unbacked(line: 1, message: "the title or summary says '\(number)', which nothing holds"))
      }
    }
    return found
  }
}

extension Filling {
  /// The text without what is filled in, which the state vouches for.
  static func words(of text: String) -> String {
    parts(of: text).map { part in
      if case .words(let words) = part { words } else { " " }
    }.joined()
  }
}

/// The numbers, addresses and CIDRs in texts.
struct Numbers {
  private var known: Set<String> = []

  init(in texts: [String]) { add(texts) }

  mutating func add(_ texts: [String]) {
    for text in texts {
      for number in Self.list(in: text) {
        known.insert(Self.plain(number))
        // Who vouches for a CIDR vouches for its address and its length.
        for part in number.split(separator: "/") { known.insert(Self.plain(String(part))) }
      }
    }
  }

  func holds(_ number: String) -> Bool { known.contains(Self.plain(number)) }

  /// Numbers from left to right; digits inside names, as of `node-1` or `m5.large`, are none.
  static func list(in text: String) -> [String] {
    var numbers: [String] = []
    for word in text.split(whereSeparator: { " \n()[]`\"'=<>;!?*+^".contains($0) }) {
      var word = word
      while let last = word.last, ".,:%".contains(last) { word.removeLast() }
      guard let first = word.first, word.contains(where: \.isASCIIDigit) else { continue }
      let isCIDR = first == "/" && word.dropFirst().first?.isASCIIDigit == true
      let isAddress = word.contains(":") && word.contains(where: \.isHexDigit)
      if first.isASCIIDigit || isCIDR || isAddress { numbers.append(String(word)) }
    }
    return numbers
  }

  private static func plain(_ number: String) -> String {
    let digits = number.filter { $0 != "," }
    return digits.hasPrefix("/") ? String(digits.dropFirst()) : digits
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
