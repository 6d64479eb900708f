import Diagnostics
import JSONKit
import Script
import Testing

/// What `match` accepts, and all that it finds.
@Suite struct ShapeTests {
    private static let body: JSON = [
        "id": 7, "name": "ada", "email": .null, "tags": ["a", "b"], "items": [["n": 1], ["n": "x"], ["n": 3, "m": 4]],
        "uuid": "6f2c4b0e-8a39-4a55-9d2e-0f8d2b1c7a10", "at": "2026-11-23T23:04:00Z", "url": "https://a.example/",
        "it's": true,
    ]

    private func differences(_ text: String) async throws -> [String] {
        let (failures, _) = try await run(text, on: TestHost(body: Self.body))
        #expect(failures.allSatisfy { $0.exitCode == 1 && $0.code == "shape" })
        return failures.first?.differences.map(\.text) ?? []
    }

    @Test(arguments: [
        "match '{...}'", "match '#object'", "match $.id '7'", "match $.id '7.0'", "match $.name '\"ada\"'",
        "match $.name '#matches \"^a\"'", "match $.tags '[\"a\", \"b\"]'", "match $.tags '[\"a\", ...]'",
        "match $.tags '[#string...]'", "match $.tags '[...]'", "match $.email '#string?'", "match $.email '#any'",
        "match '{\"email\": #null, nope?: #string, zip: #absent, ...}'", "match $.items[0] '{n: #number}'",
        "match '{uuid: #uuid, at: #date, url: #url, id: #integer, ...}'", "match $.missing '#absent'",
        "match $.tags | count '2'", "match {{number}} '42'", "match '{id: #number, name: #string,\n ...,\n}'",
        "match \"\"\"\n  {\n    \"name\": \"{{user}}\",\n    ...\n  }\n  \"\"\"",
    ])
    func fits(_ text: String) async throws {
        #expect(try await differences("set user=ada\n" + text) == [])
    }

    @Test func everyDifferenceIsTold() async throws {
        let shape = """
            match '{
              "id": #string, "name": "bob", "email": #null, "tags": ["a"], "items": [{"n": #number}...], "more": #any,
              "uuid": #url, "at": #date, "url": #any
            }'
            """
        #expect(
            try await differences(shape) == [
                "$['id']: 7, expected #string", "$['name']: \"ada\", expected \"bob\"",
                "$['tags'][1]: \"b\", expected nothing", "$['items'][1]['n']: \"x\", expected #number",
                "$['items'][2]['m']: 4, expected nothing", "$['more']: nothing, expected #any",
                "$['uuid']: \"6f2c4b0e-8a39-4a55-9d2e-0f8d2b1c7a10\", expected #url",
                "$['it\\'s']: true, expected nothing",
            ])
    }

    @Test func pathsBeginAtTheQuery() async throws {
        #expect(
            try await differences("match $.items[-1] '{\"n\": 4, ...}'") == ["$['items'][2]['n']: 3, expected 4"])
        #expect(try await differences("match $.tags | first '{}'") == ["$: \"a\", expected an object"])
        #expect(try await differences("match $.nope '[]'") == ["$.nope: nothing, expected a list"])
    }

    @Test func quotedPlaceholdersAreText() async throws {
        let (failures, _) = try await run("match $.name '\"#string\"'", on: TestHost(body: Self.body))
        #expect(failures.first?.advice.first == "take the quotes off \"#string\" to mean the placeholder")
    }

    @Test func manyDifferencesAreCut() async throws {
        let body = JSON((0..<5000).map { JSON($0) })
        let (failures, _) = try await run("match '[#string...]'", on: TestHost(body: body))
        #expect(failures.first?.differences.count == 50)
    }

    @Test(arguments: [
        "'{'", "'[1'", "'{\"a\"}'", "'{\"a\": }'", "'#nope'", "'{a: 1, a: 2}'", "'{...  a: 1}'", "'[..., 1]'",
        "'[1..., 2]'",
        "'{} 1'", "'nope'", "'\"a'", "'#matches'", "'#matches \"(\"'", "''", "'[1 2]'", "'{a: \"\\q\"}'",
    ])
    func mistakes(_ shape: String) throws {
        let rejection = #expect(throws: ScriptRejection.self) { try Script.parse("match \(shape)") }
        #expect(rejection?.diagnostics.map(\.code) == ["shape"])
    }

    @Test func mistakesHaveTheirPlace() throws {
        let text = "match \"\"\"\n    {\n      \"a\": #strin\n    }\n    \"\"\""
        let rejection = #expect(throws: ScriptRejection.self) { try Script.parse(text) }
        let place = try #require(rejection?.diagnostics.first?.place)
        #expect(place.line == 3)
        #expect(place.column == 12)
    }

    @Test func shapeIsNeeded() throws {
        for text in ["match", "match $.a", "match $.a $.b"] {
            let rejection = #expect(throws: ScriptRejection.self) { try Script.parse(text) }
            #expect(["shape-missing", "operand-missing"].contains(rejection?.diagnostics.first?.code ?? ""))
        }
    }
}
