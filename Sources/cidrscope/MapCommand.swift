import Addressing
import ArgumentParser
import Cartography
import Explorer
import Glibc
import Reporting
import Simulation

/// `cidrscope map`: a picture of the address space on standard output.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Prints the map of scripts, dumps or the demonstration cluster.")

  /// The formats of the language.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, ansi, svg, ppm, png
  }

  /// Columns and rows of a page, as in `100x40`.
  struct Size: ExpressibleByArgument {
    let columns: Int
    let rows: Int

    init?(argument: String) {
      let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let columns = parts[0], let rows = parts[1],
        (4...10_000).contains(columns), (3...10_000).contains(rows)
      else { return nil }
      self.columns = columns
      self.rows = rows
    }
  }

  @Option(help: ArgumentHelp("text.", valueName: "format"))
  var format = Format.text

  @Option(help: ArgumentHelp("The most columns and rows, such as 100x40.", valueName: "WxH"))
  var size: Size?

  @Option(help: ArgumentHelp("The part of address space to draw.", valueName: "cidr"))
  var cidr: String?

  @Option(
    help: ArgumentHelp(
      "The curve: \(allCurves.map(\.name).joined(separator: ", ")).", valueName: "curve"))
  var curve = allCurves[0].name

  @Option(help: ArgumentHelp("Glyphs: ascii or bars.", valueName: "set"))
  var glyphs = TextMap.standardGlyphs.name

  @Option(help: .hidden) var layer: String?
  @Option(help: .hidden) var output: String?
  @Flag(help: .hidden) var addresses = false

  @Argument(
    help: ArgumentHelp(
      "Scripts or dumps; the demonstration cluster without any; - is standard input.",
      valueName: "file"))
  var files: [String] = []

  func run() throws {
    if format != .text { throw Failure.notBuilt("format \(format.rawValue)") }
    if layer != nil { throw Failure.notBuilt("--layer") }
    if output != nil { throw Failure.notBuilt("--output") }
    if addresses { throw Failure.notBuilt("--addresses") }
    guard let chosenCurve = Cartography.curve(named: curve) else {
      let known = allCurves.map(\.name).joined(separator: ", ")
      throw Failure.unreadable("\"\(curve.printable)\" is no curve; the curves are \(known)")
    }
    guard let glyphSet = TextMap.readableGlyphs.first(where: { $0.name == glyphs }) else {
      let known = TextMap.readableGlyphs.map(\.name).joined(separator: " and ")
      throw Failure.unreadable(
        "\"\(glyphs.printable)\" cannot be read without colours; \(known) can")
    }
    let root = try cidr.map(Self.prefix)
    let moment = (files.isEmpty ? Opened(Demonstration.session()) : try Opened(files)).session
      .moment
    guard let plan = moment.current else {
      throw Failure.unreadable("no plan, so there is no map; a script begins with plan")
    }
    let lines = PlanMaps.lines(
      of: plan, at: moment, columns: size?.columns ?? ViewOptions.pageColumns, rows: size?.rows,
      part: root, curve: chosenCurve, glyphs: glyphSet)
    var page = StandardStream.output
    for line in lines { page.writeLine(line) }
    try page.check()
  }

  private static func prefix(_ text: String) throws -> IPPrefix {
    do {
      return try IPPrefix(parsing: text)
    } catch {
      throw Failure.unreadable("--cidr: \(error)".printable)
    }
  }
}
