package import Diagnostics
package import Settings

/// A folder where a plugin's file is wanted.
package struct PluginFolder {
    private let path: String
    private let candidates: [String]

    /// - Returns: nil for what is no folder.
    package init?(_ path: String, _ files: any FileAccess) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let name = parts.last.map(String.init) else { return nil }
        let parent = "/" + parts.dropLast().joined(separator: "/")
        let isKnown = files.list(parent).contains { $0.isFolder && $0.name == name }
        guard isKnown || [".", ".."].contains(name) else { return nil }
        self.path = "/" + parts.joined(separator: "/")
        candidates = files.list(path).filter { !$0.isFolder && PluginFolder.mayBePlugin($0.name) }.map(\.name).sorted()
    }

    /// A script, or what is commonly run; not the test beside it.
    private static func mayBePlugin(_ name: String) -> Bool {
        if name.hasPrefix(".") || name.hasSuffix(".test.keyway") { return false }
        let end = name.split(separator: ".").dropFirst().last.map(String.init) ?? ""
        return ["", "keyway", "py", "js", "mjs", "pl", "rb", "sh", "php", "lua"].contains(end)
    }

    package var mistake: Diagnostic {
        let shown = candidates.prefix(5).map { "plugin add \(path)/\($0)" }
        return Diagnostic(
            .usage, "plugin-folder", "\(path) is a folder: a plugin is one file",
            found: candidates.isEmpty ? "no file in it that looks like a plugin" : candidates.joined(separator: ", "),
            advice: shown.isEmpty ? ["name the file"] : shown)
    }
}
