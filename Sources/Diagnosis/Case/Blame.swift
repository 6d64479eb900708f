internal import HTTPMessage
internal import OAuthCore

/// What a refusal of the token endpoint, or of one of its neighbours, can be about.
enum Blame: Sendable {
    case client, grant, scope, request, grantType

    /// How far the server's words go.
    enum Degree: Sendable {
        /// It says so.
        case stated
        /// It says nothing, or says it so that it may mean this.
        case conceivable
        /// It speaks of something else.
        case excluded
    }
}

extension Case {
    /// Reads a refusal by its status and its words. Servers differ in their words, and some have none: what they do not
    /// say excludes nothing.
    func blame(_ part: Blame) -> Blame.Degree {
        guard let status, (400..<500).contains(status), status != 429 else { return .excluded }
        guard let error = serverError?.error, !error.isEmpty else {
            return status == 401 ? (part == .client ? .stated : .excluded) : .conceivable
        }
        let stated = Case.part(of: error)
        if stated == part { return .stated }
        if part == .client, status == 401 { return .stated }
        switch stated {
        case nil, .request: return .conceivable
        // Servers say unauthorized_client of whatever they do not like.
        case .grantType:
            if part == .request { return .conceivable }
            return error == "unauthorized_client" && part != .scope ? .conceivable : .excluded
        case .grant: return part == .request ? .conceivable : .excluded
        default: return .excluded
        }
    }

    func mayBlame(_ part: Blame) -> Bool { blame(part) != .excluded }

    /// What an error code is about; nil where it may be anything.
    static func part(of error: String) -> Blame? { parts[error] ?? part(inWords: error) }

    private static let parts: [String: Blame] = [
        "invalid_client": .client, "invalid_grant": .grant, "invalid_scope": .scope, "invalid_request": .request,
        "unauthorized_client": .grantType, "unsupported_grant_type": .grantType,
    ]

    /// What words that no standard knows are about: `scope_invalid`, `invalid_code`.
    private static func part(inWords error: String) -> Blame? {
        let error = error.lowercased()
        if error.contains("scope") { return .scope }
        if ["client", "secret", "credential"].contains(where: error.contains) { return .client }
        if ["code", "grant", "refresh", "verifier"].contains(where: error.contains) { return .grant }
        return nil
    }

    /// The answer in a phrase: `400 invalid_grant`, `403 without a word`.
    var answerPhrase: String {
        guard let response else { return exchange?.exchange.failure?.message ?? "nothing" }
        guard let error = serverError else {
            return "\(response.status)" + (response.body.isEmpty ? " without a word" : "")
        }
        return "\(response.status) \(error.error)"
    }

    /// Whether the server's description has one of these words; one that lists several causes names none.
    func describes(_ words: String...) -> Bool {
        let description = (serverError?.description ?? "").lowercased()
        guard !description.contains(" or ") else { return false }
        return words.contains { description.contains($0) }
    }
}
