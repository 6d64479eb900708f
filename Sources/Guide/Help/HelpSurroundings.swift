internal import Answers
internal import Workbench

/// The pages on what is around Keyway: files, the environment, the terminal, the network.
extension HelpText {
    static let surroundings = [
        guide("secrets", "how they are given, hidden and kept", ["passwords", "passphrase", "fingerprints", "mask"]) {
            """
            Secrets are shown as a fingerprint, secret_…#d7aff7, wherever they turn up; the same one means the same secret. \
            --reveal shows them: client show --reveal, token show --reveal, log 3 --reveal.

              client_secret=?             asked for, without echo
              client_secret=@secret.txt   read from a file
              client_secret={{env.NAME}}  taken from the environment

            A line with a secret in it is not kept in the history. `session lock` seals what the session holds.
            """
        },
        guide("files", "where Keyway keeps what it keeps", ["paths", "folders", "state"]) {
            """
            In $XDG_STATE_HOME/keyway (~/.local/state/keyway), only for you (0700, 0600):
              sessions/NAME.sqlite    the sessions
              sessions/plugins.json   the plugins that were added
              sandbox.sqlite          the sandbox's accounts, clients and tokens
              history                 what was typed
              pictures/               the pictures that came

            In $XDG_CONFIG_HOME/keyway (~/.config/keyway):
              config                  the preferences, written at the first change; `config` lists them
              aliases                 your short names; `alias` lists them

            Beside recipes: keyway.json, with variables and environments; `help variables`.
            """
        },
        guide(
            "environment", "the variables that Keyway reads",
            ["environment variables", "env", "variables of the environment"]
        ) {
            """
            {{env.NAME}} reads any of them. These mean something by themselves:
              KEYWAY_CALLBACK         the redirect URI to listen at (http://127.0.0.1:8765/callback)
              SERIKA_API_KEY          the account's key of the preset serika
              XDG_STATE_HOME, XDG_CONFIG_HOME    where files are; `help files`
              BROWSER                 the program that authorize opens
              VISUAL, EDITOR          the program that edit opens
              PAGER, LESS             what shows a long answer
              NO_COLOR, CLICOLOR_FORCE, TERM, COLUMNS    `help colours`
              HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY    as curl reads them

            The environments of keyway.json, --env NAME, are something else: `help variables`.
            """
        },
        guide("exit codes", "how the program ends, for scripts", ["exit", "exit code", "exit status", "codes"]) {
            ExitStatus.all.map { "  \("\($0.code)".padded(to: 4))  \($0.meaning)" }.joined(separator: "\n")
                + "\n\nOf several recipes the first that failed decides."
        },
        guide("output", "pipes, files, JSON, paging and watching", ["json output", "pipes", "redirection", "paging"]) {
            """
              get /oauth/userinfo > user.json    the body into a file; >> adds to it
              get /oauth/userinfo | jq .id       into a command of the shell
              $.username | upper | ! figlet      behind a filter, | ! is a command
              watch 2s token list                again and again until Ctrl-C
              keyway --output json -c '…'        each answer as one JSON document a line

            A long answer goes through a pager: `config pager`.
            """
        },
        guide("colours", "when they are used", ["colors", "color", "colour", "no_color"]) {
            """
            On a terminal that has them, unless NO_COLOR is set. `config color never` or --color never turns them off, \
            always turns them on in a pipe too. `config accessible on` does without colours and cursor tricks.
            """
        },
        guide("images", "how pictures are saved and shown", ["pictures", "kitty", "sixel", "iterm"]) {
            """
            The pictures of an image generation, and every answer that is one, are saved under the state folder's \
            pictures. A PNG is shown as well where the terminal can: kitty's protocol, iTerm2's images or sixels.

              post /oauth/images/generations model=sandbox/painter prompt=Key size=256x256
              config images off         only save them; auto, kitty, iterm and sixel choose how they are shown

            Recipes save none, nor does a line with > FILE.
            """
        },
        guide("prompt", "what it tells, completes and remembers", ["completion", "tab", "prompt line"]) {
            """
            It tells the session, unless it is the usual one, the provider, the client, and how long the token still lives.

              Tab                 complete, or list what may stand here
              config prompt …     tell something else
              config              every preference
              alias me = 'get /oauth/userinfo'
              history, edit       what was typed; `help history`
              tutorial            six lessons

            `help keys` lists the keys.
            """
        },
        guide(
            "browser", "how the user is asked, and where the answer comes",
            ["callback", "redirect", "redirects", "loopback", "ssh"]
        ) {
            """
              authorize             opens $BROWSER or the system's, and listens at {{callback}} for the answer
              authorize --manual    shows the URL and takes the pasted answer: over ssh, or without a browser
              authorize --as ada    signs in at the sandbox without one

            The redirect URI must be registered with the client; KEYWAY_CALLBACK changes where Keyway listens.
            """
        },
        guide("network", "TLS, proxies and timeouts", ["tls", "proxy", "proxies", "timeouts", "certificates"]) {
            """
            TLS is verified, and redirects are shown, not followed. Options of keyway itself:
              --cacert FILE, --cert FILE, --key FILE    another authority, a client certificate
              --proxy URL                               else those of the environment, never for loopback
              --timeout SECONDS, --connect-timeout SECONDS    also `config timeout`
              --insecure                                verify nothing; says so

            `show tls`, `show timing` tell of the last exchange.
            """
        },
        guide("jsonpath", "how an answer is looked into", ["json", "$"]) {
            """
            A line that is only a JSONPath (RFC 9535) shows what it finds in the last answer.

              $.username                    a member
              $.data[0].id, $.data[-1]      an element, from the end too
              $..url                        at any depth
              $.data[?@.size > 10].name     of those for which it holds
              $.data | count                with a filter; `help filters`

            It stands in expect, save and {{…}} too. keyway query PATH FILE does the same to a file.
            """
        },
        guide(
            "shell", "the other commands of keyway, and completion", ["command line", "completions", "man", "keyway"]
        ) {
            """
              keyway                      the prompt; -c TEXT and standard input run the same language
              keyway run FILE…            recipes; --jobs, --report, --only: keyway run --help
              keyway check, keyway fmt    read recipes without running them, lay them out
              keyway serve                the sandbox by itself
              keyway query PATH FILE      a JSONPath on a file
              keyway why FILE             judge an archive (HAR), or what why --recording wrote
              keyway completions bash     for bash, zsh or fish
              keyway man                  the manual page
            """
        },
    ]
}
