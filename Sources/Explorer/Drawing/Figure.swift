import Addressing

/// Numbers as people read them.
enum Figure {
  /// `1,234,567`: every digit, a comma before each three.
  static func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, digit != "-", (digits.count - index) % 3 == 0, digits[index - 1] != "-" {
        text.append(",")
      }
      text.append(digit)
    }
    return text
  }

  /// Grouped if that fits, else bare digits, else the power of two it is or exceeds.
  static func fitting(_ number: UInt128, _ width: Int) -> String {
    let grouped = grouped(number)
    if grouped.utf8.count <= width { return grouped }
    let bare = String(number)
    if bare.utf8.count <= width { return bare }
    let power = 127 - number.leadingZeroBitCount
    return number.nonzeroBitCount == 1 ? "2^\(power)" : ">2^\(power)"
  }

  /// A share in tenths of a per cent, truncated so that only all is 100%.
  static func percent(_ part: UInt128, of whole: UInt128) -> String {
    guard whole > 0 else { return "" }
    // Dropping low bits keeps the product in range and cannot be seen in three digits.
    let surplus = UInt128(max(0, 10 - whole.leadingZeroBitCount))
    let permille = (part >> surplus) * 1000 / max(1, whole >> surplus)
    return "\(permille / 10).\(permille % 10)%"
  }

  /// `1 block`, `2 blocks`.
  static func count(_ number: some BinaryInteger, _ word: String) -> String {
    "\(grouped(number)) \(word)\(number == 1 ? "" : "s")"
  }
}
