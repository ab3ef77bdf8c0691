import Testing

@Suite struct `Shell completion` {
  /// What bash would offer for the words typed so far, by the script itself.
  private func offered(for line: String) throws -> [String] {
    let run = try Program.shell(
      """
      cd "$HOME"; mkdir -p scripts; touch day.scope config.yaml notes.txt
      PATH="${0%/*}:$PATH"
      source <("$0" --generate-completion-script bash)
      COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
      read -ra COMP_WORDS <<< "$COMP_LINE"
      [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      complete=($(complete -p cidrscope))
      "${complete[-2]}" cidrscope "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    #expect(run.errors.isEmpty, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  /// A line, and all that is offered.
  @Test(arguments: [
    ("cidrscope --layer s", ["state"]),
    ("cidrscope --curve ", ["hilbert", "morton", "rows", "snake"]),
    ("cidrscope day.scope --cur", ["--curve"]),
    ("cidrscope da", ["day.scope"]),
    ("cidrscope open n", ["notes.txt"]),
    ("cidrscope --config ", ["scripts", "config.yaml"]),
    ("cidrscope map --owner p", ["pool"]),
    ("cidrscope map --format s", ["svg"]),
    ("cidrscope run --for", ["--format"]),
    ("cidrscope modes kub", ["kubernetes", "kubeadm"]),
    ("cidrscope doctor --no-c", ["--no-config"]),
    ("cidrscope config --ch", ["--check"]),
    ("cidrscope --clipboard-limit ", []),
  ])
  func `offers values, files and flags`(line: String, expected: [String]) throws {
    #expect(try Set(offered(for: line)).isSuperset(of: expected), "\(line)")
    if !expected.isEmpty {
      #expect(try offered(for: line).count <= expected.count + 2, "\(line)")
    }
  }

  @Test func `offers the themes that are there`() throws {
    for line in ["cidrscope --theme ", "cidrscope map --theme ", "cidrscope --light-theme "] {
      let themes = try offered(for: line)
      #expect(themes.contains("midnight") && themes.contains("ascii"), "\(line): \(themes)")
    }
  }

  @Test func `offers subcommands and files for the first word, and options behind a dash`() throws {
    let first = try offered(for: "cidrscope ")
    for word in [
      "open", "run", "map", "config", "doctor", "manual", "watch", "day.scope", "scripts",
    ] {
      #expect(first.contains(word), "\(word)")
    }
    let options = try offered(for: "cidrscope --")
    for word in ["--theme", "--view", "--no-config", "--help"] {
      #expect(options.contains(word), "\(word)")
    }
  }

  /// What each script is changed by, so that a later parser cannot undo it unnoticed.
  @Test(arguments: [
    ("bash", "complete -o filenames -F _cidrscope_or_explorer cidrscope"),
    ("zsh", "words=(\"${words[1]}\" explore \"${(@)words[2,-1]}\")"),
    ("zsh", "_describe -V subcommand subcommands && ret=0\n        _files && ret=0"),
    ("fish", "set unparsed_tokens $unparsed_tokens[1] explore $unparsed_tokens[2..]"),
    ("fish", "__cidrscope_is_meant \"$commands\" \"$expected_commands\"; and return"),
    ("fish", "__cidrscope_is_meant \"$commands\" \"$expected_commands\"; and test "),
    ("fish", "function __cidrscope_is_meant -a commands expected"),
  ])
  func `takes a line without a subcommand for the explorer's`(shell: String, part: String) throws {
    let run = try Program.run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.output.contains(part))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `is understood by a shell that is there`(shell: String) throws {
    let run = try Program.shell(
      """
      command -v \(shell) > /dev/null || exit 0
      "$0" --generate-completion-script=\(shell) > "$HOME/script" && \(shell) -n "$HOME/script"
      """)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
  }

  @Test func `leaves shells it does not know to the parser`() throws {
    let run = try Program.run(["--generate-completion-script", "tcsh"])
    #expect(run.status == 64 && run.errors.contains("tcsh"))
  }
}
