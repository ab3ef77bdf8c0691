import Foundation
import Importing
import TestSupport
import Testing
import Unpacking

/// Archives with something wrong in them, by chance and the same for the same seed.
struct MutatedArchiveTests {
  private static let files = [("d/node.json", #"{"kind":"Node"}"#.bytes), ("b", "two\n".bytes)]

  private static let archives: [[UInt8]] = [
    ArchiveBytes.gzip("kind: Node\n".bytes) + ArchiveBytes.gzip("metadata: {}\n".bytes),
    ArchiveBytes.gzip(repeating: 0x61, times: 5_000),
    ArchiveBytes.tar(files),
    ArchiveBytes.tarEntry("x", ArchiveBytes.paxRecord("path", "a/b").bytes, type: "x")
      + ArchiveBytes.tar(files),
    ArchiveBytes.gzip(ArchiveBytes.tar(files)),
    ArchiveBytes.zip(files),
    ArchiveBytes.deflatedZip(files + [("in.tgz", ArchiveBytes.gzip(ArchiveBytes.tar(files)))]),
  ]

  private struct Outcome: Equatable {
    var names: [String] = []
    var texts: [String] = []
    var unpacked: Unpacked?
    var refusal: String?
  }

  private func outcome(_ bytes: [UInt8], step: Int) -> Outcome {
    var outcome = Outcome()
    do throws(ImportError) {
      outcome.unpacked = try Unpacker().unpack("a", SlowFeed(bytes, step: step)) {
        (source) throws(ImportError) in
        outcome.names.append(source.name)
        outcome.texts.append(String(decoding: try source.bytes(), as: UTF8.self))
      }
    } catch {
      outcome.refusal = error.description
    }
    return outcome
  }

  @Test func `are read or refused, the same however their bytes come`() {
    let usual = 400
    let count = Mutation.budget(usual, ProcessInfo.processInfo.environment)
    var random = SeededRandom(seed: UInt64(count == usual ? 9 : count))
    var refused = 0
    for number in 0..<count {
      let bytes = Mutation.mutated(
        Self.archives[number % Self.archives.count], with: Self.archives, &random)
      let whole = outcome(bytes, step: 1 << 20)
      #expect(whole == outcome(bytes, step: 13), "number \(number): \(bytes)")
      for name in whole.names {
        #expect(!name.split(separator: "/").contains(".."), "number \(number): \(bytes)")
      }
      guard let reason = whole.refusal else { continue }
      refused += 1
      #expect(
        reason.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F },
        "number \(number): \(bytes)")
    }
    #expect(refused > count / 10)
    #expect(refused < count * 9 / 10)
  }
}
