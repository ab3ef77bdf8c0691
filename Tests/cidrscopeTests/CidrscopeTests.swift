import Allocation
import Foundation
import Testing

@Suite struct `The command line` {
  @Test func `opens the demonstration as text when standard output is no terminal`() throws {
    let run = try Program.run([])
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("plan demo: cluster-pool, "))
    #expect(run.output.contains("10.0.0.0/17, Hilbert; a pixel is a /"))
  }

  @Test(arguments: [["run", "--bogus", "x"], ["run"], ["--bogus"], ["map", "--size", "big"]])
  func `leaves unknown options to the parser's exit code`(arguments: [String]) throws {
    #expect(try Program.run(arguments).status == 64)
  }

  @Test func `lists its subcommands in help`() throws {
    let help = try Program.run(["--help"])
    #expect(help.status == 0)
    let listed = help.output.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    for name in ["explore", "open", "run", "map", "modes", "themes", "config", "doctor", "watch"] {
      #expect(listed.contains(name))
    }
    #expect(help.output.contains("Exit codes: 0 all went well"))
  }

  @Test func `describes run`() throws {
    let help = try Program.run(["help", "run"])
    #expect(help.status == 0)
    #expect(
      help.output.contains(
        "USAGE: cidrscope run [<options>] <file> ..."))
  }

  @Test func `lists modes and explains one`() throws {
    let list = try Program.run(["modes"])
    #expect(list.output.hasPrefix("cluster-pool "))
    let heads = list.output.split(separator: "\n").compactMap { line in
      line.hasPrefix(" ") ? nil : line.split(separator: " ").first.map(String.init)
    }
    #expect(
      heads.filter { $0.allSatisfy { $0.isLowercase || $0 == "-" } }.starts(with: AllModes.names))
    let one = try Program.run(["modes", "cluster-pool"])
    #expect(one.output.contains("\n  mask             prefix length"))
    let absent = try Program.run(["modes", "bogus"])
    #expect(absent.status == 2)
    #expect(absent.errors.hasPrefix("\"bogus\" is not a mode; the modes are cluster-pool"))
  }

  @Test func `lists themes with their sources`() throws {
    let run = try Program.run(["themes"])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("NAME"))
    #expect(run.output.split(separator: "\n").count > 4)
  }

  @Test func `tells what is wrong with a theme`() throws {
    let run = try Program.shell(
      """
      mkdir -p $HOME/.config/cidrscope/themes
      printf 'name: broken\\nbogus: 1\\n' > $HOME/.config/cidrscope/themes/broken.yaml
      "$0" themes
      """)
    #expect(run.status == 2)
    #expect(run.output.contains("\nbroken "))
    #expect(run.errors.contains("/themes/broken.yaml:2:1: "))
  }
}

@Suite struct `cidrscope map` {
  @Test func `draws a part at a size`() throws {
    let run = try Program.run(
      ["map", "-", "--cidr", "10.0.0.0/24", "--size", "18x10"],
      input: "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24\nadd nodes 2\nadd pods 60\n")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines[0] == "10.0.0.0/24, Hilbert; a pixel is a /30, 4 addresses")
    #expect(lines[1] == "+----------------+")
    #expect(lines.filter { $0.hasPrefix("|") }.count == 8)
  }

  @Test(arguments: [
    ("text", "|"), ("ansi", "\u{1B}[0"), ("svg", "<svg"), ("ppm", "P6"), ("png", "PNG"),
  ])
  func `writes every format to a file that names it`(format: String, sign: String) throws {
    let folder = try ScratchFolder()
    let file = folder.url("map.\(format)").path
    let run = try Program.run(["map", "--output", file, "--layer", "state"])
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
    #expect(try folder.text("map.\(format)").contains(sign))
    #expect(try Program.run(["map", "--output", folder.path]).errors.contains("is a folder"))
  }

  @Test func `refuses a file whose name asks for another format`() throws {
    let folder = try ScratchFolder()
    let run = try Program.run(["map", "--output", folder.url("map.jpg").path])
    #expect(run.status == 2)
    #expect(run.errors.contains("map.jpg: a map is not written as .jpg; name it .txt"))
    let said = try Program.run(["map", "--output", folder.url("a.log").path, "--format", "text"])
    #expect(said.status == 0)
    #expect(try Program.run(["map", "--output", folder.url("plain").path]).status == 0)
    #expect(try folder.text("plain") == folder.text("a.log"))
  }

  @Test func `draws plain addresses, and nothing where a line is none`() throws {
    let good = try Program.run(["map", "--addresses", "-"], input: "10.0.0.1\n10.0.0.9\n")
    #expect(good.status == 0 && good.output.hasPrefix("10.0.0.0/28, Hilbert"))
    let bad = try Program.run(["map", "--addresses", "-"], input: "10.0.0.1\nten\n")
    #expect(bad.status == 2 && bad.output.isEmpty && bad.errors.hasPrefix("-:2:1: "))
  }

  @Test func `refuses what is no CIDR, curve or glyph set`() throws {
    #expect(try Program.run(["map", "--cidr", "10.0.0.1/24"]).errors.contains("10.0.0.0/24"))
    #expect(try Program.run(["map", "--curve", "spiral"]).status == 2)
    #expect(try Program.run(["map", "--glyphs", "half"]).status == 2)
  }
}
