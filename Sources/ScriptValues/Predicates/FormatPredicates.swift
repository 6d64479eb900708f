internal import Encodings
internal import JSONKit

extension Predicate {
    static let formats: [Predicate] = [
        format("isDate", "is a date or a time of RFC 3339", holds: "2026-11-23T23:04:00Z", fails: "23 Nov") {
            Timestamp.seconds($0) != nil
        },
        format("isUUID", "is a UUID of RFC 9562", holds: "6f2c4b0e-8a39-4a55-9d2e-0f8d2b1c7a10", fails: "6f2c") {
            $0.wholeMatch(of: /[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/) != nil
        },
        format("isURL", "is an absolute http or https URL", holds: "https://example.org/a?b=c", fails: "/a") {
            $0.wholeMatch(of: /[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s\/?#]+[^\s]*/) != nil
        },
        format("isJWT", "has the form of a signed JWT of RFC 7519", holds: "eyJhbGciOiJub25lIn0.e30.", fails: "a.b") {
            let parts = $0.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 3 && parts.prefix(2).allSatisfy { isJSONObject($0) }
                && parts[2].utf8.allSatisfy(Base64URL.isDigit)
        },
    ]

    private static func format(
        _ name: String, _ summary: String, holds: JSON, fails: JSON, _ test: @escaping @Sendable (String) -> Bool
    ) -> Predicate {
        Predicate(name, summary, examples: [.init(holds, [], true), .init(fails, [], false)]) { subject, _ in
            guard let subject else { return .unfit("there is no value") }
            return Verdict(subject.string.map(test) ?? false)
        }
    }

    private static func isJSONObject(_ part: Substring) -> Bool {
        guard let bytes = Filter.bytes(String(part), urlSafe: true) else { return false }
        return (try? JSON(parsing: bytes))?.kind == .object
    }
}
