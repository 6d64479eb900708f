/// What came of asking for a line.
public enum LineEditorEvent: Sendable, Equatable {
    /// A whole entry, which may have several lines.
    case line(String)
    /// Ctrl-X Ctrl-E: what was typed so far is to be opened in an editor.
    case edit(String)
    /// Ctrl-C, or the task was cancelled: what was typed is given up.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal went away.
    case endOfFile
    case failed(TerminalError)
}
