import Allocation
import Simulation
import Terminal

/// A command as fields to fill in: what results is the line that one could have typed.
struct Form: Sendable {
  /// One argument of the command.
  struct Field: Sendable {
    /// The word before the equals sign; nil for an argument that is known by where it stands.
    let key: String?
    let placeholder: String
    let kind: ArgumentKind
    /// What holds where nothing else is said; nil where there is no such thing.
    let standard: String?
    let meaning: String
    /// Whether blanks part several values.
    let canRepeat: Bool
    var editor: LineEditor
    /// Whether nobody has touched it: what is typed then takes the place of what stands there.
    var isFresh = true
    /// What is wrong with the text.
    var fault: String?

    /// The name in front of the field.
    var name: String { key ?? placeholder.lowercased() }

    /// What stands in it while it is empty: what holds then, else what is asked for.
    var shadow: String { standard ?? placeholder }
  }

  /// The words before all arguments: `workload spot`.
  let head: String
  /// What the command does.
  let summary: String
  /// What it stands for, in a few sentences.
  let details: String
  var fields: [Field]
  var selected = 0
  /// What is wrong with the whole, or what came of it.
  var fault: String?
  /// The row of the vocabulary, where what is filled in decides which fields there are.
  private let open: CommandForm?
  /// The mode of the plan that `set` is about.
  private let mode: ModeDescription?

  /// The form of a kind of workload.
  init(_ workload: WorkloadDescription) {
    head = "workload \(workload.name)"
    summary = workload.summary
    details = workload.details.replacing("\n", with: " ")
    open = nil
    mode = nil
    fields = workload.options.map { option in
      Field(
        key: option.key, placeholder: option.placeholder, kind: option.kind,
        standard: option.standard, meaning: option.meaning, canRepeat: false,
        editor: LineEditor(option.standard ?? ""))
    }
    check()
  }

  /// The form of a row of the vocabulary, for a plan of that mode.
  init(_ form: CommandForm, mode: ModeDescription? = nil) {
    head = form.name
    summary = form.summary
    details = form.usages.joined(separator: "   ")
    open = form.hasOpenKeys ? form : nil
    self.mode = mode
    fields =
      form.places.map { Field($0) }
      + Vocabulary.keys(of: form, after: [], mode: mode).map { Field($0) }
    check()
  }

  /// A mode has options of its own: its fields come and go with its name.
  private mutating func followKeys() {
    guard let open else { return }
    let words = line.split(separator: " ").map(String.init)
    let keys = Vocabulary.keys(of: open, after: words, mode: mode)
    guard keys.map(\.name) != fields.compactMap(\.key) else { return }
    let here = fields.indices.contains(selected) ? fields[selected].key : nil
    let old = fields
    fields =
      old.filter { $0.key == nil }
      + keys.map { key in old.first { $0.key == key.name } ?? Field(key) }
    if let here { selected = fields.firstIndex { $0.key == here } ?? 0 }
  }

  /// The line that results, with the columns at which each field's words stand, counted from 1.
  private var written: (line: String, columns: [Range<Int>]) {
    var line = head
    var columns: [Range<Int>] = []
    for field in fields {
      let start = line.count + 2
      for word in Self.words(of: field) { line += " " + word }
      columns.append(start..<max(start, line.count + 1))
    }
    return (line, columns)
  }

  private static func words(of field: Field) -> [String] {
    let text = field.editor.text
    guard text.contains(where: { $0 != " " }) else { return [] }
    // A default that nobody has touched need not be said; one that was typed may mean more, such as
    // another value than the preset's.
    guard !field.isFresh || text != field.standard else { return [] }
    let values = field.canRepeat ? text.split(separator: " ").map(String.init) : [text]
    return values.map { value in
      guard let key = field.key else { return value }
      return CommandOption(key, value).description
    }
  }

  /// The line that results.
  var line: String { written.line }

