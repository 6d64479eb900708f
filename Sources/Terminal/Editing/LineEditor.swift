internal import Glibc
internal import Synchronization

/// A prompt with line editing, history and completion.
///
/// Lines are read on a thread that is kept for that, one at a time in the whole process. While none is asked for, the
/// terminal is in its ordinary mode, and Ctrl-C is a signal again.
public final class LineEditor: Sendable {
    private let thread = EditorThread.shared
    private let session: EditSession
    private let mailbox: Mailbox

    /// Sets up the editor; the terminal is not touched before the first line is asked for.
    public init(_ configuration: LineEditorConfiguration) throws(TerminalError) {
        guard isatty(configuration.input) == 1, isatty(configuration.output) == 1 else {
            throw TerminalError(
                .notATerminal, "A prompt needs a terminal for input and output; pass commands by -c or a file instead")
        }
        mailbox = try Mailbox()
        session = EditSession(configuration, mailbox: mailbox)
    }

    deinit {
        let session = session
        thread.enqueue { session.close() }
    }

    /// Asks for an entry and blocks until there is one. Call it from a thread, never from a task.
    ///
    /// The prompt may carry colours (SGR sequences) and lines above the one that is edited.
    public func readLine(prompt: String) -> LineEditorEvent {
        let session = session
        return thread.perform { session.readEntry(prompt: prompt) }
    }

    /// Asks for an entry. Cancelling the task gives the line up, as Ctrl-C does.
    ///
    /// - Parameter draft: what stands in the line already, as if it had been pasted.
    public func nextLine(prompt: String, draft: String = "") async -> LineEditorEvent {
        let session = session
        return await ask { session.readEntry(prompt: prompt, draft: draft) }
    }

    /// Asks for something that must not be seen: nothing is echoed, nothing remembered.
    public func readSecret(prompt: String) async -> LineEditorEvent {
        let session = session
        return await ask { session.readSecret(prompt: prompt) }
    }

    /// Forgets the entries that the keys would recall; those in the history's file are not touched.
    public func forgetHistory() {
        let session = session
        thread.enqueue { session.forgetHistory() }
    }

    /// Takes other settings from the next line on.
    public func reconfigure(_ configuration: LineEditorConfiguration) {
        let session = session
        thread.enqueue { session.reconfigure(configuration) }
    }

    /// Shows lines above the prompt and the line being typed, which stay as they are. With no prompt on the screen the
    /// lines appear above the next one.
    public func announce(_ text: String) { mailbox.post(text) }

    /// What went wrong with the history since the last call, for people; each is reported once.
    public func takeWarnings() -> [String] { mailbox.takeWarnings() }

    private func ask(_ job: @escaping @Sendable () -> LineEditorEvent) async -> LineEditorEvent {
        let request = mailbox.nextRequest()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                thread.enqueue { [mailbox] in
                    mailbox.begin(request)
                    let event = mailbox.isCancelled(request) ? .interrupted : job()
                    mailbox.end(request)
                    continuation.resume(returning: event)
                }
            }
        } onCancel: {
            mailbox.cancel(request)
        }
    }
}
