public import Workbench

/// A file that teaches an editor the language. To add one, write it in its own file and name it in ``all``.
public struct EditorFile: Sendable {
    /// Under `scripts/editors`.
    public let path: String
    public let text: @Sendable (CommandTable) -> String

    public static let all: [EditorFile] = [.textMate, .vimSyntax, .vimDetection]
}
