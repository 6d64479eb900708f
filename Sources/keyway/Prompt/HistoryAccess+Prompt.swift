internal import Diagnostics
internal import Settings
internal import Terminal
internal import Workbench

extension HistoryAccess {
    /// The history of all prompts; one of them, if it is given, forgets with it.
    init(_ system: System, _ editor: LineEditor? = nil) {
        let limit = Int(system.preferences[.historySize]) ?? 2_000
        let history = PromptHistory(path: system.files.historyFile, limit: limit)
        self.init(
            entries: { () throws(Diagnostic) in
                do throws(TerminalError) { return try history.entries() } catch { throw Diagnostic(error) }
            },
            clear: { () throws(Diagnostic) in
                do throws(TerminalError) { try history.clear() } catch { throw Diagnostic(error) }
                editor?.forgetHistory()
            })
    }
}

extension Diagnostic {
    fileprivate init(_ error: TerminalError) {
        self.init(.execution, "history", error.message, advice: ["check the file's owner and its mode (0600)"])
    }
}
