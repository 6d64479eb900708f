internal import Diagnosis
internal import Script

extension Workbench {
    /// Keeps what failed, for `why`; a session that cannot be written to fails elsewhere.
    ///
    /// - Parameters:
    ///   - before: the last exchange before the command.
    ///   - chosen: the authorization before it.
    func noteFailure(_ error: Diagnostic, of call: Invocation, since before: Int64?, authorization chosen: Int64?) {
        guard error.kind == .execution, openedStore, Workbench.diagnosed.contains(call.name),
            let store = try? store()
        else { return }
        let isSent = last != nil && last?.number != before
        let provider = selection.provider
        let authorization = selection.authorizations[provider]
        let isAnswered = call.name == "authorize" && authorization != chosen
        guard isSent || isAnswered || Workbench.isDiagnosed(error.code) else { return }
        // By now every secret that was typed is known to the session.
        let line = (try? masker())?.maskLine(call.text) ?? call.name
        let failure = SessionFailure(
            at: environment.clock(), code: error.code, command: call.name, line: line, provider: provider,
            exchange: isSent && Workbench.isOfExchange(error.code, call.name) ? last?.number : nil,
            authorization: isAnswered ? authorization : nil,
            token: selection.tokens[provider])
        try? store.save(failure)
    }

    /// Whether what failed is in the last exchange, not in the command or in tokens of before.
    private static func isOfExchange(_ code: String, _ command: String) -> Bool {
        switch CommandProblem(code: code) {
        case .idToken?: ["exchange", "refresh"].contains(command)
        case .some: false
        case nil: true
        }
    }

    /// Whether there is a rule for a failure that sent nothing.
    private static func isDiagnosed(_ code: String) -> Bool { CommandProblem(code: code) != nil }

    /// The commands whose failures have a cause that rules look for.
    private static let diagnosed: Set<String> = [
        "use", "provider add", "provider discover", "client create", "client list", "client reset-secret", "authorize",
        "exchange", "refresh", "revoke", "introspect", "userinfo", "token verify", "token inspect", "show", "expect",
        "save", "get", "post", "put",
        "patch", "delete", "head", "options",
    ]
}

extension Invocation {
    /// The line as it stands in its script.
    fileprivate var text: String {
        let bytes = Array(source.text.utf8)
        guard range.lowerBound <= range.upperBound, range.upperBound <= bytes.count else { return name }
        return String(decoding: bytes[range], as: UTF8.self)
    }
}
