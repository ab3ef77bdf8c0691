import Addressing
import Foundation
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct ReaderTests {
  private func reader(_ lines: [String]) throws -> Reader {
    Reader(try Stage(script: lines).state)
  }

  @Test func `commands are lines, and what came of them are sentences`() throws {
    var reader = try reader(["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"])
    let answer = reader.take("add nodes 3")
    #expect(answer.next == .line)
    #expect(answer.lines.contains { $0.contains("odes 3, 3 more") }, "\(answer.lines)")
    #expect(answer.lines.contains { $0.contains("committed 768, 768 more") }, "\(answer.lines)")
    let refused = reader.take("add nodes 3")
    #expect(refused.lines.contains { $0.hasPrefix("Refused") }, "\(refused.lines)")
  }

  @Test func `a line that is not understood says where, and changes nothing`() throws {
    var reader = try reader(["plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"])
    let before = reader.state.session.timeline.entries.count
    let answer = reader.take("ad nodes 3")
    #expect(answer.lines.first?.contains("at character 1") == true, "\(answer.lines)")
    #expect(reader.state.session.timeline.entries.count == before)
  }

  @Test func `actions are words, with a number for how often`() throws {
    var reader = try reader(["plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 9"])
    let before = reader.state.cursor
    _ = reader.take("next 3")
    #expect(reader.state.cursor != before)
    #expect(reader.take("").lines == [reader.state.cursorSentence])
    _ = reader.take("go 10.0.4.0/24")
    #expect(reader.state.anchor.description == "10.0.4.0")
    #expect(reader.take("screen").next == .screen)
    #expect(reader.take("quit").next == .end)
  }

  @Test func `R begins a talk from panels to read, and is a letter where text is typed`() throws {
    for opening in ["", "?", "S", "M"] {
      var stage = try Stage()
      try stage.press(opening + "R")
      #expect(stage.state.wantsReader, "\(opening)")
    }
    for opening in [":", "g", "/", "<C-s>", "t/", "\""] {
      var stage = try Stage()
      try stage.press(opening + "R")
      #expect(!stage.state.wantsReader, "\(opening)")
    }
  }

  @Test func `no line has anything drawn with characters, whatever action is taken`() throws {
    let state = try Stage().state
    for action in Action.allCases where action != .quit {
      var reader = Reader(state)
      for line in reader.greeting() + reader.take(action.rawValue).lines {
        #expect(!line.unicodeScalars.contains { (0x2500...0x25FF).contains($0.value) }, "\(line)")
        #expect(!line.isEmpty && line == line.trimmingCharacters(in: .whitespaces), "\(action)")
      }
      if case .files = reader.state.overlay { continue }
      if case nil = reader.state.overlay { continue }
      Issue.record("\(action) leaves something on top")
    }
  }

  /// Lines typed begin with `> `; what is said to them follows.
  @Test func `the demonstration's main task can be done by ear`() throws {
    let path = Screenplay.folder + "/demonstration.transcript"
    let kept = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let typed =
      kept.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
    #expect(typed.count > 5)
    var reader = Reader(try Stage().state)
    var lines = reader.greeting()
    for line in typed {
      lines.append("> " + line)
      lines += reader.take(line).lines
    }
    let shown = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] == "1" {
      try shown.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(Screenplay.difference(kept, shown) == "")
    }
  }
}
