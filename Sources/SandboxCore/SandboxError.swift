/// Why a sandbox could not be started or told something.
public struct SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the reason.
    public struct Code: Sendable, Equatable, RawRepresentable {
        /// The stable name, one word in lower case.
        public let rawValue: String
        /// A code by its name, which need not be one of those below.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The sandbox cannot listen on the address.
        public static let address = Code(rawValue: "address")
        /// The store cannot be opened or brought up to date.
        public static let store = Code(rawValue: "store")
        /// The seed does not hold what a seed must hold.
        public static let seed = Code(rawValue: "seed")
        /// A part of the configuration is unknown or does not hold, such as a feature, a setting, a port or the public
        /// URL.
        public static let configuration = Code(rawValue: "configuration")
        /// A fault is unknown or cannot be set as asked.
        public static let fault = Code(rawValue: "fault")
    }

    /// The stable name of the reason.
    public let code: Code
    /// What was being done and what was found.
    public let message: String
    /// What to try next.
    public let advice: String

    public var description: String { "\(message); \(advice)" }

    /// An error; message and advice each begin in lower case and have no full stop at the end.
    package init(_ code: Code, _ message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
