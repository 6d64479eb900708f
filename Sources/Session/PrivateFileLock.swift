package import Diagnostics

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension PrivateFile {
    /// Works on a file that is read, changed and written anew, while no other prompt does.
    ///
    /// What is locked is a file beside it: the file itself is replaced by each who writes it.
    package static func whileLocked<Value>(
        _ path: String, _ work: () throws(Diagnostic) -> Value
    ) throws(Diagnostic) -> Value {
        let lock = "\(path).lock"
        try create(lock)
        let descriptor = open(lock, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("opening", lock) }
        defer { close(descriptor) }
        try wait(for: descriptor, lock)
        return try work()
    }

    /// In milliseconds; whoever holds a lock longer has stopped.
    private static let longestWait = 5_000

    private static func wait(for descriptor: Int32, _ lock: String) throws(Diagnostic) {
        for _ in 0..<longestWait {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure("locking", lock) }
            usleep(1_000)
        }
        throw Diagnostic(
            .execution, "file-locked", "another program holds \(lock)", advice: ["end it, and try again: fuser \(lock)"]
        )
    }
}
