internal import Workbench

extension Lesson {
    static let codeFlow = Lesson(
        title: "The code flow", needs: sandboxNeeds,
        steps: [
            Step(
                """
                An app that wants something from a user's account must be known to the provider. It registers once, and \
                gets a client id and a secret. The scopes say what it may ask for.
                """,
                type: #"client create "Lesson App" scope="profile generations""#,
                check: "{{typed.command}} == \"client create\"", "status == 201",
                hint: "client create takes a name, in quotes if it has a blank, and scope=\"…\""),
            Step(
                """
                Now the user is asked. Keyway sends the browser to the provider, where the user signs in and consents; \
                the browser comes back with a code. On the sandbox --as signs in as a user, without a browser.
                """,
                type: "authorize --as ada",
                check: "{{typed.command}} == authorize", "redirect code exists",
                "redirect state == {{authorization.state}}",
                hint: "the sandbox has a user ada: `sandbox users` lists them"),
            Step(
                """
                Look at what was sent. state ties the answer to the question, so that nobody can slip in another one; \
                code_challenge is the hash of a secret that only this app knows (PKCE).
                """,
                type: "show {{authorization.url}}",
                check: "{{typed.answer}} contains code_challenge",
                hint: "{{…}} names a value; `vars --all` lists those there are"),
            Step(
                """
                The code is good once, and only for this client: with its secret, and with the code verifier that the \
                challenge was made of. Exchange it for tokens.
                """,
                type: "exchange", check: "{{typed.command}} == exchange", "status == 200", "token access exists",
                hint: "if the code has been used or is too old, authorize again first"),
            Step(
                "With the access token the app may call the API. It goes along as a header, by itself.",
                type: "get /oauth/userinfo", check: "status == 200", "$.username exists",
                hint: "userinfo needs the scope profile; the path is /oauth/userinfo"),
            Step(
                "A line that is only a JSONPath shows what it finds in the last answer.",
                type: "$.username", check: "{{typed.command}} == show", "{{typed.answer}} == {{$.username}}",
                hint: "a path begins with $, and names the members with dots"),
        ],
        learnt: """
            A client asks the user at the authorization endpoint, gets a code, and exchanges it at the token endpoint. The \
            tokens never go through the browser.
            """,
        more: ["help oauth pkce", "help oauth state", "help authorize", "log"])
}
