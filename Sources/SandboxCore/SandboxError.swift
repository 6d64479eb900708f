/// Why a sandbox could not be started or told something.
public struct SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the reason.
    public struct Code: Sendable, Equatable, RawRepresentable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let address = Code(rawValue: "address")
        public static let store = Code(rawValue: "store")
        public static let seed = Code(rawValue: "seed")
        public static let configuration = Code(rawValue: "configuration")
        public static let fault = Code(rawValue: "fault")
    }

    public let code: Code
    /// What was being done and what was found.
    public let message: String
    /// What to try next.
    public let advice: String

    public var description: String { "\(message); \(advice)" }

    package init(_ code: Code, _ message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
