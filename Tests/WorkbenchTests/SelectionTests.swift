import BenchSupport
import HTTPMessage
import JSONKit
import Redaction
import Testing

@testable import Workbench

/// What is chosen in a session, and what two prompts on one session see of it.
@Suite struct SelectionTests {
    @Test func whatIsChosenIsChosenAgain() async throws {
        let first = await Bench([.tokens])
        await first.run(Bench.ready + "authorize\nexchange")
        let again = await Bench([.json([:])], folder: first.folder)
        #expect(await again.run("get /things") == [])
        #expect(again.transport.requests[0].headers["Authorization"] == "Bearer access-token-1")
    }

    @Test func twoPromptsOnOneSessionShareWhatIsChosen() async throws {
        let first = await Bench([.tokens])
        let other = await Bench([.json([:])], folder: first.folder)
        #expect(await other.run("set a = 1") == [])
        await first.run(Bench.ready + "authorize\nexchange")
        #expect(await other.run("get /things") == [])
        #expect(other.transport.requests[0].headers["Authorization"] == "Bearer access-token-1")
        #expect(await other.workbench.secretsShown()?.hides("Bearer access-token-1") == true)
    }
}
