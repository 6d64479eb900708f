internal import Glibc

/// Why something about the terminal could not be done.
public struct TerminalError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the mistake.
    public enum Code: String, Sendable {
        case notATerminal, editorUnavailable, read, write, closed
    }

    public let code: Code
    /// What was being done, what was found, and the next thing to try.
    public let message: String
    /// The system's error number, or 0.
    public let errno: Int32

    public var description: String { message }

    init(_ code: Code, _ doing: String, errno: Int32 = 0) {
        self.code = code
        self.errno = errno
        message = errno == 0 ? doing : "\(doing): \(String(cString: strerror(errno)))"
    }
}
