public import Diagnostics

/// Where the files and plugins come from that a script names; the language itself touches no file.
public protocol ScriptLibrary: Sendable {
    /// The text of a file.
    ///
    /// - Throws: a failure that says why there is none.
    func text(ofFile path: String) throws(Diagnostic) -> String

    /// The commands that a plugin brings.
    ///
    /// - Throws: a failure that says how to add the plugin, if it is not there or not in one of these versions.
    func commands(ofPlugin name: String, versions: String?) throws(Diagnostic) -> [CommandShape]
}

extension ScriptLibrary {
    /// No commands: a library without plugins.
    ///
    /// - Throws: always, that the plugin is not added.
    public func commands(ofPlugin name: String, versions: String?) throws(Diagnostic) -> [CommandShape] {
        throw Diagnostic(
            .syntax, "unknown-plugin", "the plugin \(name) is not added",
            advice: ["add it, once it is on this machine: plugin add FILE", "`plugin list` lists those that are added"])
    }
}

/// For texts that can name no file.
struct EmptyLibrary: ScriptLibrary {
    func text(ofFile path: String) throws(Diagnostic) -> String {
        throw Diagnostic(.syntax, "no-files", "no file can be read here", advice: ["put the text itself here"])
    }
}
