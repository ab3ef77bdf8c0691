extension Theme {
  /// The name of the theme that needs no file.
  public static let builtInName = "midnight"

  /// The theme that needs no file, so that the bare program works from any folder.
  public static let builtIn: Theme = {
    do {
      return try ThemeReader.read(builtInText, file: "built in").theme()
    } catch {
      preconditionFailure("the built-in theme is broken: \(error)")
    }
  }()
}
