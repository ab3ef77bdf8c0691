import Addressing
import Cartography
import Reporting
import Simulation
import Testing

@Suite struct `The map as text` {
  private func map(
    _ script: String, of root: String, columns: Int = 80, rows: Int? = nil,
    curve: String = "hilbert"
  ) throws -> String {
    let moment = try session(script).moment
    let plan = try #require(moment.current)
    let chosen = allCurves.first { $0.name == curve }
    return TextMap(
      of: try IPPrefix(parsing: root),
      occupancy: ClusterOccupancy(of: plan.cluster, claims: moment.claims), columns: columns,
      rows: rows, curve: try #require(chosen)
    ).lines.joined(separator: "\n")
  }

  @Test func `draws a pool with its frame and legend`() throws {
    #expect(
      try map(
        """
        plan a mode=cluster-pool pool=10.0.0.0/26 mask=28
        add nodes 3
        add pods 18
        """, of: "10.0.0.0/26", columns: 40) == """
          10.0.0.0/26, Hilbert; a pixel is a /32, 1 address
          +----------------+
          |RRRR@@@@        |
          |........        |
          |@@@@@@..        |
          |RR@@RR..        |
          |RR@@..RRRRRR..RR|
          |@@@@RR..@@RR@@@@|
          |..@@RR......@@@@|
          |....@@@@......@@|
          +----------------+
          blank free   . committed, unused
          : - = + * # % @ filling up to all used
          R no pod may have it
          """)
  }

  @Test func `keeps to the rows and columns it is given`() throws {
    let lines = try map(twoOfFour, of: "10.0.0.0/22", columns: 80, rows: 10)
      .split(separator: "\n")
    #expect(lines.dropFirst().prefix { $0.first == "|" || $0.first == "+" }.count <= 10)
    let narrow = try map(twoOfFour, of: "10.0.0.0/22", columns: 20).split(separator: "\n")
    #expect(narrow[1].count == 18)
  }

  @Test func `draws a single address as a single pixel`() throws {
    let text = try map(twoOfFour, of: "10.0.3.255/32")
    #expect(
      text.hasPrefix("10.0.3.255/32, Hilbert; a pixel is a /32, 1 address\n+--+"))
  }

  @Test func `lays a root of odd length out two to one`() throws {
    let lines = try map(twoOfFour, of: "10.0.0.0/23", columns: 80).split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("|") }
    #expect(rows.count == 16)
    #expect(rows[0].count == 2 + 2 * 32)
  }

  @Test func `follows another curve`() throws {
    #expect(
      try map(twoOfFour, of: "10.0.0.0/28", columns: 60, curve: "rows") == """
        10.0.0.0/28, row by row; a pixel is a /32, 1 address
        +--------+
        |RR......|
        |........|
        |........|
        |........|
        +--------+
        . committed, unused   R no pod may have it
        """)
  }

  @Test func `draws every pool of a plan, and part of it on demand`() throws {
    let moment = try session(
      "plan d mode=cluster-pool pool=10.0.0.0/28 pool=fd00::/124 mask=30 mask6=126"
    ).moment
    let plan = try #require(moment.current)
    let all = PlanMaps.lines(of: plan, at: moment, columns: 40)
    #expect(all.filter { $0.contains("; a pixel is a /") }.count == 2)
    let part = PlanMaps.lines(
      of: plan, at: moment, columns: 40, part: try IPPrefix(parsing: "10.0.0.0/30"))
    #expect(part.filter { $0.contains("; a pixel is a /") }.count == 1)
  }
}
