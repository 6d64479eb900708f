import FoundationEssentials
import JSONKit
import Testing

/// The JSONPath Compliance Test Suite; its licence lies beside it.
@Suite struct ComplianceTests {
    @Test func suite() throws {
        let cases = try #require(try Self.suite["tests"]?.elements)
        #expect(cases.count > 300)
        for item in cases { try check(item) }
    }

    private func check(_ item: JSON) throws {
        let name = try #require(item["name"]?.string)
        let selector = try #require(item["selector"]?.string)
        guard item["invalid_selector"]?.bool != true else {
            #expect(throws: JSONPathError.self, "\(name): \(selector)") { try JSONPath(selector) }
            return
        }
        let path = try #require(try? JSONPath(selector), "\(name): \(selector)")
        let matches = path.matches(in: try #require(item["document"]))
        let results = item["results"]?.elements ?? [item["result"] ?? .null]
        #expect(results.contains(JSON(matches.map(\.value))), "\(name): \(selector)")
        guard let paths = item["results_paths"]?.elements ?? item["result_paths"].map({ [$0] }) else { return }
        #expect(paths.contains(JSON(matches.map { JSON($0.path) })), "\(name): \(selector)")
    }

    private static var suite: JSON {
        get throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            let file = folder.appending(path: "Resources/jsonpath-cts-a.json")
            return try JSON(parsing: try Data(contentsOf: file))
        }
    }
}
