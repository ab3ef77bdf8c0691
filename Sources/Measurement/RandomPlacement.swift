/// What single addresses scattered at random do to the blocks around them.
///
/// How EC2 places addresses in a subnet is not published; this is the independent model, which tells
/// how few scattered addresses are enough to leave no /28 whole for prefix delegation.
public enum RandomPlacement {
  /// The share, in thousandths and rounded, of blocks of 2^`hostBits` addresses that stay whole when
  /// `thousandths` of all addresses are taken independently: (1 - u)^(2^hostBits).
  public static func wholeBlocks(hostBits: Int, takenThousandths thousandths: Int) -> Int {
    var share = 1 - Double(min(max(thousandths, 0), 1000)) / 1000
    for _ in 0..<min(max(hostBits, 0), 128) { share *= share }
    return Int((share * 1000).rounded())
  }
}
