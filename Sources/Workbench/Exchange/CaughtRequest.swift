internal import Answers
internal import Diagnostics
package import HTTPMessage
internal import Redaction
internal import Script
internal import Synchronization

/// A request that a preview has caught before it was sent.
package final class CaughtRequest: Sendable {
    private let caught = Mutex<HTTPRequestPreview?>(nil)

    /// A preview that has caught no request yet.
    package init() {}

    /// The caught request; nil where the command has sent none. A later request takes the place of an earlier one.
    package var preview: HTTPRequestPreview? { caught.withLock { $0 } }

    func take(_ request: HTTPRequest) { caught.withLock { $0 = HTTPRequestPreview(request: request) } }
}

/// A request as it would be sent.
package struct HTTPRequestPreview: Sendable {
    /// The request with all that would be sent, unmasked.
    package let request: HTTPRequest
}

extension Workbench {
    /// Ends a command that is only previewed at its first request.
    func catchForPreview(_ request: HTTPRequest, _ call: CommandContext) throws(Diagnostic) {
        guard case .preview(let caught) = call.scope.manner else { return }
        // What a hook sends is not what the call sends.
        if !call.scope.isInHook { caught.take(request) }
        throw Diagnostic(.interrupted, "preview", "not sent: this is a preview")
    }

    /// Shows a request that a dry run does not send.
    func showUnsent(_ request: HTTPRequest, _ call: CommandContext) async throws(Diagnostic) {
        await display(.text(try masker().mask(DryText.lines(request))), of: call)
    }
}
