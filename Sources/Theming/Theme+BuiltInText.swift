extension Theme {
  /// `themes/midnight.yaml` word for word; a test keeps the two the same.
  static let builtInText = """
    # The default for dark rooms: from night blue through embers to pale yellow.
    # What is committed glows, what is wrong is cold; every pair of inks stays apart for
    # the three common colour-vision deficiencies.
    #
    # A style is `letter on pixel attributes`, such as `231 on 54 bold`. A colour is 0 to 255,
    # one of the sixteen names (red, bright-red), `default` or, for `truecolor`, #rrggbb in
    # quotes; attributes are bold, dim, underline and reverse. What `truecolor` leaves out is
    # as in `256`. A role that names no ground stands on that of `text`. A theme with
    # a `parent` need only say what is different; `colors: {ember: 203}` names a colour.
    name: midnight
    summary: night blue through embers to pale yellow
    appearance: dark
    depths:
      truecolor:
        levels:
          - '231 on #10144a'
          - '231 on #390f67'
          - '231 on #68197c'
          - '231 on #931f6d'
          - '231 on #bf2f60'
          - '16 on #e2504a'
          - '16 on #f67c3c'
          - '16 on #fcb04a'
          - '16 on #fdf0a0'
        categories:
          - '16 on #d75f00'
          - '16 on #d7875f'
          - '16 on #ffd75f'
          - '231 on #af00af'
          - '16 on #5f87ff'
          - '16 on #5ed6ae'
          - '231 on #5f5f5f'
          - '16 on #949494'
        inks:
          void: '231 on #11131c'
          outside: '231 on #222430'
          free: '231 on #40414d'
          reserved: '16 on #87afaf'
          full: '16 on #5fd7ff'
          contested: '16 on #00afd7'
          claimed: '231 on #5f5fff'
          failed: '16 on #ffffff'
          only-first: '16 on #0087d7'
          only-second: '16 on #d7af00'
          both: '16 on #949494'
          mixed: '231 on #8700ff'
        roles:
          text: '#d3d0da on #11131c'
          dim: '#9a96a6'
          strong: '#ffffff bold'
          title: '#ffd08a bold'
          border: '#4a4858'
          border-focused: '#fcb04a bold'
          header: '#d3d0da on #1f202b'
          footer: '#d3d0da on #1f202b'
          hint: '#9a96a6'
          key: '#ffd08a bold'
          selection: '#ffffff on #1d5a86 bold'
          ghost: '#ffffff on #57587c'
          label: '#ffffff on #11131c'
          grid: '#8b8898'
          gauge: '#fcb04a'
          gauge-empty: '#363644'
          sparkline: '#fcb04a'
          input: '#ffffff on #1f202b'
          suggestion: '#a29eae on #1f202b'
          match: '#1a1208 on #ffd08a bold underline'
          popup: '#dcd9e4 on #292a38'
          popup-title: '#ffd08a on #292a38 bold'
          cursor: '16 on #00ffff bold'
      256:
        glyphs: half
        levels:  # empty to full
          - 231 on 17
          - 231 on 54
          - 231 on 90
          - 231 on 126
          - 231 on 162
          - 16 on 203
          - 16 on 209
          - 16 on 215
          - 16 on 228
        categories:  # owners and other kinds that a legend names; the last is all others
          - 16 on 166
          - 16 on 173
          - 16 on 221
          - 231 on 127
          - 16 on 69
          - 16 on 115
          - 231 on 59
          - 16 on 246
        inks:
          void: 231 on 233
          outside: 231 on 235
          free: 231 on 238
          reserved: 16 on 109
          full: 16 on 81
          contested: 16 on 38
          claimed: 231 on 63
          failed: 16 on 231
          only-first: 16 on 32
          only-second: 16 on 178
          both: 16 on 246
          mixed: 231 on 93
        roles:
          text: 252 on 233
          dim: 246
          strong: 231 bold
          title: 222 bold
          border: 240
          border-focused: 215 bold
          header: 252 on 235
          footer: 252 on 235
          hint: 246
          key: 222 bold
          cursor: 16 on 51 bold
          selection: 231 on 24 bold
          ghost: 231 on 60
          label: 231 on 233
          grid: 245
          gauge: 215
          gauge-empty: 238
          sparkline: 215
          good: 81
          warning: 220 bold
          error: 210 bold
          input: 231 on 235
          suggestion: 247 on 235
          match: 16 on 222 bold underline
          popup: 253 on 236
          popup-title: 222 on 236 bold
      16:
        glyphs: bars
        levels:  # empty to full
          - blue on black
          - bright-blue on black
          - bright-blue on black bold
          - bright-magenta on black
          - bright-magenta on black bold
          - bright-cyan on black
          - bright-cyan on black bold
          - bright-yellow on black bold
          - bright-white on black bold
        categories:  # owners and other kinds that a legend names; the last is all others
          - black on bright-yellow
          - black on bright-cyan
          - bright-white on blue
          - black on bright-magenta
          - black on white
          - bright-white on magenta
          - black on cyan
          - bright-white on black
        inks:
          void: white on black
          outside: white on black dim
          free: white on black dim
          reserved: cyan on black
          full: bright-white on magenta bold
          contested: black on bright-cyan bold
          claimed: bright-white on blue
          failed: black on bright-white bold
          only-first: bright-white on blue bold
          only-second: black on bright-yellow bold
          both: white on black
          mixed: bright-white on magenta bold
        roles:
          text: white on black
          dim: white dim
          strong: bright-white bold
          title: bright-yellow bold
          border: white dim
          border-focused: bright-yellow bold
          header: black on white
          footer: black on white
          hint: white
          key: bright-yellow bold
          cursor: black on bright-cyan bold underline
          selection: bright-white on blue bold
          ghost: black on white
          label: bright-white bold underline
          grid: white
          gauge: bright-yellow
          gauge-empty: white dim
          sparkline: bright-yellow
          good: bright-cyan
          warning: bright-yellow bold
          error: bright-white on magenta bold
          input: bright-white underline
          suggestion: white dim
          match: black on bright-yellow bold
          popup: bright-white on blue
          popup-title: bright-yellow on blue bold
      8:
        glyphs: bars
        levels:  # empty to full
          - blue on black
          - blue on black bold
          - magenta on black
          - magenta on black
          - magenta on black bold
          - cyan on black
          - cyan on black bold
          - white on black
          - white on black bold
        categories:  # owners and other kinds that a legend names; the last is all others
          - black on yellow
          - black on cyan
          - white on blue
          - white on magenta
          - black on white
          - yellow on black
          - cyan on black
          - white on black
        inks:
          void: white on black
          outside: white on black dim
          free: white on black dim
          reserved: cyan on black
          full: white on magenta bold
          contested: black on cyan bold
          claimed: white on blue
          failed: black on white bold
          only-first: white on blue bold
          only-second: black on yellow
          both: white on black
          mixed: white on magenta bold
        roles:
          text: white on black
          dim: white dim
          strong: white bold
          title: yellow bold
          border: white dim
          border-focused: yellow bold
          header: black on white
          footer: black on white
          hint: white
          key: yellow bold
          cursor: black on cyan bold underline
          selection: white on blue bold underline
          ghost: black on white
          label: white bold underline
          grid: white
          gauge: yellow
          gauge-empty: white dim
          sparkline: yellow
          good: cyan
          warning: yellow bold
          error: white on magenta bold
          input: white underline
          suggestion: white dim
          match: black on yellow bold
          popup: white on blue
          popup-title: yellow on blue bold
      mono:
        glyphs: bars
        levels:  # empty to full
          - default
          - default
          - default
          - default
          - default
          - default
          - default
          - default
          - bold
        categories:  # owners and other kinds that a legend names; the last is all others
          - default
          - default
          - default
          - default
          - default
          - default
          - default
          - default
        inks:
          void: default
          outside: dim
          free: dim
          reserved: default
          full: reverse bold
          contested: reverse
          claimed: dim
          failed: reverse bold underline
          only-first: bold
          only-second: reverse bold
          both: default
          mixed: underline
        roles:
          text: default
          dim: dim
          strong: bold
          title: bold
          border: dim
          border-focused: bold
          header: reverse
          footer: default
          hint: default
          key: bold underline
          cursor: reverse bold underline
          selection: reverse
          ghost: reverse dim
          label: bold underline
          grid: dim
          gauge: bold
          gauge-empty: dim
          sparkline: default
          good: default
          warning: bold underline
          error: reverse bold
          input: underline
          suggestion: dim
          match: reverse underline
          popup: default
          popup-title: reverse bold

    """
}
