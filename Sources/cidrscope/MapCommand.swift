import Addressing
import ArgumentParser
import Cartography
import Reporting
import Theming

/// `cidrscope map`: a picture of the address space on standard output or in a file.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draws the map of scripts, dumps, lists of addresses or the demonstration cluster.",
    discussion: """
      text and ansi are for terminals; svg, png and ppm are pages with a legend, a scale and \
      figures. Without --format the name of the --output file decides.
      """)

  /// The formats of the language.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, ansi, svg, ppm, png

    /// Whether it is a page of pixels and not of characters.
    var isPage: Bool { self == .svg || self == .ppm || self == .png }
  }

  /// Columns and rows of a page, as in `100x40`, or its pixels.
  struct Size: ExpressibleByArgument {
    let columns: Int
    let rows: Int

    var defaultValueDescription: String { "\(columns)x\(rows)" }

    init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }

    init?(argument: String) {
      let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let columns = parts[0], let rows = parts[1],
        (4...10_000).contains(columns), (3...10_000).contains(rows)
      else { return nil }
      self.columns = columns
      self.rows = rows
    }
  }

  @Option(
    help: ArgumentHelp(
      "What to draw; without it the name of the --output file decides.", valueName: "format"))
  var format: Format?

  @Option(
    help: ArgumentHelp(
      "Columns and rows at most, such as 100x40, or pixels, such as 1200x800.", valueName: "WxH"))
  var size: Size?

  @Option(help: ArgumentHelp("The part to draw, such as 10.0.0.0/16.", valueName: "cidr"))
  var cidr: String?

  @Option(
    help: ArgumentHelp(
      "What is shown: \(Layer.allCases.map(\.name).joined(separator: ", ")).", valueName: "layer"),
    completion: .list(Layer.allCases.map(\.name)))
  var layer = Layer.utilisation.name

  @Option(
    help: ArgumentHelp(
      "The order of addresses: \(allCurves.map(\.name).joined(separator: ", ")).",
      valueName: "curve"),
    completion: .list(allCurves.map(\.name)))
  var curve = allCurves[0].name

  @Flag(help: "Columns and rows change places.")
  var transpose = false

  @Option(
    help: ArgumentHelp(
      "What a pixel of many blocks shows: "
        + "\(Aggregate.allCases.map(\.name).joined(separator: ", ")).", valueName: "aggregate"),
    completion: .list(Aggregate.allCases.map(\.name)))
  var aggregate = Aggregate.max.name

  @Option(
    help: ArgumentHelp(
      "How figures become shades: \(Scale.allCases.map(\.name).joined(separator: ", ")).",
      valueName: "scale"),
    completion: .list(Scale.allCases.map(\.name)))
  var scale: String?

  @Option(
    help: ArgumentHelp(
      "Whom --layer owner tells apart: "
        + "\(OwnerKind.allCases.map(\.name).joined(separator: ", ")).", valueName: "kind"),
    completion: .list(OwnerKind.allCases.map(\.name)))
  var owner = OwnerKind.node.name

  @Option(
    help: ArgumentHelp("A theme by name or file; see cidrscope themes.", valueName: "theme"),
    completion: .themes)
  var theme = Theme.builtInName

  @Option(
    help: ArgumentHelp(
      "How pixels become characters: ascii or bars for text, for ansi also "
        + "\(allGlyphSets.map(\.name).filter { $0 != "ascii" && $0 != "bars" }.joined(separator: ", ")).",
      valueName: "set"),
    completion: .list(allGlyphSets.map(\.name)))
  var glyphs: String?

  @Option(help: ArgumentHelp("What stands above the picture.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("A file to write instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "The files hold plain addresses or CIDRs, one a line.")
  var addresses = false

  @Argument(
    help: ArgumentHelp(
      "Scripts or dumps; the demonstration cluster without any; - is standard input.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  func run() throws {
    try OutputFile.check(output)
    let view = try MapView(self)
    let bytes = try view.bytes(of: addresses ? try .addresses(view) : try .cluster(view))
    try OutputFile.write(bytes, to: output)
  }
}
