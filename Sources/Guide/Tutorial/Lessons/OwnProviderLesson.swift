internal import Workbench

extension Lesson {
    static let ownProvider = Lesson(
        title: "Your own provider", needs: clientNeeds,
        steps: [
            Step(
                """
                The sandbox is only for practice. To learn how another provider is added, treat it as a stranger: all \
                you have is the URL of its issuer. From there Keyway fetches the metadata (RFC 8414).
                """,
                type: "provider add mine {{provider.issuer}}",
                check: "{{typed.command}} == \"provider add\"", "{{typed.failed}} == false", "status == 200",
                hint: "provider add takes a name of yours and the issuer's URL; here {{provider.issuer}}"),
            Step(
                "A client of your own you know already: its id, and its secret. Keep both in variables first.",
                type: "save my_id = {{client.id}}", check: "{{my_id}} == {{client.id}}",
                hint: "save NAME = VALUE"),
            Step(
                """
                --secret hides a value wherever it is shown. A real one you would not type: client_secret=? asks for it \
                without echo, and client_secret=@FILE reads it.
                """,
                type: "save --secret my_secret = {{client.secret}}", check: "{{my_secret}} == {{client.secret}}",
                hint: "save --secret NAME = VALUE"),
            Step(
                "Now change over.",
                type: "use mine", check: "{{provider.name}} == mine",
                hint: "`provider list` shows the names; `use mine`"),
            Step(
                "It knows no client of yours yet. Add the one you have, as it is registered there.",
                type: "client add {{my_id}} client_secret={{my_secret}} redirect={{callback}} scope=profile",
                check: "{{provider.name}} == mine", "{{client.id}} == {{my_id}}",
                "{{client.redirect_uri}} == {{callback}}",
                hint: "redirect={{callback}} is where Keyway listens; it must be registered with the provider"),
            Step(
                """
                The user signs in with the browser now: ada, whose password `sandbox users --reveal` shows. Over ssh, or without a \
                browser, authorize --manual shows the URL and takes the answer.
                """,
                type: "authorize",
                check: "{{typed.command}} == authorize", "{{typed.failed}} == false", "redirect code exists",
                hint:
                    "without a browser, `authorize --manual` shows the URL to open elsewhere; `tutorial skip` leaves it out"
            ),
            Step(
                "The rest is as on the sandbox.",
                type: "exchange", check: "{{typed.command}} == exchange", "status == 200",
                hint: "without a code there is nothing to exchange: `tutorial skip` leaves it out"),
        ],
        learnt: """
            Issuer, client, flow: that is all a provider needs. Presets know some by name, and `lint` tells what is wrong \
            with a setting before anything is sent.
            """,
        more: ["provider list", "help provider add", "help client add", "help lint"], startsOver: true)
}
