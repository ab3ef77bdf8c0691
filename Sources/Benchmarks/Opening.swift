import CSimdjson
import Glibc

/// What opening a large dump costs beside parsing it: `Benchmarks opening [NODES PODS]`.
///
/// A dump as `kubectl get nodes,pods -A -o json` prints it is written to the folder for temporary
/// files. Then three programs of their own, so that each one's memory is its own, read it in turn:
/// simdjson the whole file at once, `cidrscope open` the file, and `cidrscope open -` a pipe. The
/// program is the one that lies beside this one.
struct Opening {
  let nodes: Int
  let pods: Int

  init(words: [String]) {
    let numbers = words.compactMap { Int($0) }
    nodes = numbers.first ?? 5_000
    pods = numbers.dropFirst().first ?? 150_000
  }

  func run() {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/cidrscope-opening-\(getpid()).json"
    defer { unlink(path) }
    let size = DumpWriter(nodes: nodes, pods: pods).write(to: path)
    print("\(nodes) nodes, \(pods) pods: \(size >> 20) MB of JSON")
    guard let own = realpath("/proc/self/exe", nil).map({ String(cString: $0) }) else { return }
    let program =
      own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/cidrscope"
    // Once for the file to lie in the system's memory, as it did while it was written.
    _ = Cost(of: [own, "opening", "--parse", path])
    guard let parse = Cost(of: [own, "opening", "--parse", path]) else { return }
    parse.show("simdjson, whole file")
    for (name, words) in [
      ("cidrscope open", [program, "open", path]),
      ("cidrscope open -, a pipe", ["/bin/sh", "-c", "cat '\(path)' | '\(program)' open -"]),
    ] {
      guard let cost = Cost(of: words) else {
        print("\(name): did not run; `swift build -c release` makes \(program)")
        continue
      }
      cost.show(name)
      let times = Double(cost.wall) / Double(parse.wall)
      let share = Double(cost.bytes) / Double(size)
      print("  \(rounded(times)) times the parser's, memory \(rounded(share)) of the file")
    }
  }

  private func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// Loads and parses a file as a whole, which is all that this process does; false if it cannot.
  static func parse(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: size + csimdjson_padding)
    defer { text.deallocate() }
    guard fread(text, 1, size, file) == size, let parser = csimdjson_new(500) else { return false }
    defer { csimdjson_free(parser) }
    var root = csimdjson_value()
    return csimdjson_parse(parser, text, size, &root) == CSIMDJSON_FINE
  }
}

/// What a program took.
private struct Cost {
  /// From start to end, in microseconds.
  let wall: Int
  /// On the processors, in microseconds.
  let processor: Int
  /// The most memory at a time that was not the file system's.
  let bytes: Int

  /// Runs a program to its end, its output thrown away; nil if it fails.
  init?(of words: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let start = ContinuousClock.now
    guard posix_spawn(&child, words[0], &actions, nil, arguments, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child, status == 0 else { return nil }
    wall = Int((ContinuousClock.now - start) / .microseconds(1))
    processor = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + $1.tv_sec * 1_000_000 + $1.tv_usec
    }
    bytes = usage.ru_maxrss << 10
  }

  func show(_ name: String) {
    print("\(name): \(wall / 1000) ms, \(processor / 1000) ms of processor, \(bytes >> 20) MB")
  }
}
