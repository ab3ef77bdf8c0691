/// Sums that prove themselves: `2^8 - 4 = 252`.
enum Sum {
  /// Why a text is no true sum, read on from the text.
  struct Failure: Error {
    let reason: String
  }

  /// Throws unless both sides of the sum come to the same.
  static func check(_ text: String) throws(Failure) {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else { throw Failure(reason: "needs one = sign") }
    let (left, right) = (try value(sides[0]), try value(sides[1]))
    guard left == right else { throw Failure(reason: "is wrong: \(left) is not \(right)") }
  }

  /// The value of one side.
  static func value(_ text: Substring) throws(Failure) -> Int {
    var parser = Parser(rest: text)
    let value = try parser.sum()
    parser.skipBlanks()
    guard parser.rest.isEmpty else {
      throw Failure(reason: "holds '\(parser.rest)', which is no number and no sign")
    }
    return value
  }

  /// Takes a side apart: sums of products of powers.
  private struct Parser {
    var rest: Substring
    /// Brackets that are open: each is a call, of which there must not be too many.
    private var depth = 0

    init(rest: Substring) { self.rest = rest }

    mutating func skipBlanks() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ signs: String) -> Character? {
      skipBlanks()
      guard let first = rest.first, signs.contains(first) else { return nil }
      rest.removeFirst()
      return first
    }

    mutating func sum() throws(Failure) -> Int {
      var value = try product()
      while let sign = take("+-") {
        let next = try product()
        value = try whole(
          sign == "+"
            ? value.addingReportingOverflow(next) : value.subtractingReportingOverflow(next))
      }
      return value
    }

    private mutating func product() throws(Failure) -> Int {
      var value = try power()
      while let sign = take("*/") {
        let next = try power()
        if sign == "*" {
          value = try whole(value.multipliedReportingOverflow(by: next))
        } else {
          guard next != 0, value % next == 0 else {
            throw Failure(reason: "has a quotient that is no whole number")
          }
          value /= next
        }
      }
      return value
    }

    private mutating func power() throws(Failure) -> Int {
      let base = try number()
      guard take("^") != nil else { return base }
      let exponent = try number()
      guard (0...128).contains(exponent) else { throw Failure(reason: "has too high a power") }
      var value = 1
      for _ in 0..<exponent { value = try whole(value.multipliedReportingOverflow(by: base)) }
      return value
    }

    private mutating func number() throws(Failure) -> Int {
      if take("(") != nil {
        depth += 1
        guard depth <= 20 else { throw Failure(reason: "has too many brackets") }
        let value = try sum()
        guard take(")") != nil else { throw Failure(reason: "has a bracket that is not closed") }
        depth -= 1
        return value
      }
      skipBlanks()
      let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "," }
      guard let value = Int(digits.filter { $0 != "," }) else {
        throw Failure(reason: "needs a number before '\(rest)'")
      }
      rest.removeFirst(digits.count)
      return value
    }

    private func whole(_ result: (partialValue: Int, overflow: Bool)) throws(Failure) -> Int {
      guard !result.overflow else { throw Failure(reason: "is too large") }
      return result.partialValue
    }
  }
}
