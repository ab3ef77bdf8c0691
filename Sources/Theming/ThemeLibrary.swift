import FoundationEssentials
public import UserFiles

/// The themes that can be had: files in folders, and the one that is built in.
public struct ThemeLibrary: Sendable {
  /// Where files are looked for; a theme in an earlier folder hides its namesake in a later one.
  public let folders: [ThemeFolder]

  /// Looks in these folders.
  public init(folders: [ThemeFolder]) {
    self.folders = folders
  }

  /// One theme of a list: its name, where it is, and what it is or what is wrong with it.
  public struct Entry: Sendable {
    /// The word that chooses it.
    public let name: String
    /// The file, or `built in`.
    public let source: String
    /// The theme, or the reason that it cannot be used.
    public let theme: Result<Theme, ThemeError>
  }

  /// Every theme, broken ones too, by name; a name that is there twice counts once.
  public func entries() -> [Entry] {
    var entries: [String: Entry] = [:]
    for folder in folders {
      for name in Self.names(in: folder) where entries[name] == nil {
        let path = folder.path + "/" + name + ".yaml"
        entries[name] = Entry(
          name: name, source: path,
          theme: result { () throws(ThemeError) in
            try theme(fromFile: path)
          })
      }
    }
    if entries[Theme.builtInName] == nil {
      entries[Theme.builtInName] = Entry(
        name: Theme.builtInName, source: "built in", theme: .success(.builtIn))
    }
    return entries.values.sorted { $0.name < $1.name }
  }

  /// The theme that a word names, or that is in a file when the word has a slash or ends in .yaml.
  public func theme(_ nameOrFile: String) throws(ThemeError) -> Theme {
    if nameOrFile.contains("/") || nameOrFile.hasSuffix(".yaml") || nameOrFile.hasSuffix(".yml") {
      return try theme(fromFile: nameOrFile)
    }
    return try finished(try sketch(named: nameOrFile), seen: [nameOrFile])
  }

  /// The theme in a file.
  public func theme(fromFile path: String) throws(ThemeError) -> Theme {
    try finished(try Self.sketch(inFile: path), seen: [])
  }

  /// Follows parents until nothing is missing that could be had.
  private func finished(_ first: ThemeSketch, seen: [String]) throws(ThemeError) -> Theme {
    var sketch = first
    var seen = seen
    while let parent = sketch.parent {
      guard !seen.contains(parent) else {
        throw ThemeError(
          file: first.file, line: 1, column: 1,
          "its parents go round in a circle: \((seen + [parent]).joined(separator: " -> "))")
      }
      seen.append(parent)
      do {
        sketch = sketch.completed(by: try self.sketch(named: parent))
      } catch {
        throw ThemeError(
          file: first.file, line: 1, column: 1, "its parent cannot be read: \(error)")
      }
    }
    return try sketch.theme()
  }

  private func sketch(named name: String) throws(ThemeError) -> ThemeSketch {
    for folder in folders where Self.names(in: folder).contains(name) {
      return try Self.sketch(inFile: folder.path + "/" + name + ".yaml")
    }
    if name == Theme.builtInName {
      return try ThemeReader.read(Theme.builtInText, file: "built in")
    }
    let known = Set(folders.flatMap { Self.names(in: $0) } + [Theme.builtInName]).sorted()
    throw ThemeError("no theme is called '\(name)'" + Suggestion.hint(for: name, among: known))
  }

  private static func sketch(inFile path: String) throws(ThemeError) -> ThemeSketch {
    let text = try UserFile.text(atPath: path)
    return try ThemeReader.read(text, file: path)
  }

  /// The names of the theme files in a folder, in order; none when there is no such folder.
  private static func names(in folder: ThemeFolder) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(".yaml".count)) }.sorted()
  }

  private func result(
    _ body: () throws(ThemeError) -> Theme
  ) -> Result<Theme, ThemeError> {
    Result(catching: body)
  }
}
