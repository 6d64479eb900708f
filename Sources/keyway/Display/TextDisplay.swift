internal import Answers
internal import Diagnostics
internal import Script
internal import Terminal
internal import Workbench

/// Draws answers for people; failures go to standard error.
actor TextDisplay: Display {
    private let output: TerminalOutput
    private let errors: TerminalOutput
    /// Whether the bodies of answers, notes and what expectations held are shown, or only what was called.
    private let showsBodies: Bool
    private let pager: Pager?
    private let pictures: Pictures?
    private var isWatching = false

    init(
        output: TerminalOutput, errors: TerminalOutput, showsBodies: Bool, pager: Pager? = nil,
        pictures: Pictures? = nil
    ) {
        self.pager = pager
        self.pictures = pictures
        self.output = output
        self.errors = errors
        self.showsBodies = showsBodies
    }

    func show(_ answer: Answer, of call: CommandContext) async {
        if !showsBodies, call.shown != .always { return }
        let text = AnswerText(output.capabilities, showsBodies: showsBodies)
        let lines = text.lines(of: answer)
        guard !lines.isEmpty else { return }
        let isPaged = isWatching ? false : await pager?.show(lines) ?? false
        if !isPaged {
            output.write(lines.map { $0 + "\n" }.joined())
            output.flush()
        }
        if case .exchange(let exchange) = answer, !isWatching {
            for picture in exchange.pictures { show(picture) }
        }
    }

    private func show(_ picture: SavedPicture) {
        guard let pictures else { return }
        do throws(PictureError) {
            try pictures.show(picture)
        } catch {
            output.writeLine("the picture is not shown: \(error.message.sanitizedForOneLine())")
        }
    }

    func stepBegan(_ title: String) {
        let capabilities = output.capabilities
        let mark = capabilities.paint(capabilities.symbol("●", ascii: "*"), .accent)
        output.writeLine("\n\(mark) \(capabilities.paint(title.sanitizedForOneLine(), .bold))")
    }

    func failed(_ failure: Diagnostic, allowed: Bool) {
        if allowed {
            output.writeLine("  " + DiagnosticText(failure, output.capabilities).shortText)
            return
        }
        output.flush()
        errors.write(DiagnosticText(failure, errors.capabilities).text)
        errors.flush()
    }

    func text(of answer: Answer) -> String {
        AnswerText(TerminalCapabilities(), showsBodies: true).lines(of: answer).map { $0 + "\n" }.joined()
    }

    /// A watched command begins anew at the top of the screen; in a file or a pipe one round follows the other.
    func roundBegan(_ title: String) {
        isWatching = true
        let capabilities = output.capabilities
        let head = capabilities.paint(title.sanitizedForOneLine(), .dim)
        output.write((capabilities.movesCursor ? "\u{1b}[H\u{1b}[2J" : "") + head + "\n")
    }

    func roundsEnded() { isWatching = false }

    func streamed(_ text: String) {
        output.write(text.sanitizedForTerminal())
        output.flush()
    }
}
