import Addressing
import Cartography
import Glibc
import Picturing
import Reporting
import Theming
import UserFiles

/// The choices of `cidrscope map`, each one understood.
struct MapView {
  let options: MapCommand
  let format: MapCommand.Format
  let curve: any SpaceFillingCurve
  let style: MapStyle
  let theme: Theme
  let glyphs: any GlyphSet
  let part: IPPrefix?
  let size: MapCommand.Size?

  init(_ options: MapCommand) throws {
    self.options = options
    format = try options.format ?? Self.format(ofFile: options.output)
    guard let curve = Cartography.curve(named: options.curve) else {
      throw Self.unknown(options.curve, "curve", "curves", allCurves.map(\.name))
    }
    self.curve = curve
    style = try Self.style(options)
    do throws(ThemeError) {
      theme = try ThemeSearch.library.theme(options.theme)
    } catch {
      throw Failure.unreadable(error.description.printable)
    }
    glyphs = try Self.glyphs(options.glyphs, format, theme)
    do throws(AddressParseError) {
      if let cidr = options.cidr {
        part = try IPPrefix(parsing: cidr)
      } else {
        part = nil
      }
    } catch {
      throw Failure.unreadable("--cidr: \(error)".printable)
    }
    size = options.size
    if format.isPage, let size, size.columns < 160 || size.rows < 120 {
      throw Failure.unreadable(
        "a page of \(size.columns)x\(size.rows) pixels has no room for a map; 160x120 has")
    }
  }

  /// What a file's name says of its format; text where it has no ending.
  private static func format(ofFile path: String?) throws -> MapCommand.Format {
    let name = path?.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return .text }
    let ending = name[name.index(after: dot)...].lowercased()
    switch ending {
    case "ans": return .ansi
    case "txt": return .text
    default: break
    }
    guard let format = MapCommand.Format(rawValue: ending) else {
      let known = MapCommand.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure.unreadable(
        "\(String(name).printable): a map is not written as .\(ending.printable); "
          + "name it .txt, .ans, .svg, .ppm or .png, or say --format with one of \(known)")
    }
    return format
  }

  private static func style(_ options: MapCommand) throws -> MapStyle {
    guard let layer = Layer(rawValue: options.layer) else {
      throw unknown(options.layer, "layer", "layers", Layer.allCases.map(\.name))
    }
    guard let aggregate = Aggregate(rawValue: options.aggregate) else {
      throw unknown(
        options.aggregate, "aggregate", "aggregates", Aggregate.allCases.map(\.name))
    }
    guard let owner = OwnerKind(rawValue: options.owner) else {
      throw unknown(options.owner, "owner", "kinds of owners", OwnerKind.allCases.map(\.name))
    }
    var scale: Scale?
    if let name = options.scale {
      scale = Scale(rawValue: name)
      if scale == nil { throw unknown(name, "scale", "scales", Scale.allCases.map(\.name)) }
    }
    // Lists of addresses are mostly sparse: on equal steps nearly all of them would look the same.
    if options.addresses, scale == nil { scale = .log }
    return MapStyle(
      layer, aggregate: options.addresses ? .mean : aggregate, scale: scale, owner: owner)
  }

  private static func glyphs(
    _ name: String?, _ format: MapCommand.Format, _ theme: Theme
  ) throws -> any GlyphSet {
    if format == .text {
      guard let name else { return TextMap.standardGlyphs }
      guard let set = TextMap.readableGlyphs.first(where: { $0.name == name }) else {
        let known = TextMap.readableGlyphs.map(\.name).joined(separator: " and ")
        throw Failure.unreadable(
          "\"\(name.printable)\" cannot be read without colours; \(known) can")
      }
      return set
    }
    guard let name else { return theme.palette(for: .colors256).glyphs() }
    guard let set = glyphSet(named: name) else {
      throw unknown(name, "glyph set", "glyph sets", allGlyphSets.map(\.name))
    }
    return set
  }

  private static func unknown(
    _ word: String, _ kind: String, _ kinds: String, _ known: [String]
  ) -> Failure {
    .unreadable(
      "\"\(word.printable)\" is no \(kind); the \(kinds) are "
        + known.joined(separator: ", "))
  }

  /// The picture as a file.
  func bytes(of subject: MapSubject) throws -> [UInt8] {
    guard !subject.maps.isEmpty else {
      throw Failure.unreadable(subject.nothing)
    }
    switch format {
    case .text: return Self.file(subject.text(self))
    case .ansi: return Self.file(subject.colored(self))
    case .svg, .ppm, .png:
      let sides = size ?? MapCommand.Size(columns: 1200, rows: 800)
      let sheet = Sheet(
        PixelSize(width: sides.columns, height: sides.rows), maps: subject.maps,
        of: subject.occupancy, style: style, legend: subject.legend, facts: subject.facts,
        colors: PageColors(theme))
      if format == .svg { return Array(sheet.svg.utf8) }
      if format == .ppm { return sheet.canvas.ppm }
      guard let png = sheet.canvas.png else {
        throw Failure.unreadable("there is not enough memory for a PNG file of that size")
      }
      return png
    }
  }

  private static func file(_ lines: [String]) -> [UInt8] {
    Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The command that draws the same again, without the place it is written to.
  var command: String {
    var words = ["cidrscope map"]
    if options.addresses { words.append("--addresses") }
    if let part { words.append("--cidr \(part)") }
    words.append("--layer \(style.layer.name) --curve \(curve.name)")
    if style.layer.hasAggregates, !options.addresses {
      words.append("--aggregate \(style.aggregate.name)")
    }
    if let scale = style.scale { words.append("--scale \(scale.name)") }
    if style.layer == .owner { words.append("--owner \(style.owner.name)") }
    if options.transpose { words.append("--transpose") }
    return words.joined(separator: " ")
  }
}
