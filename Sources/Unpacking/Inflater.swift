import CZlib

/// zlib's inflate over bytes that come in pieces.
final class Inflater {
  enum Outcome {
    case goesOn, ended
    /// What zlib says is wrong.
    case damaged(String)
  }

  private let state: OpaquePointer

  /// Of gzip members, or of bare deflate data as zip holds it; nil without memory.
  init?(raw: Bool) {
    guard let state = czlib_new(raw ? 1 : 0) else { return nil }
    self.state = state
  }

  deinit { czlib_free(state) }

  func reset() { czlib_reset(state) }

  /// Inflates what it can and answers how many bytes were used and made.
  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (outcome: Outcome, used: Int, made: Int) {
    var used = input.count
    var made = output.count
    let result = czlib_inflate(
      state, input.bindMemory(to: UInt8.self).baseAddress, &used,
      output.bindMemory(to: UInt8.self).baseAddress, &made)
    switch result {
    case CZLIB_ENDED: return (.ended, used, made)
    case CZLIB_DAMAGED: return (.damaged(String(cString: czlib_problem(state))), used, made)
    default: return (.goesOn, used, made)
    }
  }

  /// The CRC-32 of more bytes behind those whose sum is given.
  static func checksum(_ sum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    czlib_crc32(sum, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
  }
}
