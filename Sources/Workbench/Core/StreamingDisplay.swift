internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Redaction

/// Shows a streamed body as it arrives: of server-sent events the text of each, of anything else all of it.
package final class StreamingDisplay: Sendable {
    private let continuation: AsyncStream<[UInt8]>.Continuation
    private let drawing: Task<Void, Never>

    init(_ display: any Display, masker: Masker) {
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        self.continuation = continuation
        drawing = Task {
            var events = ServerSentEvents()
            var masker = masker
            var pending = ""
            for await bytes in stream {
                for event in events.feed(bytes) {
                    let secrets = (try? JSON(parsing: event.data)).map { SecretFinder.members($0) } ?? []
                    for secret in secrets { masker.add(secret.value) }
                    pending += StreamingDisplay.text(of: event.data)
                    // A secret may come in pieces, an event each.
                    let ready = String(decoding: pending.utf8.dropLast(masker.openEnd(of: pending)), as: UTF8.self)
                    pending = String(decoding: pending.utf8.dropFirst(ready.utf8.count), as: UTF8.self)
                    await display.streamed(masker.mask(ready))
                }
            }
            await display.streamed(masker.mask(pending) + "\n")
        }
    }

    /// Takes the next bytes of the body; they are shown later, in order.
    @Sendable package func receive(_ bytes: [UInt8]) { continuation.yield(bytes) }

    /// Waits until everything that came is shown.
    package func finish() async {
        continuation.finish()
        await drawing.value
    }

    /// What a person reads of one event: a chat completion's piece, or the data as it is.
    static func text(of data: String) -> String {
        if data == "[DONE]" { return "" }
        guard let json = try? JSON(parsing: data), json["object"]?.string == "chat.completion.chunk" else {
            return data + "\n"
        }
        return json["choices"]?[0]?["delta"]?["content"]?.string ?? ""
    }
}

extension Workbench {
    /// The display of a streamed answer to a call; nil for a call of a plugin, and where the session's secrets cannot
    /// be read.
    package func streamingDisplay(_ call: CommandContext) -> StreamingDisplay? {
        guard call.scope.servedPlugin == nil, let masker = try? masker() else { return nil }
        return StreamingDisplay(environment.display, masker: masker)
    }
}
