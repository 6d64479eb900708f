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
        // A device cannot be replaced, only written to.
        let isDevice = path.hasPrefix("/dev/")
        let draft = isDevice ? path : "\(path).\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("writing", path) }
        do throws(Diagnostic) {
            try fill(descriptor, with: bytes, path)
        } catch {
            if !isDevice { unlink(draft) }
            throw error
        }
        guard isDevice || Glibc.rename(draft, path) == 0 else { throw failure("writing", path) }
    }

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
            try fill(descriptor, with: bytes, path)
        } catch {
            unlink(path)
            throw error
        }
        return true
    }

    /// Writes all, and closes the descriptor however it ends.
    private static func fill(_ descriptor: Int32, with bytes: [UInt8], _ path: String) throws(Diagnostic) {
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
        // A file that replaces another must be on the disk before it does.
        guard path.hasPrefix("/dev/") || fsync(descriptor) == 0 else { throw failure("writing", path) }
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
