/// A colour of a picture, eight bits a channel.
public struct RGB: Hashable, Sendable {
  /// How much red.
  public var red: UInt8
  /// How much green.
  public var green: UInt8
  /// How much blue.
  public var blue: UInt8

  /// Mixes a colour.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A grey.
  public init(grey: UInt8) {
    self.init(red: grey, green: grey, blue: grey)
  }

  /// An entry of xterm's palette of 256 (xterm, 256colres.pl; the first sixteen as XTerm-col.ad).
  ///
  ///     0-15 named     16-231 a cube of 0 95 135 175 215 255     232-255 greys 8, 18 ... 238
  public init(xterm index: UInt8) {
    switch index {
    case 0..<16:
      let named = Self.named[Int(index)]
      self.init(
        red: UInt8(named >> 16), green: UInt8(named >> 8 & 0xFF), blue: UInt8(named & 0xFF))
    case 16..<232:
      let place = Int(index) - 16
      self.init(
        red: Self.steps[place / 36], green: Self.steps[place / 6 % 6], blue: Self.steps[place % 6])
    default:
      self.init(grey: 8 + 10 * (index - 232))
    }
  }

  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let named = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// The colour as a style sheet writes it, `#1a2b3c`.
  public var hex: String {
    let value = Int(red) << 16 | Int(green) << 8 | Int(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// How bright it looks, 0 to 255: the luma of ITU-R BT.601.
  public var brightness: Int { (Int(red) * 299 + Int(green) * 587 + Int(blue) * 114) / 1000 }

  /// Black or white, whichever stands out from it.
  public var contrasting: RGB { brightness > 127 ? RGB(grey: 0) : RGB(grey: 255) }

  /// This colour under `share` 256ths of another one.
  public func mixed(with other: RGB, _ share: Int) -> RGB {
    func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
      UInt8((Int(one) * (256 - share) + Int(two) * share) / 256)
    }
    return RGB(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
