import Diagnostics
import Testing

@testable import Commands
@testable import Workbench

/// What a recipe takes from its session is told, so that whoever runs it elsewhere is not surprised.
@Suite struct RecipeNeedsTests {
    private func needs(_ recipe: String, _ session: RecipeNeeds.SessionContent = .init()) -> RecipeNeeds {
        RecipeNeeds(recipe, table: .standard, session: session)
    }

    @Test func whatStandsByItselfNeedsNothing() {
        let recipe = """
            # client use x
            step "Recorded"
              client create App redirect={{callback}}
              authorize --as ada
              exchange
              get /oauth/userinfo
              save user = $.id
              get /things/{{user}} X-Client:{{client.id}}
            """
        let found = needs(recipe, .init(variables: ["user"], hasToken: true))
        #expect(found.ofSession == [] && found.ofEnvironment == [])
        #expect(found.advice(for: "a.keyway", session: "mine") == "`keyway run a.keyway` runs it")
    }

    @Test(arguments: [
        ("authorize --as ada", ["client"]), ("try exchange", ["client"]), ("client use App", ["client"]),
        ("use mine\n  authorize", ["provider mine", "client"]), ("use serika\n  client create App", []),
        ("provider add mine https://a.example\n  use mine\n  client add x", []),
        ("get /oauth/userinfo", ["token"]), ("get https://example.com", []), ("refresh", ["token"]),
        ("get /things/{{id}} --no-log", ["variable id", "token"]), ("show {{client.id}}", ["client"]),
    ])
    func whatNoLineMakesIsNamed(_ lines: String, _ expected: [String]) {
        let session = RecipeNeeds.SessionContent(variables: ["id"], providers: ["mine"], hasToken: true)
        #expect(needs("step \"Recorded\"\n  \(lines)\n", session).ofSession == expected)
    }

    @Test func aCallWithoutATokenNeedsNone() {
        #expect(needs("get /public").ofSession == [])
    }

    @Test func anotherProviderThanTheSandboxIsNamed() {
        #expect(needs("client create App", .init(provider: "serika")).ofSession == ["provider"])
    }

    @Test func theAdviceSaysWhatToGive() {
        let found = needs("authorize --as ada\nget / X-Key:{{env.API_KEY}} X-Pin:{{env.API_KEY}}")
        #expect(
            found.advice(for: "my recipe.keyway", session: "mine")
                == "`keyway run --session mine \"my recipe.keyway\"` runs it, with what it takes from this session: client; "
                + "it reads API_KEY from the environment")
        #expect(
            found.advice(for: "a.keyway", session: nil)
                == "it needs what no line of it makes: client; it reads API_KEY from the environment")
    }
}
