import ArgumentParser
import Foundation

/// The script that teaches a shell to complete this program's words.
///
/// The parser's script knows no default subcommand: `cidrscope --theme <Tab>` would offer nothing,
/// for the option is that of `explore` (swift-argument-parser 1.8.2, `CompletionsGenerator.swift`).
/// So each script is changed to complete a line without a subcommand as the explorer's. A change
/// whose place is not found, in a later version, leaves the parser's script as it is.
struct CompletionScript {
  /// A shell that the parser has a script for.
  enum Shell: String, CaseIterable {
    case bash, zsh, fish
  }

  let shell: Shell

  /// The shell that a command line asks a script for; nil if it asks for something else.
  init?(arguments: [String]) {
    let flag = "--generate-completion-script"
    guard let first = arguments.dropFirst().first, first.hasPrefix(flag) else { return nil }
    let rest = first.dropFirst(flag.count)
    let name = rest.isEmpty ? arguments.dropFirst(2).first : String(rest.dropFirst())
    guard let shell = name.flatMap(Shell.init(rawValue:)) else { return nil }
    self.shell = shell
  }

  /// The script.
  var text: String {
    switch shell {
    case .bash: bash(Cidrscope.completionScript(for: .bash))
    case .zsh: zsh(Cidrscope.completionScript(for: .zsh))
    case .fish: fish(Cidrscope.completionScript(for: .fish))
    }
  }

  /// The subcommands, which are completed as the parser has it.
  private static var subcommands: [String] {
    Cidrscope.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .compactMap { $0.configuration.commandName } + ["help"]
  }

  private func bash(_ script: String) -> String {
    let registration = "complete -o filenames -F _cidrscope cidrscope"
    let names = Self.subcommands.joined(separator: "|")
    return script.replacingOccurrences(
      of: registration,
      with: """
        # Without a subcommand the explorer is meant, which takes files.
        _cidrscope_or_explorer() {
            local -r at_first="${COMP_CWORD}" word="${2}"
            case "${COMP_WORDS[1]}" in
            \(names))
                ;;
            *)
                if [[ "${COMP_CWORD}" -gt 1 || "${word}" = -* ]]; then
                    COMP_WORDS=("${COMP_WORDS[0]}" explore "${COMP_WORDS[@]:1}")
                    COMP_CWORD=$((COMP_CWORD + 1))
                fi
                ;;
            esac
            _cidrscope "${@}"
            if [[ "${at_first}" -eq 1 && "${word}" != -* ]]; then
                local file
                while IFS='' read -r file; do
                    COMPREPLY+=("${file}")
                done < <(compgen -f -- "${word}")
            fi
        }

        complete -o filenames -F _cidrscope_or_explorer cidrscope
        """)
  }

  private func zsh(_ script: String) -> String {
    let beginning = "    local context state state_descr line\n"
    let offer = "        _describe -V subcommand subcommands && ret=0\n"
    guard let first = script.range(of: beginning), let second = script.range(of: offer) else {
      return script
    }
    let names = Self.subcommands.joined(separator: "|")
    return script.replacingCharacters(in: second, with: offer + "        _files && ret=0\n")
      .replacingCharacters(
        in: first,
        with: """
              # Without a subcommand the explorer is meant.
              if (( CURRENT > 2 )) || [[ "${words[2]}" == -* ]]; then
                  case "${words[2]}" in
                  (\(names)) ;;
                  (*)
                      words=("${words[1]}" explore "${(@)words[2,-1]}")
                      (( CURRENT += 1 ))
                      ;;
                  esac
              fi

          """ + beginning)
  }

  private func fish(_ script: String) -> String {
    let beginning = "    set -l unparsed_tokens (__cidrscope_tokens -pc)\n"
    let names = Self.subcommands.joined(separator: " ")
    return script.replacingOccurrences(
      of: beginning,
      with: beginning + """
            # Without a subcommand the explorer is meant.
            if test (count $unparsed_tokens) -gt 1; and not contains -- $unparsed_tokens[2] \(names)
                set unparsed_tokens $unparsed_tokens[1] explore $unparsed_tokens[2..]
            end

        """
    ).replacingOccurrences(
      of: "test \"$commands\" = \"$expected_commands\"; and return",
      with: "__cidrscope_is_meant \"$commands\" \"$expected_commands\"; and return"
    ).replacingOccurrences(
      of: "test \"$commands\" = \"$expected_commands\" -a \\( \"$positional_index\" "
        + "\"$positional_index_comparison\" \"$expected_positional_index\" \\)",
      with: "__cidrscope_is_meant \"$commands\" \"$expected_commands\"; and test "
        + "\"$positional_index\" \"$positional_index_comparison\" \"$expected_positional_index\""
    ) + """

      # The first word may belong to the explorer, too.
      function __cidrscope_is_meant -a commands expected
          test "$commands" = "$expected"
          or test "$commands" = cidrscope -a "$expected" = 'cidrscope explore'
      end

      """
  }
}
