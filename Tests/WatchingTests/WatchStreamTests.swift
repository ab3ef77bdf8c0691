import TestSupport
import Testing

@testable import Watching

@Suite struct `What kubectl prints, as events` {
  private func events(of text: String, chunk: Int) -> [WatchEvent] {
    var stream = WatchStream()
    var events: [WatchEvent] = []
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      events += stream.take(bytes.prefix(chunk))
      bytes = bytes.dropFirst(chunk)
    }
    if let last = stream.end() { events.append(last) }
    return events
  }

  private var story: [LiveScript.Event] {
    var script = LiveScript(seed: 7)
    return (0..<60).flatMap { _ in script.happen() }
  }

  private func names(_ events: [WatchEvent]) -> [String] {
    events.map { event in
      switch event {
      case .present(let object, _): "+\(object.name)@\(object.version)"
      case .gone(let object): "-\(object.name)@\(object.version)"
      case .bookmark(let version): "bookmark \(version)"
      case .ended(let code, let text): "ended \(code) \(text)"
      case .damaged: "damaged"
      }
    }
  }

  @Test(arguments: [1, 2, 7, 64, 4096, 1 << 20])
  func `chunks of any size give the same events`(_ size: Int) {
    let text = story.map(\.json).joined(separator: "\n")
    let whole = events(of: text, chunk: text.utf8.count)
    #expect(whole.count == story.count)
    #expect(events(of: text, chunk: size) == whole)
    #expect(!names(whole).contains("damaged"))
  }

  @Test
  func `indented events, as kubectl prints them, are read like those of one line each`() {
    let text = """
      {
          "object": {
              "apiVersion": "v1",
              "kind": "Node",
              "metadata": {
                  "name": "a \\u00e9\\"}{",
                  "resourceVersion": "17",
                  "uid": "u"
              }
          },
          "type": "ADDED"
      }
      {
          "object": {
              "kind": "Node",
              "metadata": {"name": "b", "resourceVersion": "18", "uid": "v"}
          },
          "type": "DELETED"
      }
      """
    #expect(names(events(of: text, chunk: 5)) == ["+a é\"}{@17", "-b@18"])
  }

  @Test
  func `bookmarks, errors, plain objects and lists are told for what they are`() {
    let text = """
      {"type":"BOOKMARK","object":{"kind":"Node","metadata":{"resourceVersion":"20"}}}
      {"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version: 5 (900)"}}
      {"kind":"Pod","metadata":{"namespace":"x","name":"p","uid":"u","resourceVersion":"3"}}
      {"kind":"List","items":[{"kind":"Node","metadata":{"name":"n"}},{"kind":"Node","metadata":{"name":"m"}}]}
      """
    #expect(
      names(events(of: text, chunk: 9)) == [
        "bookmark 20", "ended 410 too old resource version: 5 (900)", "+p@3", "+n@", "+m@",
      ])
  }

  @Test
  func `an object cut anywhere is damage, and the next one is read all the same`() {
    let (first, second) = (story[0].json, story[1].json)
    for length in stride(from: 1, to: first.utf8.count - 1, by: 3) {
      let text = String(decoding: first.utf8.prefix(length), as: UTF8.self) + "\n" + second
      let read = names(events(of: text, chunk: 11))
      #expect(read.count == 2 && read.first == "damaged" && read.last?.first == "+", "\(length)")
    }
  }

  @Test
  func `what is no JSON is damage once, however long it is`() {
    let text = "error: you must be logged in\nto the server\n\(story[0].json)\n"
    #expect(names(events(of: text, chunk: 3)) == ["damaged", "+node-1@101"])
    #expect(names(events(of: "}}}]]]\u{0}\u{1b}[31m\n", chunk: 2)) == ["damaged"])
  }

  @Test
  func `bytes by chance bring nothing down, and no event out`() {
    var random = SeededRandom(seed: 11)
    let signs = Array("{}[]\",:\\ \nabc0".utf8)
    for _ in 0..<200 {
      var stream = WatchStream()
      let bytes = (0..<random.int(in: 1..<200)).map { _ in signs[random.int(in: 0..<signs.count)] }
      for event in stream.take(bytes) {
        guard case .damaged = event else {
          Issue.record("\(String(decoding: bytes, as: UTF8.self)) gave \(event)")
          continue
        }
      }
    }
  }
}
