import JSONKit
import Script
import Testing

/// How words are cut and what they come to.
@Suite struct WordTests {
    /// The operands of `use` or `unset`, evaluated.
    private func words(_ text: String) async throws -> [String] {
        let (failures, host) = try await run(text)
        #expect(failures.isEmpty)
        return await host.calls.flatMap(\.texts)
    }

    @Test(arguments: [
        ("use plain", ["plain"]),
        ("use 'a b'", ["a b"]),
        ("use ''", [""]),
        (#"use "a b""#, ["a b"]),
        (#"use a"b c"'d'{{client.id}}"#, ["ab cdclient_1"]),
        (#"use 'it''s {{x}} \n #|$'"#, [#"its {{x}} \n #|$"#]),
        (##"use "\n\t\r\e\0\"\'\\\{\{x\}\}\$\#""##, ["\n\t\r\u{1b}\0\"'\\{{x}}$#"]),
        (#"use "\u{1F511}\u00e4\uD83D\uDD11""#, ["🔑ä🔑"]),
        (#"use C:\dir"#, [#"C:\dir"#]),
        ("use a#b", ["a#b"]),
        ("use a # b", ["a"]),
        ("# only\n\n  \nuse a\n#", ["a"]),
        ("use a\r\nuse 'b'\r\n", ["a", "b"]),
        ("unset a \\\n  b \\\r\n c", ["a", "b", "c"]),
        ("unset a\\\nb", ["a", "b"]),
        ("use \"a\\\nb\"", ["ab"]),
        ("use \"a\nb\"", ["a\nb"]),
        ("\tuse\ta\t", ["a"]),
        ("use Zürich🔑👨‍👩‍👧", ["Zürich🔑👨‍👩‍👧"]),
    ])
    func fixed(_ text: String, _ expected: [String]) async throws {
        #expect(try await words(text) == expected)
    }

    @Test(arguments: [
        ("use {{client.id}}", "client_1"),
        (#"use "{{client.name}}!""#, "My App!"),
        ("use {{ client.name | lower | replace ' ' - }}", "my-app"),
        (#"use {{client.name | replace "My " 'a | }} b'}}"#, "a | }} bApp"),
        (#"use {{target | default "sandbox"}}"#, "sandbox"),
        ("use {{target | default {{client.id}} | upper}}", "CLIENT_1"),
        ("use {{echo a 'b c' {{number}}}}", "a+b c+42"),
        ("use {{\n client.id\n | upper \\\n}}", "CLIENT_1"),
        (#"use {{"{{client.id}}:s" | base64}}"#, "Y2xpZW50XzE6cw=="),
        ("use {{$.tags[?@ == 'b']}}", #"["b"]"#),
        ("use {{$.tags | $[1]}}", "b"),
        ("use {{list}}", "[1,2,3]"),
        ("use {{$['odd name'][0]['x|y']}}", "1"),
    ])
    func references(_ text: String, _ expected: String) async throws {
        #expect(try await words(text) == [expected])
    }

    @Test(arguments: [
        ("use \"\"\"\n    one\n      two {{client.id}}\n\n    three\n    \"\"\"", "one\n  two client_1\n\nthree"),
        ("use \"\"\"\n  {{client.id}}\n    x\n  \"\"\"", "client_1\n  x"),
        ("use \"\"\"\r\n  a\r\n  b\r\n  \"\"\"", "a\nb"),
        ("use \"\"\"one\n    two\n    \"\"\"", "one\ntwo"),
        ("use \"\"\"  a \"quoted\" 'word' \"\"\"", "  a \"quoted\" 'word' "),
        ("use \"\"\"\n    a\\nb\n    c\"\"\"", "a\nb\nc"),
        ("use \"\"\"\n    a\n  \"\"\"", "  a"),
        ("use \"\"\"\"\"\"", ""),
        ("use \"\"\"\n\"\"\"", ""),
        ("use \"\"\"\n\ta\n\t\tb\n\t\"\"\"", "a\n\tb"),
        ("use x\"\"\"\n  a\n  \"\"\"y", "xay"),
        ("use \"\"\"\n  a\n  \"\"\" # said\n", "a"),
    ])
    func blocks(_ text: String, _ expected: String) async throws {
        #expect(try await words(text) == [expected])
    }

    @Test(
        arguments: [
            ("$", TestHost.answer),
            ("$.username", "ada"),
            ("$.tags[*]", ["a", "b"]),
            ("$['odd name'][0]['x|y']", 1),
            ("$['odd name'][?@['x|y'] == 1 && @ != ' # ']", [["x|y": 1]]),
            ("$.tags[?match(@, '[b-z]')]", ["b"]),
            ("$.nil", .null),
            ("$.missing", nil),
            ("$.missing[*]", []),
            ("$.tags | count", 2),
            ("show $.tags | nth -1 | upper", "B"),
            ("show {{list}} | count", 3),
            ("show {{missing}}", nil),
            ("show {{missing}} | default x", "x"),
            ("show 'text' | upper", "TEXT"),
            ("show \"{{number}}\"", "42"),
            ("show {{number}}", 42),
            ("show header Content-Type", "application/json"),
            ("show claim $.sub", "claim $.sub"),
            ("show $.tags --reveal", ["a", "b"]),
            ("show --reveal $.tags", ["a", "b"]),
            ("save x = $.username", "ada"),
            ("save x = $.tags | first --secret", "a"),
        ] as [(String, JSON?)])
    func queries(_ text: String, _ expected: JSON?) async throws {
        let (failures, host) = try await run(text)
        #expect(failures.isEmpty)
        #expect(await host.shown == [expected])
    }
}
