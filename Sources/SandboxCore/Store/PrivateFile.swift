#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that only its owner can read. SQLite gives the files beside a database the mode of the database, so it is
/// enough to make that one before SQLite does.
enum PrivateFile {
    static func make(_ path: String) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }
}
