/// The shell's own lines around what was pasted from a terminal: `$ kubectl get nodes -o json`.
enum PromptLines {
  /// The same bytes with prompt lines at the head and the tail blanked out, so that places hold.
  static func blankedOut(in bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    let start = bytes.withUnsafeBufferPointer { endOfHead(in: $0) }
    result.blankOut(0..<start)
    var end = bytes.endIndex
    while end > start {
      let line = lastLine(of: bytes[start..<end])
      guard line.allSatisfy(\.isBlank) || isPrompt(line) else { break }
      result.blankOut(line.indices)
      end = max(line.startIndex - 1, start)
    }
    return result
  }

  /// The offset behind the prompt lines and empty lines that a text begins with.
  static func endOfHead(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let line = bytes[start..<end]
      guard line.allSatisfy(\.isBlank) || line.count < 1_000 && isPrompt(Array(line)[...]) else {
        break
      }
      start = min(end + 1, bytes.endIndex)
    }
    return start
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

extension [UInt8] {
  fileprivate mutating func blankOut(_ range: Range<Int>) {
    for index in range where !self[index].isBlank { self[index] = 0x20 }
  }
}
