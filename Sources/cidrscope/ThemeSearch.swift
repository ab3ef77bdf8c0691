import Explorer
import Glibc
import Theming
import UserFiles

/// Where this program looks for themes.
enum ThemeSearch {
  static var library: ThemeLibrary {
    var environment: [String: String] = [:]
    for name in ["HOME", "XDG_CONFIG_HOME"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return ThemeLibrary(
      folders: ThemeFolder.search(environment: environment, programFolder: programFolder))
  }

  /// The folder of the running program, whatever name or link it was called by.
  private static var programFolder: String {
    guard let path = realpath("/proc/self/exe", nil) else { return "." }
    defer { free(path) }
    let whole = String(cString: path)
    return whole.lastIndex(of: "/").map { String(whole[..<$0]) } ?? "."
  }

  /// What the folders hold at this moment.
  static var reading: ThemeReading {
    var themes: [Theme] = []
    var faults: [String] = []
    for entry in library.entries() {
      switch entry.theme {
      case .success(let theme): themes.append(theme)
      case .failure(let error):
        // The list is narrow, and the folder the same for all that is one's own.
        let text = error.description
        faults.append(
          text.hasPrefix(entry.source)
            ? entry.name + ".yaml" + text.dropFirst(entry.source.count) : text)
      }
    }
    return ThemeReading(themes: themes, faults: faults)
  }
}
