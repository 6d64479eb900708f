import Diagnostics
import JSONKit
import Script
import Testing

/// What holds, what fails, and what can be neither.
@Suite struct ExpectationTests {
    @Test(arguments: [
        "status == 201", "status == 201.0", "status != 200", "status not == 200", "status >= 201", "status in 200 201",
        "status in {{list | default 1}} 201", "$.text == \"3\"", "$.text != 3", "$.text not == 3", "$.count == 3",
        "$.id == 01", "$.id == '01'", "$.nil == null", "$.nil isNull", "$.nil exists", "$.missing not exists",
        "$.missing != null", "$.missing != 1", "$.username == ada", "$.username == $.username",
        "$.tags == $['tags']", "$.tags contains a", "$.tags not contains c", "$.tags | count > 1",
        "$.tags | join == \"a b\"", "$.tags | join not contains c", "$.tags | join , == a,b",
        "token scope covers generations", "token scope not covers email", "redirect state == {{authorization.state}}",
        "{{number}} == 42", "\"{{number}}\" == \"42\"", "{{missing}} not exists", "error not exists",
        "$.username matches ^a", "$.count not == \"3\"", "$ isObject", "$.tags[*] isList", "body contains 3",
        "$.username > abc", "$.username in {{x | default ada}}", "$.tags | last in a b",
    ])
    func holds(_ expectation: String) async throws {
        let (failures, _) = try await run("expect \(expectation)")
        #expect(failures.isEmpty)
    }

    @Test(arguments: [
        "$.text == 3", "$.count == \"3\"", "$.missing == null", "$.missing isEmpty", "$.missing not isEmpty",
        "$.username > 3", "$.username not > 3", "$.count isString", "$.username matches '('",
        "$.username not matches '('", "status not in 200 201", "\"{{number}}\" == 42",
    ])
    func fails(_ expectation: String) async throws {
        let (failures, _) = try await run("expect \(expectation)")
        #expect(failures.map(\.kind) == [.expectation])
        #expect(failures.first?.exitCode == 1)
    }

    @Test func valuesInMessagesAreCutShort() async throws {
        let (failures, _) = try await run(
            "expect $ == 1", on: TestHost(body: .init(String(repeating: "x", count: 100_000))))
        #expect(try #require(failures.first?.found).count < 400)
    }
}
