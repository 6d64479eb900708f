internal import Workbench

extension Lesson {
    static let scopes = Lesson(
        title: "Scopes", needs: clientNeeds,
        steps: [
            Step(
                """
                An app asks for scopes, and the user decides. Ada allows her profile, and takes the tick away from \
                generations.
                """,
                type: "authorize --as ada --untick generations",
                check: "{{typed.command}} == authorize", "redirect code exists",
                hint: "--untick SCOPE is what the user does not allow"),
            Step(
                "The token says what was granted, which may be less than was asked.",
                type: "exchange", check: "{{typed.command}} == exchange", "status == 200",
                "token scope not covers generations",
                hint: "authorize with --untick generations, then exchange"),
            Step(
                "Now call something that needs the scope that is not there. This must be refused.",
                type: chat, check: "status == 403", "error == insufficient_scope",
                hint: "post to /oauth/chat/completions; Up brings a line back to be changed"),
            Step(
                """
                Where did it get lost? The ledger follows each scope from the registration, over what was asked and \
                granted, to what the resource demanded.
                """,
                type: "scopes", check: "{{typed.command}} == scopes", hint: "the line is: scopes"),
            Step(
                "Ask again. This time Ada leaves every tick where it is.",
                type: "authorize --as ada", check: "{{typed.command}} == authorize", "redirect code exists",
                hint: "the same without --untick"),
            Step(
                "And exchange the new code.",
                type: "exchange", check: "{{typed.command}} == exchange", "token scope covers \"profile generations\"",
                hint: "authorize without --untick, then exchange"),
            Step(
                "The same call again: with the scope it is answered.",
                type: chat, check: "status == 200", "$.choices[0].message.content exists",
                hint: "Up, or Ctrl-R and a few letters, brings the call back"),
        ],
        learnt: """
            What is granted can be less than what was asked, so an app goes by the scope of the token. A resource that \
            needs more answers 403 insufficient_scope.
            """,
        more: ["help oauth scope", "help scopes", "help scopes needed", "help authorize"])

    private static let chat =
        #"post /oauth/chat/completions model=sandbox/echo messages:='[{"role":"user","content":"Hello"}]'"#
}
