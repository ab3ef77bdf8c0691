import Cartography
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct PointingTests {
  /// The text that a click on some words opens.
  private func opened(_ words: String, _ size: Size, keys: String = "", below: Int = 0) throws
    -> String
  {
    var stage = try Stage(size)
    try stage.press(keys)
    let place = try #require(stage.place(of: words, below: below), "\(stage.text)")
    stage.click(place.x + 1, place.y)
    return stage.state.shownPager?.spoken.joined(separator: "\n") ?? ""
  }

  @Test(arguments: [
    ("nodes 68", "68 ready, 0 waiting, 0 failed."),
    ("pods 5,385", "5,382 run on an address of IPAM, 3 wait"),
    ("pending 3!", "Pods that wait for a node or for an address."),
    ("seed 1", "All chance follows from it"), ("history 20/20", "so many commands"),
    ("cluster-pool", "The plan's mode."), ("10.0.0.0/17 in /24", "The pool in view has 32,768"),
  ])
  func `a click on a number of the first line explains it`(
    _ words: String, _ meaning: String
  ) throws {
    let text = try opened(words, Size(width: 120, height: 40))
    #expect(text.contains(meaning), "\(text)")
  }

  @Test(arguments: [
    ("committed", "used + reserved + stranded"), ("stranded", "Committed - used - reserved."),
    ("total", "Addresses in the pools"), ("free blocks", "Blocks of /24 that can still be given"),
    ("/20", "1 free block of 4,096 addresses"), ("/22", "Blocks of /24 that can still be given"),
  ])
  func `a click on a number beside the map explains it, with its value`(
    _ words: String, _ meaning: String
  ) throws {
    var stage = try Stage(Size(width: 120, height: 40))
    let panel = try #require(stage.state.layout.panel)
    let top = try #require(stage.place(of: "addresses ─")).y
    // The map beside the panel has sizes too.
    let rows = stage.text.split(separator: "\n").map { String($0.dropFirst(panel.x)) }
    let y = try #require(rows.indices.first { $0 > top && rows[$0].contains(words) })
    let range = try #require(rows[y].firstRange(of: words))
    let place = Point(
      x: panel.x + rows[y].distance(from: rows[y].startIndex, to: range.lowerBound), y: y)
    stage.click(place.x + 1, place.y)
    let text = stage.state.shownPager?.spoken.joined(separator: "\n") ?? ""
    #expect(text.contains(meaning), "\(text)")
    #expect(stage.state.shownPager != nil)
  }

  @Test func `a click on the legend explains the entry, and on a ramp the step`() throws {
    var stage = try Stage(Size(width: 120, height: 40))
    let legend = try #require(stage.state.layout.legend)
    let places = Painter.legendPlaces(of: stage.state.legendItems, in: legend)
    #expect(places.count >= 4)
    var texts: Set<String> = []
    for place in places {
      let before = stage.text
      #expect(stage.isBare)
      stage.click(place.rect.x, place.rect.y)
      let text = stage.state.shownPager?.spoken.joined(separator: "\n") ?? ""
      #expect(!text.isEmpty, "\(place.item)")
      texts.insert(text)
      try stage.press("q")
      #expect(stage.text == before)
      if case .ramp(let low, let inks, _) = place.item {
        for step in 0..<inks.count {
          stage.click(place.rect.x + low.count + 1 + step * 2, place.rect.y)
          let text = stage.state.shownPager?.spoken.joined(separator: "\n") ?? ""
          #expect(text.contains("step \(step)"), "\(text)")
          try stage.press("q")
        }
      }
    }
    #expect(texts.count == places.count)
  }

  @Test func `a click on a number of the scores tells it of every plan`() throws {
    for (words, told) in [
      ("pods.running", "pods.running  demo 5,382, b 5,382"),
      ("addresses.reserved", "addresses.reserved  demo 272, b 272"),
    ] {
      for shift in [0, 2] {
        var stage = try Stage(Size(width: 160, height: 45))
        try stage.press("c")
        let place = try #require(stage.place(of: words))
        stage.click(place.x + shift, place.y)
        #expect(stage.state.shownPager?.spoken.first == told)
      }
    }
  }

  @Test func `a click on the upper part of the panel explains what is under the cursor`() throws {
    let text = try opened("usable", Size(width: 120, height: 40))
    #expect(text.contains("34 of 252 usable addresses are used"), "\(text)")
  }

  @Test func `the letters of a block's addresses are explained`() throws {
    for (words, meaning) in [
      ("router", "the agent keeps for itself"), ("idle", "and none has"),
      ("a pod, by its initial", "An address that a pod has"),
    ] {
      let text = try opened(words, Size(width: 120, height: 40), keys: "<Enter>", below: 30)
      #expect(text.contains(meaning), "\(words): \(text)")
    }
  }

  @Test func `clicks anywhere on any screen never do more than explain`() throws {
    for size in [Size(width: 40, height: 20), Size(width: 80, height: 24)] {
      for keys in ["", "v", "<Enter>", "c", "2", "7"] {
        var first = try Stage(size)
        try first.press(keys)
        let before = first.state.session.timeline.entries.count
        for y in stride(from: 0, to: size.height - 3, by: 2) {
          for x in stride(from: y % 9, to: size.width, by: 9) {
            var stage = first
            stage.click(x, y)
            #expect(stage.state.session.timeline.entries.count == before)
          }
        }
      }
    }
  }

  @Test func `a screen of an explanation`() throws {
    var stage = try Stage(Size(width: 80, height: 24))
    let place = try #require(stage.place(of: "pending 3!"))
    stage.click(place.x, place.y)
    let rows = stage.text.split(separator: "\n").map(String.init)
    let first = try #require(rows.firstIndex { $0.contains("What this is") })
    #expect(rows[first + 1].contains("pending  3"), "\(stage.text)")
    #expect(rows[first + 2].contains("Pods that wait for a node or for an address."))
  }
}
