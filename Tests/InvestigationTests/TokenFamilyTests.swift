import BenchSupport
import JSONKit
import Testing

@testable import Investigation
@testable import Workbench

/// The time line that `token inspect` tells.
@Suite struct TokenFamilyTests {
    @Test func everythingThatHappenedIsTold() async throws {
        let bench = try await LiveBench()
        #expect(
            await bench.run(
                """
                client create "App" scope="profile generations"
                authorize --as ada
                exchange
                refresh scope=profile
                """) == [])
        _ = await bench.run("try exchange code={{authorization.code}}")
        _ = await bench.run("revoke")
        let family = await bench.value(of: "token inspect")?["family"]?.elements ?? []
        let kinds = family.compactMap { $0["event"]?.string }
        #expect(kinds.first == "authorized")
        #expect(kinds.filter { $0 == "issued" }.count == 1)
        #expect(kinds.filter { $0 == "refreshed" }.count == 1)
        #expect(kinds.contains("reused"))
        #expect(kinds.contains("revoked"))
        let refreshed = family.first { $0["event"]?.string == "refreshed" }?["text"]?.string ?? ""
        #expect(refreshed.contains("the refresh token was replaced") && refreshed.contains("lost generations"))
        #expect(family.first { $0["event"]?.string == "revoked" }?["exchange"]?.number != nil)
        await bench.stop()
    }

    /// A family is one authorization's; each event stands in its order in time.
    @Test func othersAreNotOfIt() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(
            """
            client create "App" scope=profile
            authorize --as ada
            exchange
            authorize --as ada
            exchange
            """)
        let family = await bench.value(of: "token inspect 1")?["family"]?.elements ?? []
        #expect(family.compactMap { $0["event"]?.string } == ["authorized", "issued", "expires"])
        let times = family.compactMap { $0["at"]?.string }
        #expect(times == times.sorted())
        #expect(family.last?["text"]?.string == "the access token of token 1 ends")
        await bench.stop()
    }
}
