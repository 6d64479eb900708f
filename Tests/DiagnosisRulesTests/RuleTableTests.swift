import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

@Suite struct RuleTableTests {
    @Test func namesAreUniqueAndSaidInWords() {
        let causes = RuleTable.all.map(\.cause)
        #expect(Set(causes).count == causes.count)
        for rule in RuleTable.all {
            #expect(rule.cause.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule.cause)")
            #expect(!rule.symptom.isEmpty && !rule.proof.isEmpty)
        }
    }

    /// Whatever is recorded, no rule ends the process, and an empty session proves nothing.
    @Test func anythingCanBeAsked() {
        var session = Session()
        let bodies = ["", "<", "{}", "null", #"{"error":7}"#, #"{"error":{"code":1}}"#, "\u{0}\u{1}"]
        for status in [200, 204, 301, 400, 401, 403, 404, 407, 418, 429, 500, 599] {
            for body in bodies {
                for path in [
                    "/token", "/authorize", "/userinfo", "/introspect", "/clients", "/.well-known/x", "/things",
                ] {
                    session.add(
                        HTTPRequest(
                            "POST", Session.base + path + "?%%%=&=", headers: [HTTPHeader("Authorization", "Bearer")],
                            body: [0xFF]),
                        HTTPResponse(status: status, body: Array(body.utf8)), .resource, at: 1)
                    _ = session.conclusion
                }
            }
        }
        #expect(session.evidence.exchanges.count == 588)
    }
}

@Suite struct ScopeLedgerTests {
    @Test func theHopWhereAScopeWasLost() {
        let ledger = ScopeLedger([
            .registered: "read write", .asked: "read write admin", .granted: "read write", .response: "read",
            .demanded: "other",
        ])
        let lost = Dictionary(uniqueKeysWithValues: ledger.rows.map { ($0.scope, $0.lostAt) })
        #expect(lost == ["read": nil, "write": .response, "admin": .granted, "other": .registered])
    }
}
