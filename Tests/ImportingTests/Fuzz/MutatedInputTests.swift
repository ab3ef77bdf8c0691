import Foundation
import Importing
import TestSupport
import Testing

/// Files of people with something wrong in them, by chance and the same for the same seed.
struct MutatedInputTests {
  /// What reading came to, in words.
  private enum Outcome: Equatable {
    case read(ImportedCluster, [String])
    case refused(String)
  }

  private static let names = [
    "cilium-config.yaml", "pod-table.json", "pods-wide.txt", "watch.jsonl",
    "article/kubernetes.yaml", "article/pods.txt",
  ]

  private static let texts = [
    #"{"kind":"List","apiVersion":"v1","items":[{"kind":"Node","metadata":{"name":"beech"},"spec":"#
      + #"{"podCIDR":"10.0.1.0/24","podCIDRs":["10.0.1.0/24","fd00::/64"]}},{"kind":"Pod","metadata":"#
      + #"{"name":"p","namespace":"shop"},"spec":{"nodeName":"beech"},"status":{"podIP":"10.0.1.9"}}]}"#,
    #"{"kind":"NodeList","metadata":{"continue":"x"},"items":[{"metadata":{"name":"a"}}]}"#,
    "apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Node\n  metadata:\n    name: oak\n  spec:\n"
      + "    podCIDR: 10.0.2.0/24\nkind: List\n",
    "ipam: &a\n  mode: cluster-pool\n  operator:\n    clusterPoolIPv4PodCIDRList: [10.0.0.0/8]\n"
      + "    clusterPoolIPv4MaskSize: 24\nother: *a\n",
    "\u{1B}[1mNAME\u{1B}[0m    STATUS   ROLES    AGE   VERSION\nbeech   Ready    <none>   3d    v1.36\n",
    "NAME\tREADY\tSTATUS\tRESTARTS\tAGE\tIP\tNODE\np1\t1/1\tRunning\t0\t3d\t10.0.1.7\tbeech\n",
  ]

  private let good = ImportSource(
    name: "good", text: #"{"kind":"Node","metadata":{"name":"g"},"spec":{"podCIDR":"10.9.0.0/24"}}"#
  )

  private func outcome(_ sources: [ImportSource]) -> Outcome {
    do throws(ImportError) {
      let (cluster, report) = try Importer.read(sources)
      return .read(cluster, report.lines.map(\.description))
    } catch {
      return .refused(error.description)
    }
  }

  private func cluster(_ sources: [ImportSource]) -> ImportedCluster? {
    try? Importer.read(sources).cluster
  }

  private func isPrintable(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 20_000
      && text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
          && !(0x2028...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
      }
  }

  @Test func `give a report or a sentence, the same each time, and leave nothing by half`() throws {
    let fixtures =
      try Self.names.map { Array(try Fixture.bytes($0).prefix(3000)) }
      + Self.texts.map { Array($0.utf8) }
    let usual = 400
    let count = Mutation.budget(usual, ProcessInfo.processInfo.environment)
    var random = SeededRandom(seed: UInt64(count == usual ? 9 : count))
    var read = 0
    for number in 0..<count {
      let bytes = Mutation.mutated(
        fixtures[number % fixtures.count], with: fixtures, &random)
      let source = ImportSource(name: "input", bytes: bytes)
      let first = outcome([source])
      #expect(first == outcome([source]), "number \(number): \(bytes)")
      switch first {
      case .refused(let reason):
        #expect(isPrintable(reason), "number \(number): \(bytes)")
        // What was begun to be read before the fault must not be in the picture.
        let member = ImportSource(name: "input", bytes: bytes, partOf: "folder")
        #expect(cluster([member, good]) == cluster([good]), "number \(number): \(bytes)")
      case .read(_, let lines):
        read += 1
        for line in lines { #expect(isPrintable(line), "number \(number): \(bytes)") }
      }
    }
    // Mutations that break everything, or nothing, would show nothing.
    #expect(read > count / 10)
    #expect(read < count * 9 / 10)
  }
}
