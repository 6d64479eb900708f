package import Diagnostics
internal import HTTPMessage
internal import JSONKit
package import OAuthCore
package import OAuthFlows
internal import Script
package import Session

/// What a flow is run with: whose it is, where its messages belong, and what its steps mean here.
package struct FlowRun<Ran: Flow>: Sendable {
    let call: CommandContext
    let server: AuthorizationServer
    /// The client that acts.
    package var client = ClientRegistration(id: "")
    /// The name of a client authentication method, in place of the client's own.
    package var method: String?
    /// What is changed in the JWT by which the client authenticates.
    fileprivate(set) var assertion = JWTDraft()
    var dialect = TokenDialect.standard
    /// What the exchanges belong to.
    let context: ExchangeContext
    /// The items of the call that edit the first message; the others were read by the command itself.
    package var edits: CommandContext?
    /// Opens the authorization request in a user agent; returns the callback.
    package var open:
        @Sendable (_ flow: Ran, _ request: OAuthRequest, _ bench: isolated Workbench) async throws(Diagnostic) -> String =
            {
                _, _, _ throws(Diagnostic) in
                throw Diagnostic(.execution, "no-user-agent", "nobody can be sent to the authorization endpoint here")
            }
    /// Does what the user is told, where the call says how; returns whether it is done. It has been shown already.
    var tell: @Sendable (_ instruction: Instruction, _ bench: isolated Workbench) async throws(Diagnostic) -> Bool = {
        _, _ throws(Diagnostic) in false
    }
    /// Keeps what is known of a flow that ends with an error.
    package var failed: @Sendable (_ error: OAuthError, _ bench: isolated Workbench) throws(Diagnostic) -> Void = {
        _, _ in
    }

    /// A run whose first message all items of the call edit.
    ///
    /// - Parameter context: what the exchanges belong to.
    package init(_ call: CommandContext, at server: AuthorizationServer, _ context: ExchangeContext) {
        self.call = call
        self.server = server
        self.context = context
        edits = call
    }
}

/// What a flow brought.
package struct FlowResult<Outcome: Sendable>: Sendable {
    /// The value that the flow ends with.
    package let outcome: Outcome
    /// The exchanges of its messages, in order.
    let entries: [SessionExchange]

    /// The last exchange.
    ///
    /// - Throws: where the flow sent nothing.
    package func entry() throws(Diagnostic) -> SessionExchange {
        if let last = entries.last { return last }
        throw Diagnostic(.execution, "not-sent", "the request was not sent", advice: ["try again"])
    }
}

extension ExchangePurpose {
    /// What an exchange is for that carries a message of a flow.
    init(_ message: FlowMessage) {
        switch message {
        case let message where [FlowMessage.keys, .resourceMetadata].map(\.name).contains(message.name):
            self = .metadata
        case let message where message.name == FlowMessage.challenge.name: self = .resource
        default: self = ExchangePurpose(rawValue: message.name) ?? .token
        }
    }
}

extension FlowRun {
    /// Takes the items that change the JWT by which the client authenticates, `claim.aud=…` or `-header.kid`, from those that
    /// edit the message. Where the client signs none, they stay what they are for other messages.
    package mutating func takeAssertionItems(_ bench: isolated Workbench) throws(Diagnostic) {
        guard let edits,
            (try? ClientAuthenticator.choose(method, for: client, at: server))?.signsAssertion == true
        else { return }
        var left: [Invocation.Item] = []
        for item in edits.items where try !takeAssertionItem(item, edits, bench) { left.append(item) }
        self.edits = edits.with(items: left)
    }

    private mutating func takeAssertionItem(
        _ item: Invocation.Item, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) -> Bool {
        guard item.kind != .query, item.kind != .header else { return false }
        let parts: [(String, WritableKeyPath<JWTDraft, [JWTDraft.Change]>)] = [
            ("claim.", \.claims), ("header.", \.header),
        ]
        for (prefix, part) in parts where item.name.hasPrefix(prefix) {
            let name = String(item.name.dropFirst(prefix.count))
            guard !name.isEmpty else { return false }
            let value: JSON? =
                switch item.kind {
                case .omission: nil
                case .file: JSON(try bench.text(of: item, in: call))
                default: item.value
                }
            assertion[keyPath: part].append(JWTDraft.Change(name, value))
            return true
        }
        return false
    }
}
