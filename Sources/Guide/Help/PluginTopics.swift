internal import JSONKit
internal import Workbench

/// The pages about what only a plugin's file has: lines that are neither commands nor keywords.
package enum PluginTopics {
    /// A page whose example is a whole plugin.
    struct Page: Sendable {
        let name: String
        let summary: String
        /// What else people may call it.
        var others: [String] = []
        let text: String
        /// `plugin test` takes it as it is.
        let example: String
    }

    static let all = [plugins, hooks, needs, completions, presets]

    static let topics = all.map { page in
        HelpText.Topic(name: page.name, summary: page.summary, others: page.others) { _ in
            let example = page.example.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.isEmpty ? "" : "  \($0)"
            }
            return page.text + "\n\n" + example.joined(separator: "\n")
        }
    }

    /// The page that is meant by the first word of a line of a plugin, `on request` say.
    package static func page(about words: [String]) -> HelpText.Topic? {
        guard let first = words.first else { return nil }
        return topics.first { $0.name == first || (words.count > 1 && $0.name.hasPrefix("\(first) ")) }
    }

    private static let plugins = Page(
        name: "plugins", summary: "commands, presets and hooks of your own: what stands in a plugin's file",
        others: ["extensions"],
        text: """
            A plugin is one file: a script that ends in .keyway, or an executable that speaks JSON-RPC 2.0. Its first line \
            says what it is: plugin NAME VERSION "SUMMARY". Behind that it may have

              needs SECRET "WHY"                  a kind of secret that its hooks are shown unmasked; help needs
              define NAME PARAMETER… … end        a command; the comment above is its help; help define
              complete COMMAND OPERAND WORD…      what Tab offers for an operand; help complete
              provider NAME … end                 a preset of a provider; help provider … end
              on request … end                    a hook: on request, response, token or failure; help on

            plugin new NAME writes one with a test of it, plugin test FILE tries it, plugin add FILE adds it once you agree. \
            The name of a built-in command is refused. Executables are described in the documentation, in Plugins.md. \
            A whole plugin:
            """,
        example: """
            plugin acme 1.0.0 "the Acme API"

            # Fetches one order.
            define acme-order number format=json
              get /orders/{{number}} format=={{format}}
            end
            complete acme-order format json csv

            on request
              change X-Request:{{uuid}}
            end
            """)

    private static let hooks = Page(
        name: "on", summary: "in a plugin's file: what runs at a request, response, token or failure",
        others: ["hooks"],
        text: """
            on request … end      before a request is sent: {{request.method}}, .url, .headers.NAME, .body
            on response … end     when a response has come: {{response.status}}, .headers.NAME, .body
            on token … end        when a token was granted: {{token.scope}}, .number, .provider, .grant_type, .access_token
            on failure … end      when there was no response, {{failure.message}} and .url, or one with a status from 400 \
            on: {{failure.status}}, .headers.NAME, .body, .url

            Secrets are masked in it; help needs. change changes a request or a response, refuse lets what happens fail, \
            annotate says something about it, and every other command can be used too. A hook that does nothing lets pass \
            what it saw. {{failure.status | default 0}} is how a value is read that need not be there.
            """,
        example: """
            plugin careful 1.0.0 "keeps requests where they belong"

            on request
              if {{request.url}} contains "internal.example"
                refuse "this host is not for tests"
              end
              change X-Request:{{uuid}}
            end

            on failure
              if {{failure.status | default 0}} == 429
                annotate "Acme allows ten requests a second"
              end
            end
            """)

    private static let needs = Page(
        name: "needs", summary: "in a plugin's file: a kind of secret that its hooks see unmasked",
        text: """
            needs SECRET "WHY": whoever adds the plugin reads why, and agrees or not. Without it a hook sees Bearer ey…#1a2b3c. \
            The kinds are access_token, refresh_token, id_token, client_secret, code, code_verifier, api_key, credential \
            (another header's), cookie, marked (what set --secret keeps), variable (one whose name says that it is secret), \
            and other secrets by the name of their parameter: password, device_code.
            """,
        example: """
            plugin digest 1.0.0 "sends a digest of the token"

            needs access_token "to send a digest of it"

            on request
              if {{request.headers.Authorization | default ""}} startsWith "Bearer "
                change X-Digest:{{request.headers.Authorization | sha256}}
              end
            end
            """)

    private static let completions = Page(
        name: "complete", summary: "in a plugin's file: what Tab offers for an operand of its command",
        text: """
            complete COMMAND OPERAND WORD…: the words are offered behind a command that the plugin defines. They are not \
            enforced. A word that refers to a list stands for its elements: {{orders}}.
            """,
        example: """
            plugin orders 1.0.0 "fetches orders"

            # Fetches one order.
            define orders-get number format=json
              get /orders/{{number}} format=={{format}}
            end
            complete orders-get format json csv
            complete orders-get number 7 8 9
            """)

    private static let presets = Page(
        name: "provider … end", summary: "in a plugin's file: a preset of a provider",
        text: """
            provider NAME opens a preset, end closes it; use NAME takes it. Its lines:

              title, base_url                     its name for people; what a path of get is added to
              issuer, authorization_endpoint, token_endpoint, userinfo_endpoint, revocation_endpoint,
              introspection_endpoint, registration_endpoint, jwks_uri      as in RFC 8414 §2
              scopes_supported, grant_types_supported, token_endpoint_auth_methods_supported,
              code_challenge_methods_supported WORD…                       the lists of RFC 8414 §2
              auth                                client_secret_basic, client_secret_post or none
              scope NAME "WHAT IT ALLOWS"         one line each
              default_scopes NAME…                what is asked for if nothing is said; else all of them
              endpoint "METHOD PATH" SCOPE…       a protected endpoint, and the scopes it needs
              key_variable                        the environment variable with the account's API key
              clients_url                         where clients are managed
              quirk "SENTENCE"                    what is otherwise than one expects

            and how it differs, each alone on its line:

              port_agnostic                       a redirect URI on loopback may have any port (RFC 8252 §7.3)
              asks_with_commas                    a request divides scopes by commas
              divides_scopes_by_commas            a token response does
              bearer_types WORD…                  types of tokens that are sent as Bearer
              token_member NAME                   the member with the tokens, where there are none at the top
              authorization_response_iss_parameter_supported               RFC 9207
            """,
        example: """
            plugin acme 1.0.0 "the Acme API"

            provider acme
              title "Acme"
              base_url https://api.acme.example
              authorization_endpoint https://acme.example/authorize
              token_endpoint https://acme.example/token
              code_challenge_methods_supported S256
              auth client_secret_post
              scope read "Read everything"
              scope write "Change everything"
              default_scopes read
              endpoint "GET /me" read
              divides_scopes_by_commas
              quirk "Answers errors with status 200"
            end
            """)
}
