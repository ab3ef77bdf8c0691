import Addressing
import Allocation
public import Simulation

/// Blocks against modes: how many nodes the pool of a question holds, a number in every cell.
public struct SizingSweep: Sendable {
  /// One mode with one block.
  public struct Cell: Hashable, Sendable {
    /// The length of the block; nil where the mode decides.
    public let mask: Int?
    /// What comes of it; nil where the mode refuses.
    public let choice: SizingChoice?
    /// Why the mode refuses.
    public let refusal: String?
  }

  /// One mode with its settings.
  public struct Row: Hashable, Sendable {
    /// The mode.
    public let mode: String
    /// The settings; empty for the mode's own.
    public let setting: String
    /// The cells, a column each.
    public let cells: [Cell]
  }

  /// The lengths of blocks, a column each after the first, which is for modes that decide.
  public let masks: [Int]
  /// The rows.
  public let rows: [Row]

  /// Tries every block and setting of the modes that a question allows, on the pool of the best.
  public init(_ question: SizingQuestion) {
    var question = question
    question.families = .v4
    question.pool = question.pool ?? SizingAnswer(question).best?.ranges.first?.pool
    let modes = SizingMode.allowed(by: question)
    masks = Set(modes.flatMap(\.masks)).sorted()
    var rows: [Row] = []
    for mode in modes {
      for variant in mode.variants {
        let draft = SizingDraft(
          question: question, mode: mode, variant: variant, pods: question.podsToHold)
        let own = mode.masks.isEmpty
        let cells = [own ? Self.cell(draft, nil) : Cell(mask: nil, choice: nil, refusal: nil)]
        rows.append(
          Row(
            mode: mode.name, setting: variant.label,
            cells: cells
              + masks.map { mask in
                mode.masks.contains(mask)
                  ? Self.cell(draft, mask) : Cell(mask: mask, choice: nil, refusal: nil)
              }))
      }
    }
    self.rows = rows
  }

  private static func cell(_ draft: SizingDraft, _ mask: Int?) -> Cell {
    do throws(Refusal) {
      let choice = try draft.choice(masks: mask.map { [.v4: $0] } ?? [:])
      return Cell(mask: mask, choice: choice, refusal: nil)
    } catch {
      return Cell(mask: mask, choice: nil, refusal: error.description)
    }
  }

  /// Nodes that the pool holds; `few` where a node cannot serve its pods, `-` where no block is so.
  public var table: Table {
    Table(
      title: "nodes by block", columns: ["MODE", "SETTING", "OWN"] + masks.map { "/\($0)" },
      numeric: Set(2..<(3 + masks.count)),
      rows: rows.map { row in
        [row.mode, row.setting]
          + row.cells.map { cell in
            guard let choice = cell.choice else { return cell.refusal == nil ? "-" : "0" }
            let serves = choice.ranges[0].usable >= choice.pods
            return "\(choice.capacity)" + (serves ? "" : " (\(choice.ranges[0].usable) pods)")
          }
      })
  }
}
