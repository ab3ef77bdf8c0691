import Glibc

/// When a process started, in clock ticks since the machine did: with its number it names a process
/// for good (proc_pid_stat(5), field 22).
enum ProcessStart {
  /// The start of the process with that number; nil if there is none, or none can be asked.
  ///
  /// One that has ended and was not yet waited for does no work any more: it counts as gone.
  static func of(_ process: Int32) -> UInt64? {
    let descriptor = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    // The second field is the program's name in parentheses and may hold anything, even more of them.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return UInt64(fields[19])
  }
}
