extension IPPrefix {
  /// Reads `address/length`; host bits that are set are an error that names the prefix meant.
  public init(parsing text: String) throws(AddressParseError) {
    let (address, length) = try Self.parts(of: text)
    self.init(address, length: length)
    guard base == address else {
      throw AddressParseError(input: text, reason: .hostBits(meant: self))
    }
  }

  /// Reads `address/length` and drops host bits in silence, as Go's `net.ParseCIDR` does.
  public init(maskingHostBits text: String) throws(AddressParseError) {
    let (address, length) = try Self.parts(of: text)
    self.init(address, length: length)
  }

  private static func parts(
    of text: String
  ) throws(AddressParseError) -> (IPAddress, length: Int) {
    let bytes = Array(text.utf8)
    do throws(AddressParseError.Reason) {
      guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
        throw .missingLength(whole: try AddressReader.address(bytes[...]))
      }
      let address = try AddressReader.address(bytes[..<slash])
      let digits = bytes[(slash + 1)...]
      guard let length = AddressReader.decimal(digits) else {
        throw .badLength(AddressReader.string(digits))
      }
      guard length <= address.family.bitWidth else { throw .lengthTooLong(address.family) }
      return (address, length)
    } catch {
      throw AddressParseError(input: text, reason: error)
    }
  }
}

extension IPPrefix: LosslessStringConvertible {
  /// Reads a prefix, or is nil where `init(parsing:)` says why.
  public init?(_ description: String) {
    guard let prefix = try? IPPrefix(parsing: description) else { return nil }
    self = prefix
  }

  /// The first address, a slash and the length.
  public var description: String {
    String(unsafeUninitializedCapacity: AddressWriter.capacity) { buffer in
      var writer = AddressWriter(buffer)
      writer.write(base)
      writer.put(UInt8(ascii: "/"))
      writer.writeDecimal(length)
      return writer.count
    }
  }
}
