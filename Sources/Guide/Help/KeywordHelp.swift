package import Script
internal import Workbench

/// The pages on the words of the language.
extension HelpText {
    package static func keyword(_ keyword: Keyword) -> String {
        "\(keyword.usage)\n  \(keyword.summary)\n\n\(details(keyword))"
    }

    private static func details(_ keyword: Keyword) -> String {
        switch keyword {
        case .step:
            """
            A step runs to the next step, or to the end of the block it stands in. Tags choose steps to run.

              step "Exchange the code" --tag smoke
                exchange
            """
        case .try:
            """
            What the command fails with is shown, and the script goes on, so that what follows can look at it.

              try get /oauth/characters/1
              expect status == 403
            """
        case .if, .else:
            """
            The query and the predicate are those of expect. What cannot be compared is a failure.

              if status == 429
                sandbox clock +60
              else if $.error exists
                quit
              else
                save user = $.username
              end
            """
        case .for:
            """
            Goes over words, over a list ({{list}}, or a JSONPath with filters), over the rows of a CSV file whose first \
            line names the columns, or over the elements of a JSON file. Files are looked for beside the script.

              for scope in profile email "profile email"
                authorize scope={{scope}} --as ada
              end
              for row in @users.csv
                client create {{row.name}} redirect={{callback}}
              end
            """
        case .retry:
            """
            Runs at most N times, until nothing in it fails and the condition holds. It waits a second between, or as \
            long as every says: 500ms, 2s, 1m.

              retry 10 every 500ms until $.status == ready
                get /jobs/{{job}}
              end
            """
        case .define:
            """
            Operands are given in order or by name; those with a default may be left out. The comment above is the help. \
            Defined commands are known in the whole file, and in those that include it.

              # Signs a user in and exchanges the code.
              define login user scope="profile"
                authorize scope={{scope}} --as {{user}}
                exchange
              end
              login ada
              login ben scope="profile generations"
            """
        case .finally:
            """
            Runs when what it stands in ends, be it by a failure or Ctrl-C: the file, a block, or a defined command. At \
            the top of a file it needs no end if nothing follows.

              finally
                revoke
              end
            """
        case .include:
            """
            The file is looked for beside the one that names it, and read before anything runs. Its commands run here, \
            what it defines is known everywhere, and its finally runs at the end of this script.

              include common.keyway
            """
        case .require:
            """
            The script does not run without the plugin.

              require dpop ^1.0
            """
        case .end: "Closes if, for, retry, define and finally."
        }
    }
}
