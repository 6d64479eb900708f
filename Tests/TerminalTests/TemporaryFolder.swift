import Foundation
import Glibc

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    struct Failure: Error {}

    private let root: String

    init() throws {
        var template = Array("/tmp/keyway-terminal-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Failure() }
        root = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { root + "/" + name }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = open(path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Failure() }
        defer { close(file) }
        guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count else {
            throw Failure()
        }
    }

    func mode(_ name: String) -> mode_t {
        var status = stat()
        return stat(path(name), &status) == 0 ? status.st_mode & 0o777 : 0
    }
}
