internal import Encodings

/// What is wrong with a query or a form body that was read all the same.
public struct FormDefect: Sendable, Equatable {
    /// What can be wrong.
    public enum Reason: String, Sendable {
        /// A `%` without two hexadecimal digits after it.
        case malformedEscape
        /// The octets are not UTF-8.
        case notUTF8
        /// More parameters than the limit; what follows was dropped.
        case tooMany

        init(_ defect: FormCoding.Defect) {
            switch defect {
            case .malformedEscape: self = .malformedEscape
            case .notUTF8: self = .notUTF8
            }
        }
    }

    /// What is wrong.
    public var reason: Reason
    /// The decoded name of the parameter; of the first one dropped for ``Reason/tooMany``.
    public var name: String

    /// A defect of the parameter of this decoded name.
    public init(_ reason: Reason, name: String) {
        self.reason = reason
        self.name = name
    }
}

extension FormParameters {
    /// Reads a query or a form body and takes what can be had of it; ``parseReporting(_:limit:)`` tells what could not.
    public static func parse(_ text: some StringProtocol) -> FormParameters { parseReporting(text).parameters }

    /// Reads a query or a form body, and tells what was wrong with it.
    ///
    /// Empty pieces (`a=1&&b=2`) are skipped and a name without `=` has an empty value, as browsers read them.
    /// - Parameter limit: the most parameters taken.
    public static func parseReporting(
        _ text: some StringProtocol, limit: Int = 1000
    ) -> (parameters: FormParameters, defects: [FormDefect]) {
        var parameters = FormParameters()
        var defects: [FormDefect] = []
        var rest = Substring(text).utf8[...]
        while let piece = nextPiece(&rest) {
            guard !piece.isEmpty else { continue }
            let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = FormCoding.decode(Substring(halves[0]))
            guard parameters.count < limit else {
                defects.append(FormDefect(.tooMany, name: name.text))
                break
            }
            let value = FormCoding.decode(halves.count > 1 ? Substring(halves[1]) : "")
            parameters.add(name.text, value.text)
            if let defect = name.defect ?? value.defect {
                defects.append(FormDefect(FormDefect.Reason(defect), name: name.text))
            }
        }
        return (parameters, defects)
    }

    private static func nextPiece(_ rest: inout Substring.UTF8View) -> Substring.UTF8View? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
        defer { rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...] }
        return rest[..<end]
    }
}
