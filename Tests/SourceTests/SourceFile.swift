import Foundation

/// A Swift file of the checkout.
struct SourceFile: Sendable {
    /// Below `Sources`, or what else was searched: `Workbench/Core/Workbench.swift`.
    let path: String
    let text: String

    var module: String { path.split(separator: "/").first.map(String.init) ?? path }

    var tokens: [SwiftToken] { SwiftToken.tokens(of: text) }

    struct Unreadable: Error { let path: String }

    /// Every Swift file below a folder of the checkout, sorted by path.
    static func all(below folder: String = "Sources") throws -> [SourceFile] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: sources.path) else {
            throw Unreadable(path: sources.path)
        }
        return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            SourceFile(path: path, text: try String(contentsOf: sources.appending(path: path), encoding: .utf8))
        }
    }
}
