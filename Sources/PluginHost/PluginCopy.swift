package import Diagnostics
package import Plugins
internal import Session
package import Settings

/// What is really run of an executable: a copy of the very bytes that were looked at, in a folder where nobody else
/// writes, so that it cannot become another between the look and the start.
package struct PluginCopy {
    package let path: String
    private let files: any FileAccess

    /// - Parameter original: the file that was added; its name is part of the copy's, for `ps` to show.
    package init(sha256: String, of original: String, _ files: any FileAccess) {
        let name = original.split(separator: "/").last.map(String.init) ?? "plugin"
        path = "\(files.sessionFolder)/plugins/\(sha256.prefix(16))-\(name)"
        self.files = files
    }

    /// Makes it, unless it is there already, byte for byte.
    package func write(_ bytes: [UInt8]) throws(Diagnostic) {
        if files.exists(path), let there = try? files.read(path), there == bytes { return }
        try files.write(bytes, to: path)
        try PrivateFile.makeExecutable(path)
    }

    /// Takes it away, unless a plugin that was added runs as the same copy.
    package func remove(unlessOf records: [PluginRecord]) {
        let used = records.map { PluginCopy(sha256: $0.sha256, of: $0.path, files).path }
        if !used.contains(path), files.exists(path) { try? files.delete(path) }
    }
}