  /// The command that results, unless something is wrong.
  private(set) var command: Command?
  /// How often its things happen, of a workload.
  var rate: String? { command?.workload?.rate }

  /// Reads the fields and says at each what is wrong with it.
  mutating func check() {
    followKeys()
    let (line, columns) = written
    fault = nil
    command = nil
    for index in fields.indices { fields[index].fault = nil }
    do throws(CommandError) {
      command = try Command(parsing: line)
    } catch {
      if let index = columns.firstIndex(where: { $0.contains(error.column) }) {
        fields[index].fault = error.message
      } else {
        fault = error.message
      }
    }
  }

  /// A key for the field that is selected; false if it is none of editing.
  mutating func edit(_ key: Key) -> Bool {
    guard fields.indices.contains(selected) else { return false }
    var editor = fields[selected].editor
    if fields[selected].isFresh, case .character = key { editor.replace(with: "") }
    guard editor.press(key) else { return false }
    fields[selected].editor = editor
    fields[selected].isFresh = false
    check()
    return true
  }

  mutating func select(_ index: Int) {
    guard !fields.isEmpty else { return }
    selected = (index + fields.count) % fields.count
  }

  /// Puts a word into the field.
  mutating func put(_ word: String) {
    guard fields.indices.contains(selected) else { return }
    fields[selected].editor.replace(with: word)
    fields[selected].isFresh = false
    check()
  }

  /// Puts the next of some words into the field, or the one before.
  mutating func choose(by step: Int, from words: [String]) {
    guard fields.indices.contains(selected), !words.isEmpty else { return }
    let typed = fields[selected].editor.text
    let at = words.firstIndex(of: typed)
    // What is half typed is finished first.
    let meant = typed.isEmpty ? nil : words.firstIndex { $0.hasPrefix(typed) }
    let next =
      at.map { ($0 + step + words.count) % words.count } ?? meant
      ?? (step > 0 ? 0 : words.count - 1)
    put(words[next])
  }

  /// Puts the words of a line into the fields they belong to; false if there is none for one of them.
  mutating func fill(from line: String) -> Bool {
    guard !line.contains("\"") else { return false }
    let count = head.split(separator: " ").count
    let words = line.split(separator: " ").map(String.init).dropFirst(count)
    // What decides which other fields there are goes first.
    let isFirst = { (word: String) in word.hasPrefix("mode=") || word.hasPrefix("preset=") }
    var places = fields.indices.filter { fields[$0].key == nil }[...]
    for word in words.filter({ !$0.contains("=") }) {
      guard let index = places.popFirst() else { return false }
      put(word, into: index)
    }
    let keyed = words.filter { $0.contains("=") }
    for word in keyed.filter(isFirst) + keyed.filter({ !isFirst($0) }) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let index = fields.firstIndex(where: { $0.key == String(parts[0]) }) else {
        return false
      }
      put(String(parts[1]), into: index)
      if isFirst(word) { check() }
    }
    check()
    return true
  }

  private mutating func put(_ text: String, into index: Int) {
    let old = fields[index].canRepeat && !fields[index].isFresh ? fields[index].editor.text : ""
    fields[index].editor.replace(with: old.isEmpty ? text : old + " " + text)
    fields[index].isFresh = false
  }
}

extension Form.Field {
  /// The field of an argument that is known by where it stands.
  fileprivate init(_ place: CommandForm.Place) {
    self.init(
      key: nil, placeholder: place.placeholder, kind: place.kind, standard: nil,
      meaning: place.meaning, canRepeat: false, editor: LineEditor())
  }

  /// The field of an argument that is known by its key.
  fileprivate init(_ key: CommandForm.Key) {
    self.init(
      key: key.name, placeholder: key.placeholder, kind: key.kind, standard: key.standard,
      meaning: key.meaning + (key.canRepeat ? "; blanks between" : ""), canRepeat: key.canRepeat,
      editor: LineEditor())
  }
}
