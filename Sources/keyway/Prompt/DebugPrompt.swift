internal import Diagnostics
internal import Redaction
internal import Terminal
internal import Workbench

/// A debugger's console on the terminal.
struct DebugPrompt: DebugConsole {
    let system: System
    let editor: LineEditor

    init(_ system: System, _ editor: LineEditor) {
        self.system = system
        self.editor = editor
    }

    /// One with an editor of its own, for a recipe that is run from the shell; nil where nobody can be asked.
    init?(_ system: System) {
        guard system.isInteractive, let editor = try? LineEditor(PromptLoop.configuration(system)) else { return nil }
        self.init(system, editor)
    }

    func ask(_ prompt: String) async -> DebugInput {
        system.flush()
        let capabilities = system.output.capabilities
        switch await editor.nextLine(prompt: capabilities.paint(prompt.sanitizedForOneLine(), .accent)) {
        case .line(let line): return .line(line)
        case .interrupted, .edit: return .interrupted
        case .endOfFile, .failed: return .end
        }
    }

    func say(_ text: String) {
        system.output.writeLine(text.sanitizedForTerminal())
        system.output.flush()
    }

    func show(_ source: ScriptSource, _ range: Range<Int>) {
        let place = source.place(of: range)
        let start = place.column - 1
        let caret = CaretDiagnostic(
            source: SecretLine.starred(place.lineText), columns: start..<(start + place.length), lineNumber: place.line)
        let lines = caret.draw(system.output.capabilities, style: .accent)
        system.output.write(lines.map { $0 + "\n" }.joined())
        system.output.flush()
    }

    func show(_ failure: Diagnostic) {
        system.output.flush()
        system.errors.write(DiagnosticText(failure, system.errors.capabilities).text)
        system.errors.flush()
    }
}
