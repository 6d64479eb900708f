internal import Glibc

/// What the file system says of a file without reading it: as long as this stays, so have its bytes.
public struct FileStamp: Sendable, Equatable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    /// Of its last change, in nanoseconds, and of the last change of its entry.
    private let changedAt: Int
    private let entryChangedAt: Int

    /// - Returns: nil where there is no such file.
    public init?(of path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        device = UInt64(facts.st_dev)
        inode = UInt64(facts.st_ino)
        size = Int64(facts.st_size)
        changedAt = facts.st_mtim.tv_sec &* 1_000_000_000 &+ facts.st_mtim.tv_nsec
        entryChangedAt = facts.st_ctim.tv_sec &* 1_000_000_000 &+ facts.st_ctim.tv_nsec
    }
}
