import Foundation

/// A `kubectl` that plays recorded streams, each run the next one of its kind.
///
/// A stream is lines: what is printed, and between them `#sleep 0.1`, `#exit 1`, `#hang`, `#crash`,
/// `#say TEXT` for standard error and `#cut TEXT` for what has no end of line.
struct FakeKubectl {
  private let folder: ScratchFolder

  private static let script = """
    #!/bin/sh
    here=$(dirname "$0")
    kind=$2
    echo "$*" >> "$here/calls"
    run=$(($(cat "$here/$kind.count" 2>/dev/null || echo 0) + 1))
    echo $run > "$here/$kind.count"
    stream="$here/$kind.$run"
    [ -e "$stream" ] || stream="$here/$kind.last"
    [ -e "$stream" ] || {
      echo "error: the server doesn't have a resource type \\"$kind\\"" >&2
      exit 1
    }
    while IFS= read -r line; do
      case $line in
        "#sleep "*) sleep "${line#\\#sleep }" ;;
        "#exit "*) exit "${line#\\#exit }" ;;
        "#hang") sleep 100 ;;
        "#crash") kill -9 $$ ;;
        "#say "*) printf '%s\\n' "${line#\\#say }" >&2 ;;
        "#cut "*) printf '%s' "${line#\\#cut }" ;;
        *) printf '%s\\n' "$line" ;;
      esac
    done < "$stream"
    """

  /// What kubectl 1.32.4 says at verbosity 6 when its list is over and its watch begins.
  static let watches =
    "#say I1123 17:10:56.008261   16322 round_trippers.go:560] GET "
    + "https://h/api/v1/nodes?resourceVersion=116&watch=true 200 OK in 1 milliseconds"

  init() throws {
    folder = try ScratchFolder()
    let path = try folder.file("kubectl", Self.script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// The `run`th stream of a resource; nil for all that come after those that are numbered.
  func plays(_ lines: [String], of resource: String, run: Int?) throws {
    let name = "\(resource).\(run.map { "\($0)" } ?? "last")"
    _ = try folder.file(name, lines.joined(separator: "\n") + "\n")
  }

  /// The words that it was called with, a line each.
  var calls: [String] {
    get throws { try folder.text("calls").split(separator: "\n").map(String.init) }
  }

  /// Follows the cluster until a text is told.
  ///
  /// That takes at most so many seconds; then a signal ends it. Errors tell how many of the processes
  /// that it started are left, five seconds later at the most.
  func watch(
    _ options: String = "", until text: String, seconds: Int = 20, signal: String = "TERM"
  ) throws -> Program.Run {
    let line = """
      cd '\(folder.path)'; export PATH='\(folder.path)':$PATH
      "$0" watch \(options) > out 2> err & program=$!
      for turn in $(seq \(seconds * 20)); do
        grep -qF -- '\(text)' out && break
        kill -0 $program 2> /dev/null || break
        sleep 0.05
      done
      kill -\(signal) $program 2> /dev/null
      wait $program; status=$?
      cat out; cat err >&2
      for turn in $(seq 100); do
        left=$(pgrep -cf '\(folder.path)/[k]ubectl')
        [ "$left" = 0 ] && break
        sleep 0.05
      done
      echo "left: $left" >&2
      exit $status
      """
    return try Program.shell(line)
  }
}
