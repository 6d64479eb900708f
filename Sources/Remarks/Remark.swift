internal import Diagnosis

/// Something that is wrong or weak, said before anything fails.
public struct Remark: Sendable, Equatable {
    public var severity: Severity
    /// A stable name: `challenge-missing`.
    public var name: String
    public var text: String
    public var reference: String

    public enum Severity: String, Sendable, Comparable {
        /// Against a standard, or sure to fail.
        case wrong
        /// Allowed, and advised against.
        case weak
        case note

        private var rank: Int { self == .wrong ? 0 : self == .weak ? 1 : 2 }

        public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }
    }

    init(_ severity: Severity, _ name: String, _ text: String, _ reference: String) {
        self.severity = severity
        self.name = name
        self.text = text
        self.reference = reference
    }
}
