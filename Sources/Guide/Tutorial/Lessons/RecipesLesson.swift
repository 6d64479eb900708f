internal import Workbench

extension Lesson {
    static let recipes = Lesson(
        title: "Recipes", needs: clientNeeds,
        steps: [
            Step(
                "What can be typed can be kept. From here on Keyway takes notes, for a file in this folder.",
                type: "record start first-recipe.keyway",
                check: "{{typed.command}} == \"record start\"", "{{typed.failed}} == false",
                hint: "record start takes the name of a file, which is replaced if it is there"),
            Step(
                "Type the flow: first the user.",
                type: "authorize --as ada", check: "{{typed.command}} == authorize", "redirect code exists",
                hint: "the line is: authorize --as ada"),
            Step(
                "Then the token.",
                type: "exchange", check: "{{typed.command}} == exchange", "status == 200",
                hint: "a code is good once: authorize again, then exchange"),
            Step(
                "Say what must hold. A query, a predicate, and what to compare with; if it does not hold, it fails.",
                type: "expect token scope covers profile",
                check: "{{typed.command}} == expect", "{{typed.failed}} == false",
                hint: "`help queries` and `help predicates` list what can be asked and said"),
            Step(
                "That is enough. The notes become a recipe; secrets do not go in.",
                type: "record stop", check: "{{typed.command}} == \"record stop\"", "{{typed.failed}} == false",
                hint: "record stop FILE, if record start had no name"),
            Step(
                """
                Run it. In a shell this is `keyway run --session tutorial first-recipe.keyway`: no line of it makes a \
                client, so it takes the one of this session. Here include runs its lines.
                """,
                type: "include first-recipe.keyway",
                check: "{{typed.line}} startsWith include", "{{typed.failed}} == false", "token access exists",
                hint: "include takes the file that record stop has written"),
        ],
        learnt: """
            A recipe is what you would type, with what must hold. `keyway run` runs files and folders of them, and writes \
            reports for CI.
            """,
        more: ["help step", "help expect", "help record start", "help history save"], startsOver: true)
}
