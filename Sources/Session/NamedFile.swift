public import Diagnostics

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Files that the user or a text names. None is waited for: of what is not a regular file only the process's own streams
/// and some devices are taken.
public enum NamedFile {
    private static let streams = ["/dev/stdin", "/dev/stdout", "/dev/stderr"]
    private static let streamFolders = ["/dev/fd/", "/proc/self/fd/"]
    private static let readDevices = ["/dev/null"]
    private static let writtenDevices = ["/dev/null", "/dev/full", "/dev/tty"]

    private enum Use {
        case reading, writing

        var participle: String { self == .reading ? "read" : "written" }
        var advice: String {
            self == .reading ? "check its name and its mode" : "check its folder and its mode"
        }
        var devices: [String] { self == .reading ? readDevices : writtenDevices }
    }

    /// The bytes of a file.
    ///
    /// - Parameter limit: in bytes; of a larger file no more is read.
    /// - Throws: a ``Diagnostic`` where it cannot be read, is larger, or is neither a regular file nor a stream.
    public static func read(_ path: String, limit: Int) throws(Diagnostic) -> [UInt8] {
        let descriptor = try opened(path, O_RDONLY, .reading)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(.reading, path) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else {
                throw Diagnostic(.execution, "file-too-large", "\(path) is larger than \(limit >> 20) MB")
            }
        }
    }

    /// A descriptor from which a file or a stream is read; whoever asked for it closes it.
    public static func openedToRead(_ path: String) throws(Diagnostic) -> Int32 { try opened(path, O_RDONLY, .reading) }

    /// A descriptor by which a file is written where it stands; a new one has mode 0600.
    ///
    /// - Parameter appends: whether what it holds stays, and is added to.
    public static func openedToWrite(_ path: String, appends: Bool) throws(Diagnostic) -> Int32 {
        try opened(path, O_WRONLY | O_CREAT | (appends ? O_APPEND : O_TRUNC), .writing)
    }

    /// Whether a path names a stream or a device, which is written to and cannot be replaced.
    ///
    /// - Throws: where there is something of the name that is not to be written at all.
    static func isWrittenInPlace(_ path: String) throws(Diagnostic) -> Bool {
        if isStream(path) { return true }
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        try check(status, path, .writing)
        return status.st_mode & S_IFMT != S_IFREG
    }

    /// Refuses a path where no file can be written, before it is worked for.
    static func checkTarget(_ path: String) throws(Diagnostic) {
        guard try !isWrittenInPlace(path) else {
            guard access(path, W_OK) == 0 else { throw failure(.writing, path) }
            return
        }
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            var status = stat()
            if stat(folder.isEmpty ? "/" : String(folder), &status) == 0 { break }
            guard errno == ENOENT else { throw failure(.writing, path) }
            if folder.isEmpty { break }
        }
        let place = path.contains("/") ? (folder.isEmpty ? "/" : String(folder)) : "."
        var status = stat()
        guard stat(place.isEmpty ? "." : place, &status) == 0 else { throw failure(.writing, path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            errno = ENOTDIR
            throw failure(.writing, path)
        }
        guard access(place, W_OK | X_OK) == 0 else { throw failure(.writing, path) }
    }

    private static func isStream(_ path: String) -> Bool {
        streams.contains(path) || streamFolders.contains { path.hasPrefix($0) }
    }

    /// Opens without waiting for a writer or a reader; what is looked at before is looked at again once it is open.
    private static func opened(_ path: String, _ flags: Int32, _ use: Use) throws(Diagnostic) -> Int32 {
        var status = stat()
        if stat(path, &status) == 0 { try check(status, path, use) }
        let descriptor = open(path, flags | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(use, path) }
        do throws(Diagnostic) {
            guard fstat(descriptor, &status) == 0 else { throw failure(use, path) }
            try check(status, path, use)
        } catch {
            close(descriptor)
            throw error
        }
        // A stream is waited for once it is open, as before.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
    }

    private static func check(_ status: stat, _ path: String, _ use: Use) throws(Diagnostic) {
        let kind = status.st_mode & S_IFMT
        if kind == S_IFREG || kind != S_IFDIR && isStream(path) { return }
        if kind == S_IFCHR, use.devices.contains(where: { isDevice($0, status.st_rdev) }) { return }
        throw Diagnostic(
            .execution, "file", "\(path) cannot be \(use.participle): it is \(name(of: kind)), and not a regular file",
            advice: [use == .reading ? "name a file that holds it" : "name another file"])
    }

    private static func isDevice(_ path: String, _ number: dev_t) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR && status.st_rdev == number
    }

    private static func name(of kind: mode_t) -> String {
        switch kind {
        case S_IFIFO: "a FIFO"
        case S_IFDIR: "a folder"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    private static func failure(_ use: Use, _ path: String) -> Diagnostic {
        Diagnostic(
            .execution, "file", "\(path) cannot be \(use.participle): \(String(cString: strerror(errno)))",
            advice: [use.advice])
    }
}
