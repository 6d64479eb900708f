public import Script

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

    public static func createFolder(_ path: String) throws(Diagnostic) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        try createFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("making the folder", path) }
    }

    static func failure(_ doing: String, _ path: String) -> Diagnostic {
        let reason = String(cString: strerror(errno))
        return Diagnostic(
            .execution, "file", "\(doing) \(path) failed: \(reason)",
            advice: ["check the folder's owner and mode, or choose another with XDG_STATE_HOME"])
    }
}
