import Terminal
import Testing

@testable import Explorer

/// Panels as they are painted, without the view around them.
@Suite struct HelpScreensTests {
  /// The first rows of a panel; its lower edge counts lines, which come with every key.
  private func panel(
    _ size: Size, _ keys: String, isUnicode: Bool = true, rows: Int = .max
  ) throws -> String {
    var stage = try Stage(size, isUnicode: isUnicode)
    try stage.press(keys)
    let pager = try #require(stage.state.shownPager)
    let rect = stage.state.layout.rect(for: pager)
    let frame = stage.frame
    return rect.rows.dropLast().prefix(rows).map {
      String(frame.row($0).dropFirst(rect.x).prefix(rect.width))
    }
    .joined(separator: "\n")
  }

  @Test func `the help at 80x24 begins with what is under the cursor`() throws {
    let text = try panel(Size(width: 80, height: 24), "?")
    #expect(
      text == """
        ┌ Help ────────────────────────────────────────────────────────────────┐
        │ / finds, Tab goes to the next chapter: the screen, the keys, the     │
        │ mode, the mouse. :glossary has every term, :glossary stranded one of │
        │ them.                                                                │
        │                                                                      │
        │ Here and now: under the cursor                                       │
        │   The cursor is on 10.0.0.0/24 of small-1, which is ready: 34 of 252 │
        │   usable addresses are used.                                         │
        │   Of the 256 addresses of 10.0.0.0/24 34 are used, 4 reserved and    │
        │   218 stranded: idle, and no other node can have them.               │
        │   The agent keeps for itself: router 10.0.0.204, health 10.0.0.53.   │
        │   small-1 has 34 pods of at most 35. It is in zone a, a t3.large.    │
        │                                                                      │
        │ Here and now: how the map is drawn                                   │
        │   layer utilisation  The colours show how full the blocks are.       │
        │   1 px = /26         One pixel is 64 addresses: a part of a block of │
        │                      /24, which has 4 pixels.                        │
        │   aggregate max      The fullest block of the stretch. Now a pixel   │
        """)
  }

  @Test func `a search in the help at 80x24, in ASCII`() throws {
    let text = try panel(Size(width: 80, height: 24), "?/free block<Enter>nn", isUnicode: false)
    #expect(
      text == """
        + Help ----------------------------------------------------------------+
        |   free 15,360 46.8%       Total - committed - withheld. Only from    |
        |                           these can nodes to come be served.         |
        |   outside 0               Addresses held outside the pools, in no    |
        |                           other number. Nobody accounts for them: a  |
        |                           pool was removed, or a node imported.      |
        |   free blocks 60 of 128   Blocks of /24 that can still be given.     |
        |                           Each bar is a size: the number is how many |
        |                           free blocks of it there are that are no    |
        |                           part of a larger one, the bar their share  |
        |                           of all free addresses.                     |
        |   /19 1                   1 free block of 8,192 addresses, no part   |
        |                           of a larger one.                           |
        |   /20 1                   1 free block of 4,096 addresses, no part   |
        |                           of a larger one.                           |
        |   /23 2                   2 free blocks of 512 addresses, each no    |
        |                           part of a larger one.                      |
        |   /24 8                   8 free blocks of 256 addresses, each no    |
        """)
  }

  @Test func `the legend at 120x40`() throws {
    let text = try panel(Size(width: 120, height: 40), "2?<Tab><Tab><Tab>", rows: 13)
    #expect(
      text == """
        ┌ Help ────────────────────────────────────────────────────────────────────────────────────────────────────────┐
        │ Here and now: the legend                                                                                     │
        │    free 832 px        In a pool, and no node holds it. In view: 13,312 addresses, 52 blocks of /24.          │
        │    idle 132 px        Held by a node, and no pod has any of it. In view: 2,112 addresses.                    │
        │    in use 940 px      Held by a node, and pods have some of it. In view: 15,040 addresses.                   │
        │ F  full 1             No address is left for a pod. Its letter is F. In view: 1 block.                       │
        │ !  refused 3          A pod or a node that belongs here was refused an address. Its letter is !. In view: 3  │
        │                       pods that wait.                                                                        │
        │ C  several holders 0  More than one node holds it, or more than one pod. Its letter is C. In view: 0.        │
        │ R  reserved 272       It can never serve a pod. Its letter is R. It shows where a pixel is one address. In   │
        │                       view: 272 addresses.                                                                   │
        │    claimed 128 px     Something other than this cluster says it uses it. In view: 2,048 addresses, 8 blocks  │
        │                       of /24.                                                                                │
        """)
  }

  @Test func `the glossary at 40x12`() throws {
    let text = try panel(Size(width: 40, height: 12), ":glossary stranded<Enter>")
    #expect(
      text == """
        ┌ Glossary ────────────────────────────┐
        │ stranded                             │
        │   Committed, not used and not        │
        │   reserved: idle, and no other node  │
        │   can have it. Pods of this node may │
        │   still come to use it; pods of      │
        │   others never.                      │
        │   As a number: addresses.stranded =  │
        │   committed - used - reserved.       │
        │   See: idle, internal waste.         │
        │   Now, in plan demo:                 │
        """)
  }
}
