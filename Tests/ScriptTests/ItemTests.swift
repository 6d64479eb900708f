import Diagnostics
import JSONKit
import Script
import Testing

/// Items, options and operands of a call.
@Suite struct ItemTests {
    struct Expected: Equatable, Sendable {
        var kind: ItemKind
        var name: String
        var value: JSON
    }

    private func calls(_ text: String) async throws -> [Invocation] {
        let (failures, host) = try await run(text)
        #expect(failures.isEmpty)
        return await host.calls
    }

    @Test(
        arguments: [
            ("a=b", .init(kind: .string, name: "a", value: "b")),
            ("a=b:c", .init(kind: .string, name: "a", value: "b:c")),
            ("a=b==c:=d", .init(kind: .string, name: "a", value: "b==c:=d")),
            ("a=", .init(kind: .string, name: "a", value: "")),
            ("a=''", .init(kind: .string, name: "a", value: "")),
            ("X-H:a=b", .init(kind: .header, name: "X-H", value: "a=b")),
            ("X-H:", .init(kind: .header, name: "X-H", value: "")),
            ("a==b", .init(kind: .query, name: "a", value: "b")),
            ("a===b", .init(kind: .query, name: "a", value: "=b")),
            ("a:=1", .init(kind: .json, name: "a", value: 1)),
            (#"a:='[{"x":"{{y}}"}]'"#, .init(kind: .json, name: "a", value: [["x": "{{y}}"]])),
            ("a:={{number}}", .init(kind: .json, name: "a", value: 42)),
            ("a:={{list}}", .init(kind: .json, name: "a", value: [1, 2, 3])),
            ("a=@f", .init(kind: .file, name: "a", value: "f")),
            ("a='@f'", .init(kind: .string, name: "a", value: "@f")),
            ("-name", .init(kind: .omission, name: "name", value: "")),
            ("redirect={{client.id}}", .init(kind: .string, name: "redirect", value: "client_1")),
            (#"scope="a b""#, .init(kind: .string, name: "scope", value: "a b")),
            ("scope=a' b '{{number}}c", .init(kind: .string, name: "scope", value: "a b 42c")),
            ("u=https://x.example:8/y?a=b#c", .init(kind: .string, name: "u", value: "https://x.example:8/y?a=b#c")),
            ("a[b].c-d=e", .init(kind: .string, name: "a[b].c-d", value: "e")),
            ("p=$.x", .init(kind: .string, name: "p", value: "$.x")),
            ("n=007", .init(kind: .string, name: "n", value: "007")),
        ] as [(String, Expected)])
    func item(_ text: String, _ expected: Expected) async throws {
        let items = try await calls("exchange \(text)").flatMap(\.items)
        #expect(items.map { Expected(kind: $0.kind, name: $0.name, value: $0.value) } == [expected])
    }

    @Test(arguments: ["now", "'a=b'", "a b", "-1", "=b", "ä=b", "https://x.example", "/a=b"])
    func noItem(_ text: String) { #expect(throws: ScriptRejection.self) { try Script.parse("exchange \(text)") } }

    /// Where no items are taken, `-name` is a word like any other.
    @Test func omissionsOnlyWhereItemsAreTaken() async throws {
        #expect(try await calls("use -x").map(\.texts) == [["-x"]])
        #expect(throws: ScriptRejection.self) { try Script.parse("client list -x") }
    }

    @Test(arguments: [
        ("get /a x=1 Y:2", ["/a"], ["x", "Y"]),
        ("get x=1 -Accept /a", ["/a"], ["x", "Accept"]),
        ("get https://x.example/?a=b", ["https://x.example/?a=b"], []),
        ("get localhost:8080/x", ["localhost:8080/x"], []),
        ("client create 'a=b' redirect=c", ["a=b"], ["redirect"]),
        ("provider add p https://x.example", ["p", "https://x.example"], []),
        ("provider add p base_url=https://x.example", ["p"], ["base_url"]),
        ("set a=b", [], ["a"]),
        ("set a = b", ["a", "b"], []),
        ("set a = b=c", ["a", "b=c"], []),
        ("set a = -b", ["a", "-b"], []),
        ("set a = https://x.example", ["a", "https://x.example"], []),
        ("set a = '' b:=1", ["a", ""], ["b"]),
    ])
    func operands(_ text: String, _ operands: [String], _ items: [String]) async throws {
        let call = try #require(try await calls(text).first)
        #expect(call.texts == operands)
        #expect(call.items.map(\.name) == items)
    }

    @Test(arguments: [
        ("get / --body v", "v"), ("get --body v /", "v"), ("get / --body=v", "v"), (#"get / --body="a b""#, "a b"),
        ("get / --body 'a b'", "a b"), ("get / --body={{number}}x", "42x"), ("get / --body=", ""),
        ("get / --body=a=b", "a=b"), ("get / --body '--x'", "--x"), ("get / --body a=b", "a=b"),
        ("get / --body one --body two", "two"), ("get / --body -1", "-1"),
    ])
    func option(_ text: String, _ value: String) async throws {
        let call = try #require(try await calls(text).first)
        #expect(call.option("body") == value)
        #expect(call.texts == ["/"])
        #expect(!call.has("no-token"))
    }

    @Test func withoutNamedItems() async throws {
        let call = try #require(try await calls("exchange a=1 a:=2 b=3 a=@f -a").first)
        #expect(call.without(items: ["a"]).items.map(\.kind) == [.json, .string, .omission])
    }
}
