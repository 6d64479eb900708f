public import Diagnostics

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Files that only their owner can read.
public enum PrivateFile {
    /// Makes a file of mode 0600 and its folders of mode 0700, where they are missing.
    public static func create(_ path: String) throws(Diagnostic) {
        try createFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("opening", path) }
        close(descriptor)
    }

    /// Puts a file of mode 0600 in place of one that may be there: readers see the old one or the new one, whole.
    public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
        try createFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        if try NamedFile.isWrittenInPlace(path) { return try writeInPlace(bytes, to: path, appends: false) }
        let draft = "\(path).\(getpid()).new"
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = open(draft, flags, 0o600)
        guard descriptor >= 0 else { throw failure("writing", path) }
        do throws(Diagnostic) {
            try fill(descriptor, with: bytes, path, syncs: true)
        } catch {
            unlink(draft)
            throw error
        }
        guard Glibc.rename(draft, path) == 0 else { throw failure("writing", path) }
    }

    /// Writes a file where it stands, or adds to it: a stream, a device, or a file that keeps its own mode.
    public static func writeInPlace(_ bytes: [UInt8], to path: String, appends: Bool) throws(Diagnostic) {
        let descriptor = try NamedFile.openedToWrite(path, appends: appends)
        try fill(descriptor, with: bytes, path, syncs: false)
    }

    /// Refuses a path where ``write(_:to:)`` could not write, before what is written is worked for.
    public static func checkTarget(_ path: String) throws(Diagnostic) { try NamedFile.checkTarget(path) }

    /// Writes a file of mode 0600 that is not there yet.
    ///
    /// - Returns: false where there is one of that name, which stays as it is.
    package static func writeNew(_ bytes: [UInt8], to path: String) throws(Diagnostic) -> Bool {
        try createFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw failure("writing", path)
        }
        do throws(Diagnostic) {
            try fill(descriptor, with: bytes, path, syncs: true)
        } catch {
            unlink(path)
            throw error
        }
        return true
    }

    /// Writes all, and closes the descriptor however it ends.
    ///
    /// - Parameter syncs: whether it is on the disk at the end, as a file must be that replaces another.
    private static func fill(
        _ descriptor: Int32, with bytes: [UInt8], _ path: String, syncs: Bool
    ) throws(Diagnostic) {
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("writing", path) }
            offset += count
        }
        guard !syncs || fsync(descriptor) == 0 else { throw failure("writing", path) }
    }

    /// Makes a folder of mode 0700, and those above it, where they are missing.
    ///
    /// - Throws: a ``Diagnostic`` with the system's reason.
    public static func createFolder(_ path: String) throws(Diagnostic) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        try createFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("making the folder", path) }
    }

    /// The failure of the last system call on a path, with its reason.
    package static func failure(_ doing: String, _ path: String) -> Diagnostic {
        let number = errno
        let advice =
            switch number {
            case ENOSPC, EDQUOT: "make room and try again; what was there before is intact"
            case EROFS: "write elsewhere; sessions are in another folder with XDG_STATE_HOME"
            case ENOENT, ENOTDIR: "check that the folder is there; sessions are in another one with XDG_STATE_HOME"
            default: "check the folder's owner and mode; sessions are in another folder with XDG_STATE_HOME"
            }
        return Diagnostic(
            .execution, "file", "\(doing) \(path) failed: \(String(cString: strerror(number)))", advice: [advice])
    }
}

extension PrivateFile {
    /// Lets its owner run it.
    package static func makeExecutable(_ path: String) throws(Diagnostic) {
        guard chmod(path, 0o700) == 0 else { throw failure("making executable", path) }
    }

    /// A folder's path with every link followed; nil where there is no such folder.
    package static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether a path names a symbolic link.
    package static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The folder in which the process runs.
    package static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}
