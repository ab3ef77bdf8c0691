import Explorer
import Glibc
import Settings
import Theming
import UserFiles

/// Where files are looked for, and which are there.
extension Doctor {
  var files: [CapabilityLine] { [config] + themes + [journal] }

  private var config: CapabilityLine {
    let reason = folderReason(.config)
    switch setup.config {
    case .unwanted: return CapabilityLine("config file", "none", because: "--no-config says so")
    case .homeless: return CapabilityLine("config file", "none", because: reason)
    case .absent(let path):
      return CapabilityLine("config file", "\(path), which is not there", because: reason)
    case .read(let path):
      let isUsual = ConfigFile.path(in: environment) == path
      return CapabilityLine(
        "config file", "\(path), read", because: isUsual ? reason : "--config says so")
    }
  }

  private var themes: [CapabilityLine] {
    let library = ThemeSearch.library
    let entries = library.entries()
    var lines: [CapabilityLine] = []
    for folder in library.folders where UserFile.exists(atPath: folder.path) {
      let count = entries.filter { $0.source.hasPrefix(folder.path + "/") }.count
      let what = folder.label == "user" ? folderReason(.config) : "it is beside the program"
      lines.append(
        CapabilityLine(
          "themes", "\(folder.path), \(count == 1 ? "1 theme" : "\(count) themes")", because: what))
    }
    if !lines.contains(where: { $0.reason == folderReason(.config) }),
      let folder = library.folders.first(where: { $0.label == "user" })
    {
      lines.insert(
        CapabilityLine(
          "themes", "\(folder.path), which is not there", because: folderReason(.config)), at: 0)
    }
    return lines.isEmpty ? [CapabilityLine("themes", "the one built in")] : lines
  }

  private var journal: CapabilityLine {
    let held = preferences.held(.journal)
    guard held.value == "on" else {
      return CapabilityLine("journal", "none is kept", because: held.reason)
    }
    guard let folder = UserFolder.state.path(in: environment) else {
      return CapabilityLine("journal", "none is kept", because: folderReason(.state))
    }
    let isThere = UserFile.exists(atPath: folder)
    return CapabilityLine(
      "journal", folder + (isThere ? "" : ", which is made when it is needed"),
      because: folderReason(.state))
  }

  /// What decided where a folder of the user is.
  private func folderReason(_ folder: UserFolder) -> String {
    let name = folder.variable
    if let value = variable(name) {
      if value.hasPrefix("/") { return "\(name) says so" }
      return "\(name) holds no absolute path, which counts for nothing"
    }
    return folder.path(in: environment) == nil
      ? "neither \(name) nor HOME is set" : "\(name) is not set"
  }
}
