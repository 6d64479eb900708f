import Diagnostics
import HTTPMessage
import JSONKit
import PluginHost
import Testing

@testable import Workbench

/// What a process plugin may write in place of a message, and what stays of it.
@Suite struct HookChangeTests {
    private static let request = HTTPRequest(
        "POST", "https://a.example/",
        headers: [HTTPHeader("Accept", "*/*"), HTTPHeader("X-Two", "a"), HTTPHeader("X-Two", "b")],
        body: Array("x".utf8))

    private func taken(_ change: JSON, of request: HTTPRequest = request) throws -> HTTPRequest {
        try request.taking(change, insteadOf: request.hookJSON, "p")
    }

    /// As languages write it whose objects have all their members.
    @Test(arguments: [
        #"{}"#, #"{"body":"x","body_base64":null}"#, #"{"body":"x","body_base64":"","headers":null,"method":null}"#,
        #"{"url":"https://a.example/","headers":{"accept":"*/*","x-two":["a","b"]}}"#,
    ])
    func whatStaysAsItIs(text: String) throws {
        #expect(try taken(JSON(parsing: text)) == Self.request)
    }

    @Test func whatIsShown() {
        #expect(Self.request.hookJSON.members?.map(\.name) == ["method", "url", "headers", "body"])
        #expect(HTTPRequest("GET", "u").hookJSON.members?.map(\.name) == ["method", "url", "headers"])
    }

    @Test func bodies() throws {
        #expect(try taken(["body": "y"]).body == Array("y".utf8))
        #expect(try taken(["body": JSON.null]).body == nil)
        #expect(try taken(["body_base64": "_w"]).body == [0xFF])
        var binary = Self.request
        binary.body = [0xFF]
        #expect(try taken(["body": JSON.null, "body_base64": "_w"], of: binary).body == [0xFF])
        #expect(try taken(["body": JSON.null], of: binary).body == [0xFF])
        #expect(try taken(["body_base64": JSON.null], of: binary).body == nil)
        #expect(try taken(["body": "z", "body_base64": JSON.null], of: binary).body == Array("z".utf8))
    }

    @Test func headersByWhateverCase() throws {
        let changed = try taken(["headers": ["ACCEPT": "text/plain", "x-two": ["a", "b"], "new": "1"]])
        #expect(changed.headers["Accept"] == "text/plain")
        #expect(changed.headers.values("X-Two") == ["a", "b"])
        #expect(changed.headers["New"] == "1")
        #expect(try taken(["headers": ["accept": JSON.null]]).headers.map(\.name) == [])
    }

    @Test(arguments: [
        #"5"#, #"{"body":{"a":1}}"#, #"{"body":"y","body_base64":"_w"}"#, #"{"body_base64":"?"}"#, #"{"method":1}"#,
        #"{"headers":[]}"#, #"{"headers":{"A":1}}"#, #"{"headers":{"A":["b",2]}}"#, #"{"url":["a"]}"#,
    ])
    func whatIsNoMessage(text: String) throws {
        let json = try JSON(parsing: text)
        #expect { try taken(json) } throws: { ($0 as? Diagnostic)?.code == "plugin-nonsense" }
    }

    @Test func statusAndReasonGoTogether() throws {
        let response = HTTPResponse(status: 404, reason: "Not Found", body: [])
        let changed = try response.taking(["status": 410], insteadOf: response.hookJSON, "p")
        #expect((changed.status, changed.reason) == (410, ""))
        for status: JSON in ["200", 99, 600, 1.5] {
            #expect(throws: Diagnostic.self) {
                try response.taking(["status": status], insteadOf: response.hookJSON, "p")
            }
        }
    }
}
