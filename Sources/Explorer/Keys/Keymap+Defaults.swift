extension Keymap {
  /// The keys as they are unless someone changes them; none needs AltGr.
  public static let defaults = Keymap([
    Entry(.left, "<Left> h", "move the cursor a block, a pixel or an address to the left"),
    Entry(.down, "<Down> j", "down", hint: nil),
    Entry(.up, "<Up> k", "up"),
    Entry(.right, "<Right> l", "to the right"),
    Entry(.farLeft, "H <Home>", "half a screen to the left"),
    Entry(.farDown, "J <PgDn>", "half a screen down"),
    Entry(.farUp, "K <PgUp>", "half a screen up"),
    Entry(.farRight, "L <End>", "half a screen to the right"),
    Entry(.nextBlock, "e", "the next block along the addresses: this is how the curve runs"),
    Entry(.previousBlock, "b", "the block before along the addresses"),
    Entry(.goTo, "g /", "go to an address, a CIDR, a node or a pod", hint: "go to"),

    Entry(.zoomIn, "+ = z", "closer by two address bits, about the cursor", hint: "in"),
    Entry(.zoomOut, "- x", "farther by two address bits", hint: "out"),
    Entry(.fit, "0", "the whole pool"),
    Entry(.open, "<Enter>", "fill the screen with what is under the cursor", hint: "open"),
    Entry(.back, "<Esc> <BS>", "back to where the last zoom began"),
    Entry(.switchView, "v", "the map, all nodes, or the addresses of one node", hint: "view"),
    Entry(
      .nodeOrder, "O", "the next order of the nodes: joined, name, fullest, emptiest, failed, zone"),
    Entry(.nodeGroup, "U", "nodes in groups by zone, pool, state or instance type"),
    Entry(
      .nodeFilter, "&", "show only some nodes: batch zone=a state=failed type=m5 full used>80%"),
    Entry(.nextPool, "p", "the next pool of the plan"),
    Entry(.curve, "C", "the next curve: how addresses run through the map"),
    Entry(.aggregate, "a", "what one pixel of many blocks shows: max, least-free, any-full, mean"),
    Entry(.legend, "i", "legend on or off"),
    Entry(.names, "B", "names and outlines of blocks on or off"),
    Entry(.theme, "t", "the next theme"),
    Entry(.redraw, "<C-l>", "draw the screen afresh"),

    Entry(
      .compare, "c", "two to four plans side by side, 3c three; with one plan, add a second",
      hint: "compare"),
    Entry(.nextPlan, "<Tab>", "the next plan, or the next pair in the map of what differs"),
    Entry(.previousPlan, "<S-Tab>", "the plan or the pair before"),
    Entry(.scores, "S", "the scores of all plans, each number with its definition"),
    Entry(.difference, "F", "one map of two plans: only the first, only the second, both"),

    Entry(.addNode, "N", "add a node; 5N adds five", hint: "node"),
    Entry(.addPod, "P", "add a pod on the node under the cursor, or anywhere; 5P", hint: "pod"),
    Entry(.remove, "D <Del>", "remove the node or the pod under the cursor", hint: "remove"),
    Entry(.undo, "u", "undo; 3u undoes three", hint: "undo"),
    Entry(.redo, "<C-r>", "redo"),
    Entry(
      .nextMode, "m", "the next mode that takes the plan's pools: the history is replayed",
      hint: "mode"),
    Entry(.modes, "M", "a menu of all modes; those that refuse the pools say why"),
    Entry(.addPlan, "A", "add a plan on the same pools under the next mode"),
    Entry(.dropPlan, "Z", "drop the plan that is shown"),
    Entry(.command, ":", "a command, with completion on Tab", hint: "command"),
    Entry(
      .previews, "G", "show changes first, to be made on Enter or dropped on Esc; or no longer"),

    Entry(.workloads, "r", "run a workload, or fill in another command, in a form", hint: "run"),
    Entry(.play, "<Space>", "play or pause the workload, or the history ahead", hint: "play"),
    Entry(.step, ".", "one step on; 100. a hundred"),
    Entry(.stepBack, ",", "one step back"),
    Entry(.slower, "<lt>", "play slower"),
    Entry(.faster, ">", "play faster: 1x, 10x, 60x, 600x, 3600x, 1d/s, 7d/s, max"),
    Entry(.cancel, "X", "take the workload that is half-way back"),
    Entry(.firstRefusal, "!", "where the first refusal of the plan was"),
    Entry(
      .previousMark, "(", "the mark before: a refusal, a change of mode or pool, the beginning"),
    Entry(.nextMark, ")", "the next mark, or the end"),
    Entry(.scrub, "s", "move along the history: arrows, Home, End; Enter stays, Esc goes back"),
    Entry(.inspect, "E", "inspect the step that led to here: who asked, what came of it, why"),

    Entry(.plots, "o", "figures over time, on the whole screen"),
    Entry(.forecast, "f", "when the next node and pod will be refused, or put that away"),
    Entry(.describe, "d", "all that is known of what is under the cursor"),
    Entry(.why, "w", "why it is so: the rule, what was looked at, and fixes to try", hint: "why"),
    Entry(.whyRefused, "W", "why the latest refusal"),
    Entry(.read, "R", "the view in sentences"),
    Entry(.copy, "y", "copy the CIDR under the cursor"),
    Entry(.help, "? <F1>", "this help", hint: "help"),
    Entry(.quit, "q", "quit", hint: "quit"),
  ])
}
