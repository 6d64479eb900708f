internal import Glibc

/// What the system had against a history file.
struct HistoryFailure: Error {
    let errno: Int32
    let reason: String

    init(_ errno: Int32) {
        self.errno = errno
        reason = String(cString: strerror(errno))
    }

    init(_ reason: String) {
        errno = 0
        self.reason = reason
    }
}

/// An open file that this process alone uses while it lives, among those that ask for the lock.
struct LockedFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Opens and locks; for writing, the file (mode 0600) and its folders (0700) are made if they are missing.
    init(path: String, forWriting: Bool) throws(HistoryFailure) {
        if forWriting { Self.makeFolders(of: path) }
        self.path = path
        descriptor = try Self.openLocked(path, forWriting: forWriting)
    }

    deinit { close(descriptor) }

    /// In bytes.
    var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The last bytes, and whether they are all.
    func readEnd(limit: Int) throws(HistoryFailure) -> (bytes: [UInt8], isWhole: Bool) {
        let size = size
        let start = max(0, size - limit)
        var bytes = [UInt8](repeating: 0, count: size - start)
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset, start + offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw HistoryFailure(errno) }
            if count == 0 { break }
            offset += count
        }
        bytes.removeLast(bytes.count - offset)
        return (bytes, start == 0)
    }

    /// Adds a line, after whatever half a line a full disk left behind.
    func append(_ line: [UInt8]) throws(HistoryFailure) {
        let last = try readEnd(limit: 1).bytes
        let isMidLine = !last.isEmpty && last != [UInt8(ascii: "\n")]
        try Self.write(isMidLine ? [UInt8(ascii: "\n")] + line : line, to: descriptor)
    }

    /// Puts another file in this one's place; whoever waits for the lock sees that and opens the new one.
    func replace(with bytes: [UInt8]) throws(HistoryFailure) {
        let temporary = path + ".new"
        let replacement = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard replacement >= 0 else { throw HistoryFailure(errno) }
        defer { close(replacement) }
        try Self.write(bytes, to: replacement)
        guard fsync(replacement) == 0, rename(temporary, path) == 0 else { throw HistoryFailure(errno) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(HistoryFailure) {
        do {
            try Descriptor.writeAll(bytes, to: descriptor)
        } catch {
            throw HistoryFailure(error.errno)
        }
    }

    private static func makeFolders(of path: String) {
        for index in path.indices.dropFirst() where path[index] == "/" { mkdir(String(path[..<index]), 0o700) }
    }

    private static func openLocked(_ path: String, forWriting: Bool) throws(HistoryFailure) -> Int32 {
        // Without blocking, lest someone has put a pipe there.
        let flags = (forWriting ? O_RDWR | O_APPEND | O_CREAT : O_RDONLY) | O_CLOEXEC | O_NONBLOCK
        while true {
            let descriptor = open(path, flags, 0o600)
            guard descriptor >= 0 else { throw HistoryFailure(errno) }
            do {
                try prepare(descriptor, forWriting: forWriting)
                if isStill(descriptor, at: path) { return descriptor }
                close(descriptor)
            } catch {
                close(descriptor)
                throw error
            }
        }
    }

    private static func prepare(_ descriptor: Int32, forWriting: Bool) throws(HistoryFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw HistoryFailure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw HistoryFailure("it is not a regular file") }
        if forWriting, status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        try lock(descriptor, forWriting ? LOCK_EX : LOCK_SH)
    }

    /// In milliseconds; whoever holds a lock longer has stopped, and the prompt must not.
    private static let longestWait: useconds_t = 2_000

    private static func lock(_ descriptor: Int32, _ kind: Int32) throws(HistoryFailure) {
        for _ in 0..<longestWait {
            if flock(descriptor, kind | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw HistoryFailure(errno) }
            usleep(1_000)
        }
        throw HistoryFailure("another program holds its lock")
    }

    /// Whether the path still leads to the open file: another prompt may have replaced it meanwhile.
    private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
        var opened = stat()
        var named = stat()
        guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }
}
