internal import Workbench

extension Lesson {
    static let tokens = Lesson(
        title: "Tokens", needs: tokenNeeds,
        steps: [
            Step(
                """
                The session keeps each set of tokens: the access token for calls, the refresh token for new ones. Keyway \
                shows them as a fingerprint; --reveal shows them whole.
                """,
                type: "token show", check: "{{typed.command}} == \"token show\"", "{{typed.failed}} == false",
                hint: "the line is: token show"),
            Step(
                """
                What does the provider say of the token? Introspection asks it: whether the token still counts, for which \
                scopes, until when.
                """,
                type: "introspect", check: "{{typed.command}} == introspect", "$.active == true",
                hint: "a token that has expired or was revoked is not active: authorize, exchange, and ask again"),
            Step(
                """
                An access token does not live long. The refresh token brings a new one, without the user. Here it is \
                replaced each time as well, so that a stolen one is noticed.
                """,
                type: "refresh", check: "{{typed.command}} == refresh", "status == 200",
                hint: "if there is no refresh token that is still good: authorize, exchange, refresh"),
            Step(
                "All of them are still there, and each knows where it came from.",
                type: "token list", check: "{{typed.command}} == \"token list\"", "{{typed.answer}} | count >= 2",
                hint: "the line is: token list"),
            Step(
                "An app that is done with a token gives it back, so that nobody can find and use it.",
                type: "revoke", check: "{{typed.command}} == revoke", "status == 200",
                hint: "the line is: revoke"),
            Step(
                "It is worth nothing now. See for yourself: this call must fail.",
                type: "get /oauth/userinfo", check: "status == 401", "error == invalid_token",
                hint: "revoke the token first, then call with it"),
        ],
        learnt: """
            Access tokens are short-lived and go with each call; refresh tokens bring new ones; introspection tells what \
            one is worth, and revocation ends it.
            """,
        more: ["help oauth refresh token", "help oauth introspection", "help token list", "help refresh"])
}
