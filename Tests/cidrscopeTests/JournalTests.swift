import Foundation
import Testing

/// Journals and recordings of the real program.
@Suite struct `Sessions that outlive the program` {
  private static let lines = """
    # opened the demonstration
    # kept 1
    plan a mode=cluster-pool pool=10.0.0.0/24 mask=26
    add nodes 2
    seek 1
    add nodes 1
    """

  /// Runs the program where a journal of that head lies, and gives what standard error says.
  private func errors(_ head: String, _ options: String = "", cut: String = "") throws -> String {
    let text = "# cidrscope journal 1\n\(head)\n\(Self.lines)\n\(cut)"
    return try Program.shell(
      """
      mkdir -p "$HOME/.local/state/cidrscope/journal"
      cat > "$HOME/.local/state/cidrscope/journal/20260101T000000Z-1.scope"
      "$0" \(options) > /dev/null
      """, input: text
    ).errors
  }

  @Test func `a journal whose program is gone is mentioned where nobody can be asked`() throws {
    let told = try errors("# process 99999999 started 5")
    #expect(
      told == """
        an earlier session ended without being closed: 2 commands on the demonstration, just now; \
        cidrscope --recover in a terminal opens it

        """)
    #expect(try errors("# process 99999999 started 5", cut: "add no") == told)
  }

  @Test func `a program that lives keeps its journal`() throws {
    let fields = try String(contentsOfFile: "/proc/self/stat", encoding: .utf8)
      .split(separator: ")").last?.split(separator: " ")
    let started = try #require(fields)[19]
    #expect(try errors("# process \(getpid()) started \(started)") == "")
    #expect(try errors("# process \(getpid()) started 5") != "")
  }

  @Test func `no-recover does not even look`() throws {
    #expect(try errors("# process 99999999 started 5", "--no-recover") == "")
  }

  @Test func `a recording has the same bytes every time, and a marker at every command`() throws {
    let run = try Program.shell(
      """
      cd "$HOME" && cat > a.scope && export XDG_STATE_HOME="$HOME"
      "$0" run a.scope --quiet --record a.cast --size 80x24 --pace 4 > /dev/null &&
      "$0" run a.scope --quiet --record b.cast --size 80x24 --pace 4 > /dev/null &&
      cmp a.cast b.cast &&
      head -1 a.cast && grep '"m"' a.cast
      """,
      input: "plan a mode=cluster-pool pool=10.0.0.0/24 mask=26\nadd nodes 2\nget nodes\n")
    #expect(
      run.output == """
        {"version": 2, "width": 80, "height": 24, "timestamp": 0, "title": "a.scope", \
        "env": {"TERM": "xterm-256color"}}
        [0.375000, "m", "plan a mode=cluster-pool pool=10.0.0.0/24 mask=26"]
        [0.625000, "m", "add nodes 2"]
        [0.875000, "m", "get nodes"]

        """)
    #expect(run.errors == "")
  }

  @Test func `nothing but a recording is written over by one`() throws {
    let run = try Program.shell(
      """
      cd "$HOME" && cat > a.scope && cp a.scope b.txt
      "$0" run a.scope --quiet --record b.txt; cmp a.scope b.txt
      """, input: "plan a mode=cluster-pool pool=10.0.0.0/24 mask=26\n")
    #expect(run.errors == "b.txt: is there already and no recording, so it is not written over\n")
  }
}
