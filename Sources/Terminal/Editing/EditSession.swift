/// The editor as its own thread sees it: Editline's handle, opened at the first line.
///
/// Only the editor's thread calls it, one call at a time.
final class EditSession: @unchecked Sendable {
    private(set) var configuration: LineEditorConfiguration
    let mailbox: Mailbox
    private var editline: Editline?

    init(_ configuration: LineEditorConfiguration, mailbox: Mailbox) {
        self.configuration = configuration
        self.mailbox = mailbox
    }

    /// Works with this from the next line on.
    func reconfigure(_ configuration: LineEditorConfiguration) {
        self.configuration = configuration
        close()
    }

    /// Gives everything back; the next line would open it again.
    func close() { editline = nil }

    func readEntry(prompt: String, draft: String = "") -> LineEditorEvent {
        do {
            let editline = try openedEditline()
            let event = EchoSilence.lifted(on: configuration.input) { editline.readEntry(prompt: prompt, draft: draft) }
            if case .line(let text) = event { editline.history.remember(text) }
            return event
        } catch {
            return .failed(error)
        }
    }

    func forgetHistory() { editline?.history.forget() }

    func readSecret(prompt: String) -> LineEditorEvent {
        SecretReader(
            input: configuration.input, output: configuration.output, mailbox: mailbox,
            bracketsPaste: !["", "dumb"].contains(configuration.environment["TERM"] ?? "")
        ).read(prompt: prompt)
    }

    private func openedEditline() throws(TerminalError) -> Editline {
        if let editline { return editline }
        let opened = try Editline(configuration, mailbox: mailbox)
        editline = opened
        return opened
    }
}
