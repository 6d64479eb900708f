internal import JSONKit
internal import Synchronization
internal import Terminal

/// Completes the member names of a JSONPath out of the last answer.
final class PathCompletion: Sendable {
    private let document = Mutex<JSON?>(nil)

    /// Takes note of what the last answer holds.
    func update(_ document: JSON?) { self.document.withLock { $0 = document } }

    /// - Parameters:
    ///   - path: What is typed of it, up to the cursor.
    ///   - start: Where it begins in the line, in characters from 0.
    func answer(_ path: String, from start: Int) -> CompletionAnswer {
        guard let document = document.withLock({ $0 }), let dot = path.lastIndex(of: ".") else { return .none }
        let typed = path[path.index(after: dot)...]
        // Also after `..`, since the first dot is part of what comes before.
        guard let children = try? JSONPath(path[...dot] + "*") else { return .none }
        var segments: [String] = []
        for match in children.matches(in: document) {
            guard let segment = Self.lastName(of: match.path), segment.dropFirst(2).hasPrefix(typed) else { continue }
            if !segments.contains(segment) { segments.append(segment) }
            if segments.count == Self.limit { break }
        }
        let end = start + path.count
        guard segments.allSatisfy({ Self.shorthand($0) != nil }) else {
            let candidates = segments.map { CompletionCandidate(Self.shorthand($0).map { ".\($0)" } ?? $0) }
            return CompletionAnswer(range: end - typed.count - 1..<end, candidates: candidates, appendsBlank: false)
        }
        let candidates = segments.compactMap(Self.shorthand).map { CompletionCandidate($0) }
        return CompletionAnswer(range: end - typed.count..<end, candidates: candidates, appendsBlank: false)
    }

    private static let limit = 200

    /// The last segment of a normalized path, `['name']`; nil for an index. Quotes inside a name are escaped there.
    private static func lastName(of path: String) -> String? {
        guard path.hasSuffix("']"), let start = path.ranges(of: "['").last?.lowerBound else { return nil }
        return String(path[start...])
    }

    /// The name without brackets and quotes, if it can be written so.
    private static func shorthand(_ segment: String) -> String? {
        let name = segment.dropFirst(2).dropLast(2)
        return (try? JSONPath("$.\(name)")) != nil && !name.contains(where: { ".[* ".contains($0) })
            ? String(name) : nil
    }
}
