import Script

@testable import Commands
@testable import Workbench

/// A session that uses every command, line by line as it is typed; a secret of each kind goes through it.
///
/// A command that is not here fails the test of ``names(in:)``: add a line that brings it near a secret.
enum EveryCommand {
    static let lines = setUp + flow + grants + looking + sessions + plugins + prompt

    private static let setUp = [
        "history clear", "config pager never", "config hints off", "record start typed.keyway", "sandbox start",
        "sandbox status",
        "sandbox users", "provider list", "provider show", "provider discover", "provider add mine {{provider.issuer}}",
        "use mine", "provider set api_key={{env.API_KEY}}", "use sandbox",
        "provider add doomed base_url=https://doomed.example",
        "provider remove doomed", "client create App scope=\"openid profile generations\"",
        "client create Other scope=profile", "client list", "client use App", "client show", "client reset-secret",
        "client add extra client_secret={{env.EXTRA}} redirect={{callback}} scope=profile", "client remove extra",
        "client use App",
    ]

    private static let flow = [
        "authorize --as ada", "exchange", "userinfo", "introspect", "refresh", "token list", "token use 1",
        "token use 2",
        "token show", "token inspect", "token verify", "token diff 1 2", "get /oauth/userinfo",
        "get /oauth/userinfo Authorization:{{env.API_KEY}}", "get /oauth/userinfo X-Key:{{client.secret}}",
        "post /oauth/chat/completions model=sandbox/echo messages:='[{\"role\":\"user\",\"content\":\"Hello\"}]'",
        "post /oauth/chat/completions --stream model=sandbox/echo stream:=true "
            + "messages:='[{\"role\":\"user\",\"content\":\"Hello\"}]'",
        "post /oauth/images/generations model=sandbox/painter prompt=Key size=256x256",
        "put /things/1 secret={{client.secret}}", "patch /things/1 token={{token.access}}", "delete /things/1",
        "head /oauth/userinfo", "options /oauth/userinfo", "authorize --as ada", "exchange code_verifier=wrong",
        "exchange -client_secret", "exchange", "exchange",
    ]

    /// The commands that are made of grants, each with the user that it may need.
    private static let grants = CommandTable.standard.commands.filter { command in
        command.traits.failure == .judgedWithTokens && !["exchange", "refresh"].contains(command.name)
    }.map { command in
        let asksUser = command.shape.options.contains { $0.name == "as" }
        return "try \(command.name)\(asksUser ? " --as ada" : "")"
    }

    private static let looking = [
        "why", "why --prove", "scopes", "scopes probe", "scopes needed GET /oauth/userinfo", "trace", "log", "log 3",
        "show request", "show headers", "show timing", "show body", "show {{client.secret}}", "show {{token.access}}",
        "show {{authorization.verifier}}", "expect {{client.secret}} == nothing", "expect token access == nothing",
        "match '{\"a\": 1}'", "save kept = {{token.refresh}}", "save --secret pin = {{env.PIN}}",
        "set shown = {{client.secret}}", "vars", "vars --all", "unset shown", "show {{nonsense}}",
        "nonsense {{env.PIN}}",
        "explain {{authorization.url}}", "lint", "export curl", "export httpie", "export har all --to all.har",
        "export keyway all --to all.keyway", "export http all --to all.http", "get /oauth/userinfo > answer.json",
        "get /oauth/userinfo | cat", "show {{client.secret}} > secret.txt",
        "import curl 'curl http://127.0.0.1:9/ -H \"Accept: */*\"'", "import har all.har",
        "why --report failure.md --recording failure.json", "try import recording failure.json",
        "revoke",
    ]

    private static let sessions = [
        "session list", "session show", "session new second", "client add there client_secret={{env.EXTRA}}",
        "session use default", "session rename renamed", "session rename default", "session delete second",
        "session export bundle.json", "session import bundle.json", "session use default",
        "session lock --passphrase {{env.PASSPHRASE}}", "client show", "show {{client.secret}}",
        "session unlock --passphrase {{env.PASSPHRASE}}",
    ]

    private static let plugins = [
        "plugin new sign", "plugin add ./sign.keyway --yes sign", "plugin list", "plugin show sign",
        "get /oauth/userinfo", "sign-hello {{client.secret}}", "plugin test ./sign.keyway", "plugin remove sign",
        "change X-A:{{client.secret}}", "refuse {{client.secret}}", "annotate {{client.secret}}",
    ]

    private static let prompt = [
        "help", "help oauth pkce", "tutorial list", "history", "history search show",
        "alias mine = show {{client.secret}}", "alias list",
        "unalias mine", "edit",
        "debug record.keyway", "record stop", "history save history.keyway", "sandbox fault rate-limited 1",
        "get /oauth/userinfo", "sandbox clock +7200", "get /oauth/userinfo", "why", "sandbox stop",
        "watch 1s show {{client.secret}}",
    ]

    /// A recipe that goes near every kind of secret and fails at its end, so that reports have something to show.
    static let recipe = #"""
        # A recipe that goes near every kind of secret and fails at the end, so that reports have something to show.

        use sandbox
        client create "App" redirect={{callback}} scope="openid profile generations"
        save --secret pin = {{env.PIN}}

        step "The flow"
          authorize --as ada
          exchange
          refresh
          get /oauth/userinfo X-Key:{{env.API_KEY}}

        step "What fails"
          try get /oauth/userinfo Authorization:{{env.API_KEY}}
          try exchange code_verifier={{client.secret}}
          expect {{client.secret}} == {{pin}}

        """#

    /// The last one ends the session.
    static let last = "quit"

    /// The commands of a table that have no line.
    static func missing(in names: [String]) -> [String] {
        let used = Set(
            (lines + [last]).map { $0.hasPrefix("try ") ? String($0.dropFirst(4)) : $0 }.compactMap { line in
                names.filter { (line + " ").hasPrefix($0 + " ") }.max { $0.count < $1.count }
            })
        return names.filter { !used.contains($0) }
    }
}
