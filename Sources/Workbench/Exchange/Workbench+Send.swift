public import Diagnostics
package import HTTPMessage
internal import JSONKit
package import OAuthCore
internal import Plugins
internal import Script
package import Session
internal import Settings

extension Workbench {
    /// Applies the call's items to a draft, sends it, and records what came of it.
    ///
    /// - Parameter follows: whether `--follow` may be honoured; messages that carry codes or client credentials never
    ///   follow a redirect.
    func send(
        _ draft: OAuthRequest, for call: CommandContext, purpose: ExchangePurpose, context: ExchangeContext,
        follows: Bool = false
    ) async throws(Diagnostic) -> SessionExchange {
        let draft = try edited(draft, by: call)
        return try await send(
            draft.httpRequest, for: call, options: try sendingOptions(of: call),
            policy: follows && call.has("follow") ? .follow() : .never, purpose: purpose, context: context)
    }

    /// Sends a request as it stands, and records what came of it.
    ///
    /// - Throws: also where no response came.
    package func send(
        _ request: HTTPRequest, for call: CommandContext, options: TransportOptions, policy: RedirectPolicy,
        purpose: ExchangePurpose, context: ExchangeContext, onBody: (@Sendable ([UInt8]) -> Void)? = nil
    ) async throws(Diagnostic) -> SessionExchange {
        let entry = try await exchange(
            request, for: call, options: options, policy: policy, purpose: purpose, context: context, onBody: onBody)
        if let failure = entry.exchange.failure { throw Diagnostic(failure, of: entry) }
        return entry
    }

    /// Sends a request as it stands, and records what came of it: a response, or a failure of the network.
    package func exchange(
        _ request: HTTPRequest, for call: CommandContext, options: TransportOptions, policy: RedirectPolicy = .never,
        purpose: ExchangePurpose, context: ExchangeContext, onBody: (@Sendable ([UInt8]) -> Void)? = nil
    ) async throws(Diagnostic) -> SessionExchange {
        let passage = Passage(
            request, options: options, purpose: purpose, context: context, call: call, onBody: onBody)
        return try await exchanger.exchange(passage, policy, on: self)
    }

    /// The response of an exchange that has one.
    package func response(of entry: SessionExchange) throws(Diagnostic) -> HTTPResponse {
        guard let response = entry.exchange.response else {
            throw Diagnostic(entry.exchange.failure ?? TransportError(.other, "no response"), of: entry)
        }
        return response
    }

    /// The draft with the call's items applied, in their order: an item replaces what the draft has under its name, and
    /// further ones of the same name are sent beside it.
    package func edited(_ draft: OAuthRequest, by call: CommandContext) throws(Diagnostic) -> OAuthRequest {
        var draft = draft
        var given = GivenNames()
        for item in call.items { try apply(item, to: &draft, of: call, isFirst: given.insert(item)) }
        return draft
    }

    /// The names of parameters and headers that a call has given so far.
    private struct GivenNames {
        private var names: Set<String> = []

        /// Returns whether the item is the first of its name and place.
        mutating func insert(_ item: Invocation.Item) -> Bool {
            // The names of header fields are equal in any case (RFC 9110 §5.1).
            names.insert(item.kind == .header ? ":\(item.name.lowercased())" : item.name).inserted
        }
    }

    private func apply(
        _ item: Invocation.Item, to draft: inout OAuthRequest, of call: CommandContext, isFirst: Bool
    ) throws(Diagnostic) {
        switch item.kind {
        case .string, .json, .file:
            let isFile = item.kind == .file
            let value = isFile ? JSON(try text(ofFile: item.value.plainText, namedIn: call)) : item.value
            if isFirst { draft.set(item.name, value) } else { draft.add(item.name, value) }
        case .query: draft.query.add(item.name, item.value.plainText)
        case .header:
            if isFirst {
                draft.headers[item.name] = item.value.plainText
            } else {
                draft.headers.add(item.name, item.value.plainText)
            }
        case .omission:
            if !draft.remove(item.name), !Workbench.addedHeaders.contains(item.name.lowercased()) {
                throw nothingToLeaveOut(item, of: draft, call)
            }
        }
    }

    /// The headers that a transport adds by itself.
    static let addedHeaders: Set<String> = ["user-agent", "host", "accept-encoding", "content-length"]

    private func nothingToLeaveOut(_ item: Invocation.Item, of draft: OAuthRequest, _ call: CommandContext)
        -> Diagnostic
    {
        let names = draft.parameters.map(\.name) + draft.headers.map(\.name)
        return Diagnostic(
            .usage, "nothing-to-leave-out", "there is no \(item.name) in what \(call.name) sends", source: call.source,
            range: item.range, found: names.joined(separator: ", "),
            advice: nearestName(to: item.name, among: names).map { ["did you mean -\($0)?"] } ?? [])
    }

    /// A file's text; one line end at its end does not count, as editors leave it.
    public func text(ofFile path: String) throws(Diagnostic) -> String {
        let bytes = try environment.files.read(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Diagnostic(.usage, "file-not-text", "\(path) is not UTF-8 text", advice: ["give a text file"])
        }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
