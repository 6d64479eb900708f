internal import Plugins
internal import Workbench

/// The pages on what Keyway works with: a few lines each, and where to read on.
extension HelpText {
    static let guides = [
        guide("providers", "where tokens come from, and how one of yours is added", ["presets", "issuer", "issuers"]) {
            """
            A provider is an authorization server with its API. Everything works on the one in use.

              provider list                  those that are known: the sandbox, presets, yours
              use github                     change over
              use https://issuer.example     fetch the metadata (RFC 8414, OpenID Connect Discovery), and change over
              provider add mine token_endpoint=https://…   one without metadata
              provider set api_key=?         the account's key, where clients are made with it

            `help provider` lists the commands, `lint` finds what is wrong with a setting.
            """
        },
        guide("clients", "the apps that ask, and their secrets", ["apps", "client_id", "client_secret"]) {
            """
            A client is registered with one provider, and asks there for tokens.

              client create "My App" scope="profile"      register one, where the provider has an API for that
              client add MY_ID client_secret=? redirect={{callback}}    one that is registered already
              client list --all                           those of every provider in this session
              client use "My App"                         choose; of several with one name the newest

            Its secret is saved before it is shown, and shown only with --reveal. `help client` lists the commands.
            """
        },
        guide("tokens", "how they are got, chosen, renewed and given back") {
            """
              authorize, exchange       the user consents, the code becomes tokens
              token list, token use 2   those there are; calls go with the one in use
              token show --reveal       the token itself
              token inspect, token verify, introspect     what is in it, whether it holds, what the server says
              refresh, revoke           renew it, give it back

            The prompt tells how long the one in use still lives. `help token` lists the commands.
            """
        },
        guide("sessions", "where everything is kept", ["default session"]) {
            """
            A session is one file with clients, tokens, variables and every exchange. The prompt works in the session \
            default; `keyway run` in a fresh one that ends with the recipe, unless --session names one.

              session list, session use NAME, session new NAME
              session show                  its file, and what it holds
              session lock, session unlock  put its secrets under a passphrase, and open it
              session export FILE           masked, or whole under a passphrase; session import FILE reads it

            Two prompts may share one: what one of them chooses, the other takes over and says so.
            """
        },
        guide("sandbox users", "the sandbox's accounts, clock and faults", ["users", "clock", "faults"]) {
            """
            The sandbox is a provider in this process, and starts by itself. It has the users ada, ben and cleo.

              authorize --as ada              sign in as one of them, without a browser
              authorize --as ada --untick generations     the user does not allow a scope
              sandbox users --reveal          their passwords and keys
              sandbox clock +7200             two hours later, by its clock
              sandbox fault                   the faults that can be switched on; sandbox fault NAME 1

            `keyway serve` is the sandbox by itself, for other clients.
            """
        },
        guide(
            "requests", "calls, and how every parameter of every message is set",
            ["calls", "items", "parameters", "headers", "body"]
        ) {
            """
              get /oauth/userinfo             a path at the provider, with the token in use
              post /things name=x n:=1        members of a JSON body: a text, any JSON
              get /things page==2             a parameter of the query
              get /things Accept:text/plain   a header; -Accept leaves it out
              post /things file=@cat.json     a member from a file
              authorize -code_challenge       the same for messages of OAuth: set, add or leave out anything

            `show` shows the last exchange, `log` all of them, `help get` every option.
            """
        },
        guide("recipes", "lines that are kept in a file and run", ["scripts", "tests"]) {
            """
            What can be typed can be saved as FILE.keyway and run: keyway run FILE… or a folder.

              record start my.keyway, record stop    write one of what is typed in between
              step "Title"                           parts that are told, chosen and counted
              expect status == 200                   what must hold; `help queries`, `help predicates`
              try get /oauth/userinfo                a failure that is meant
              save id = $.id                         a value for later, {{id}}

            `include FILE` runs one here, `debug FILE` goes through it step by step. `keyway check` reads without running.
            """
        },
        guide("reports", "what `keyway run` writes for people and CI", ["ci", "junit", "tap", "html"]) {
            """
              keyway run --report junit=report.xml recipes    for CI
              keyway run --report html=report recipes         one page, with every exchange
              keyway run --report json=all.json --report tap=run.tap recipes
              keyway run --record run.har FILE                keep what was sent; --offline run.har replays it

            Secrets are fingerprints in all of them. `help exit codes` lists how a run ends.
            """
        },
    ]

    static func guide(
        _ name: String, _ summary: String, _ others: [String] = [], text: @escaping @Sendable () -> String
    ) -> Topic {
        Topic(name: name, summary: summary, others: others) { _ in text() }
    }
}
