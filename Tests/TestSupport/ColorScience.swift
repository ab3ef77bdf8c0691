/// How people see a colour, for tests that must not trust anybody's eyes.
public enum Vision: String, CaseIterable, Sendable {
  case normal, protanopia, deuteranopia, tritanopia

  /// The full-strength matrix on linear sRGB.
  ///
  /// Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for Simulation of Color
  /// Vision Deficiency", table of matrices at severity 1.0.
  var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}

/// A colour in linear sRGB, each part 0...1.
public struct LinearColor: Hashable, Sendable {
  /// Red, green and blue.
  public let parts: [Double]

  /// Decodes eight bits a channel (IEC 61966-2-1).
  public init(red: Int, green: Int, blue: Int) {
    parts = [red, green, blue].map { value in
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055, 2.4)
    }
  }

  /// An entry of xterm's palette of 256 (xterm, 256colres.pl; the first sixteen as XTerm-col.ad).
  ///
  ///     0-15 named     16-231 a cube of 0 95 135 175 215 255     232-255 greys 8, 18 ... 238
  public init(xterm index: Int) {
    switch index {
    case 0..<16:
      let named = Self.named[index]
      self.init(red: named >> 16, green: named >> 8 & 0xFF, blue: named & 0xFF)
    case 16..<232:
      let steps = [0, 95, 135, 175, 215, 255]
      let place = index - 16
      self.init(
        red: steps[place / 36], green: steps[place / 6 % 6], blue: steps[place % 6])
    default:
      let grey = 8 + 10 * (index - 232)
      self.init(red: grey, green: grey, blue: grey)
    }
  }

  private static let named = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// Luminance relative to white.
  public var luminance: Double {
    0.2126729 * parts[0] + 0.7151522 * parts[1] + 0.0721750 * parts[2]
  }

  /// The contrast ratio of WCAG 2.2, 1...21.
  public func contrast(with other: LinearColor) -> Double {
    let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  /// CIE L*a*b* under D65 as somebody sees it.
  public func lab(seenWith vision: Vision = .normal) -> [Double] {
    let seen = vision.matrix.map { row in
      min(1, max(0, zip(row, parts).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let f = zip(toXYZ, white).map { row, white -> Double in
      let value = zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white
      return value > 216.0 / 24389 ? cubeRoot(value) : (24389.0 / 27 * value + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  /// Lightness L*, 0...100.
  public var lightness: Double { lab()[0] }

  /// The distance in L*a*b* (CIE 1976) between two colours as somebody sees them.
  public func distance(to other: LinearColor, seenWith vision: Vision) -> Double {
    let (a, b) = (lab(seenWith: vision), other.lab(seenWith: vision))
    return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}

/// `base` to the power of `exponent` by square roots, one a bit of the exponent.
private func power(_ base: Double, _ exponent: Double) -> Double {
  var result = 1.0
  for _ in 0..<Int(exponent) { result *= base }
  var fraction = exponent - exponent.rounded(.down)
  var root = base
  for _ in 0..<50 {
    root = root.squareRoot()
    fraction *= 2
    if fraction >= 1 {
      result *= root
      fraction -= 1
    }
  }
  return result
}

/// The cube root of a number in 0...1, by Newton's method.
private func cubeRoot(_ value: Double) -> Double {
  guard value > 0 else { return 0 }
  var root = max(value, 0.1)
  for _ in 0..<60 { root -= (root * root * root - value) / (3 * root * root) }
  return root
}
