import Cartography
import Explorer
import Terminal
import Testing

@Suite struct `The beginning` {
  @Test func `is the map as people want it`() throws {
    var stage = try Stage()
    let usual = stage.state.viewLine
    stage.state.begin(Beginning())
    #expect(stage.state.viewLine == usual)
    var beginning = Beginning()
    beginning.layer = .age
    beginning.aggregate = .mean
    beginning.scale = .rank
    beginning.curve = curve(named: "snake") ?? allCurves[0]
    stage.state.begin(beginning)
    #expect(stage.frame.row(1).contains("snake"))
    #expect(stage.frame.row(1).contains("age · mean · rank"))
  }

  @Test func `leaves out what people do not want to see`() throws {
    var stage = try Stage()
    #expect(stage.text.contains("1 px"))
    let withLegend = stage.text
    var beginning = Beginning()
    beginning.showsLegend = false
    beginning.showsNames = false
    beginning.aids = .lens
    stage.state.begin(beginning)
    #expect(stage.text != withLegend)
    #expect(!stage.text.contains("10.0.0.0/18"))
    #expect(stage.text.contains("lens"))
  }

  @Test func `has a page of what was found out`() throws {
    var stage = try Stage()
    stage.take(.took(.caps))
    #expect(stage.text.contains("nothing was found out about the terminal"))
    stage.state.capabilities = [
      CapabilityLine("colours", "256", because: "the description of xterm-256color says so"),
      CapabilityLine("mouse", "off"),
    ]
    stage.take(.took(.caps))
    #expect(stage.text.contains("Capabilities"))
    #expect(
      stage.state.capabilities[0].text
        == "colours: 256 (because the description of xterm-256color says so)")
    #expect(
      stage.text.contains("│ colours  256, because the description of xterm-256color says so "))
    #expect(stage.text.contains("│ mouse    off "))
  }

  @Test func `has that page on any screen, with nothing lost at its edges`() throws {
    for size in [Size(width: 40, height: 12), Size(width: 80, height: 24)] {
      var stage = try Stage(size)
      stage.state.capabilities = [
        CapabilityLine("standard output", "a file", because: "/a/path/that/is/too/long/for/a/line")
      ]
      stage.take(.took(.caps))
      #expect(stage.text.contains(" standard output  a file, because "))
      let rows = stage.text.split(separator: "\n").filter {
        $0.hasPrefix("│") || $0.contains(" │ ")
      }
      let words = rows.joined().filter { !" │".contains($0) }
      #expect(words.contains("/a/path/that/is/too/long/for/a/line"), "\(stage.text)")
    }
  }
}
