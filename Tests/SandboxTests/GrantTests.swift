import HTTPMessage
import JSONKit
import Testing

@testable import Sandbox
@testable import SandboxCore

/// A grant of a feature of its own, as the token endpoint serves it.
@Suite struct GrantTests {
    private static let answer = Reply.json(["what": "was asked"], status: 418)

    private static func table(_ clients: ClientRequirement) -> [Feature] {
        var feature = Feature("test", "Refuses everything.")
        feature.grants = [
            ServedGrant(type: "urn:test", clients: clients) { call in
                #expect(call.form["grant_type"] == "urn:test")
                #expect(call.call.headers["X-Test"] == "here")
                #expect(call.call.peerCertificate == nil)
                return .refused(Refusal(answer, cause: call.client.id))
            }
        ]
        return Feature.all + [feature]
    }

    @Test(arguments: [(ClientRequirement.any, 418), (.confidential, 400)])
    func isForTheClientsItNames(clients: ClientRequirement, status: Int) async throws {
        try await TestSandbox.with(features: Self.table(clients)) { sandbox in
            let response = try await sandbox.post(
                "/oauth/token", form: ["grant_type": "urn:test", "client_id": "client_sandbox_public"],
                headers: [("X-Test", "here")])
            #expect(response.status == status)
            if status == 400 { #expect(response.errorCode == "unauthorized_client") }
        }
    }
}
