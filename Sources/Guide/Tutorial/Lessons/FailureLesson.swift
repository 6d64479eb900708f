internal import Workbench

extension Lesson {
    static let failure = Lesson(
        title: "A failure, and why", needs: clientNeeds,
        steps: [
            Step(
                "First a code, as before.",
                type: "authorize --as ada", check: "{{typed.command}} == authorize", "redirect code exists",
                hint: "the line is: authorize --as ada"),
            Step(
                """
                Every parameter of every message can be set, added or left out, because what happens then is worth \
                knowing. Exchange the code with a verifier that is not the one.
                """,
                type: "exchange code_verifier=a-verifier-that-is-long-enough-and-yet-the-wrong-one",
                check: "{{typed.failed}} == true", "status == 400", "error in invalid_grant invalid_request",
                hint: "exchange code_verifier=…, with 43 letters or more"),
            Step(
                """
                The server says only invalid_grant, as it must. why looks at what was sent and kept, names the link that \
                broke, and proves it.
                """,
                type: "why", check: "{{typed.command}} == why", "{{typed.answer}} exists",
                hint: "the line is: why"),
            Step(
                """
                trace draws the whole flow. On the sandbox it can show the other side too: the reason that a server keeps \
                to itself.
                """,
                type: "trace", check: "{{typed.command}} == trace", hint: "the line is: trace"),
            Step(
                "why also knows what fixes it. --fix shows the commands and runs them.",
                type: "why --fix", check: "{{typed.command}} in why exchange", "status == 200", "token access exists",
                hint: "or by hand: authorize --as ada, then exchange"),
        ],
        learnt: """
            Change one thing, see the refusal, ask why. It tells what is proved from what is only likely, and how to fix \
            it.
            """,
        more: ["help why", "help trace", "sandbox fault", "log"])
}
