/// The shell's own lines around what was pasted from a terminal: `$ kubectl get nodes -o json`.
enum PromptLines {
  /// The same bytes with prompt lines at the head and the tail blanked out, so that places hold.
  static func blankedOut(in bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let line = bytes[start..<end]
      guard line.allSatisfy(\.isBlank) || isPrompt(line) else { break }
      for index in line.indices where !line[index].isBlank { result[index] = UInt8(ascii: " ") }
      start = min(end + 1, bytes.endIndex)
    }
    var end = bytes.endIndex
    while end > start {
      let line = lastLine(of: bytes[start..<end])
      guard line.allSatisfy(\.isBlank) || isPrompt(line) else { break }
      for index in line.indices where !line[index].isBlank { result[index] = UInt8(ascii: " ") }
      end = max(line.startIndex - 1, start)
    }
    return result
  }

  private static func lastLine(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let newline = bytes.lastIndex(of: UInt8(ascii: "\n"))
    return bytes[(newline.map { $0 + 1 } ?? bytes.startIndex)...]
  }

  /// A line that is a prompt alone, or a prompt or nothing before a command that prints clusters.
  private static func isPrompt(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count < 1_000 else { return false }
    let words = String(decoding: line, as: UTF8.self).split { $0.isWhitespace }
    guard let first = words.first else { return false }
    if commands.contains(String(first)) { return words.count > 1 && words[1] != ":" }
    guard let mark = first.last, "$#%>❯".contains(mark) else { return false }
    return words.count == 1 || commands.contains(String(words[1]))
  }

  private static let commands: Set<String> = ["kubectl", "k", "oc", "k3s", "helm", "cilium", "cat"]
}
