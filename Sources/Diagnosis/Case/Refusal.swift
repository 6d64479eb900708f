internal import HTTPMessage
internal import JSONKit
package import OAuthCore

/// A refusal of the token endpoint or of one of its neighbours, as its status and its words tell it.
///
/// Servers differ in both, so each is read for what it can mean: what is not said excludes nothing.
package struct Refusal: Sendable {
    let status: Int
    /// The error that the response states; nil where it states none.
    package let error: ServerError?

    /// Nil where the response refuses nothing: it is a success, or the server itself failed.
    init?(_ exchange: RecordedExchange) {
        let error = exchange.serverError
        guard let status = exchange.status, Refusal.refuses(status, error, exchange) else { return nil }
        self.status = status
        self.error = error.flatMap { $0.error.isEmpty ? nil : $0 }
    }

    /// GitHub and Slack refuse with 200, and some servers answer a standard error with 500.
    private static func refuses(_ status: Int, _ error: ServerError?, _ exchange: RecordedExchange) -> Bool {
        switch status {
        case 429: false
        case 400..<500: true
        case 200..<300: error != nil && exchange.members?["access_token"] == nil
        case 500...: error.map { Refusal.parts[$0.error] != nil || $0.error == "unauthorized_client" } ?? false
        default: false
        }
    }

    /// Whether it may be of something that stands before the endpoint and never looked at the request: a page, and no
    /// word of OAuth.
    static func mayBeOfAnother(_ exchange: RecordedExchange) -> Bool {
        guard let response = exchange.response, [400, 403, 404, 406].contains(response.status) else { return false }
        return exchange.serverError == nil && response.isPage
    }

    /// How far the server's words and its status say that the refusal is about a part of the request.
    package func degree(_ part: Blame) -> Blame.Degree {
        guard let error else { return wordless(part) }
        // The status tells, where the words do not.
        if [401, 404, 405].contains(status), Refusal.part(of: error) == nil { return wordless(part) }
        if error.error == "unauthorized_client" { return unauthorizedClient(part, error) }
        let named = Refusal.part(of: error)
        if named == part { return .stated }
        if part == .client, status == 401, Refusal.parts[error.error] == nil || named == .request { return .stated }
        switch named {
        case nil, .request: return .conceivable
        case .grant, .grantType: return part == .request ? .conceivable : .excluded
        default: return .excluded
        }
    }

    private func wordless(_ part: Blame) -> Blame.Degree {
        switch status {
        case 401: part == .client ? .stated : .excluded
        // Of the path, the method, the media type or the length.
        case 404, 405, 406, 407, 410...417, 421, 431: part == .request ? .conceivable : .excluded
        default: .conceivable
        }
    }

    /// The standard means a grant that the client is not registered for; servers say it of whatever they do not like,
    /// and of wrong credentials first.
    private func unauthorizedClient(_ part: Blame, _ error: ServerError) -> Blame.Degree {
        let words = (error.description ?? "").lowercased()
        let isClient = status == 401 || Refusal.clientWords.contains(where: words.contains)
        let isGrantType = ["grant", "flow"].contains(where: words.contains)
        if isClient, !isGrantType {
            return part == .client ? .stated : [.grant, .scope].contains(part) ? .excluded : .conceivable
        }
        switch part {
        case .grantType: return .stated
        case .scope: return .excluded
        case .client, .grant, .request: return .conceivable
        }
    }

    private static let clientWords = ["secret", "credential", "authenticat", "not found", "unknown", "invalid client"]

    /// What an error is about; nil where it may be anything.
    static func part(of error: ServerError) -> Blame? {
        if let part = parts[error.error] { return part }
        if error.error.contains(where: \.isWhitespace) || !error.error.contains(where: \.isLetter) {
            return part(inSentence: error.description ?? error.error)
        }
        return part(inCode: error.error) ?? error.type.flatMap(part(inCode:))
    }

    private static let parts: [String: Blame] = [
        "invalid_client": .client, "invalid_grant": .grant, "invalid_scope": .scope, "invalid_request": .request,
        "unsupported_grant_type": .grantType,
    ]

    /// What a code that no standard knows is about: `scope_invalid`, `invalid_code`, `incorrect_client_credentials`.
    private static func part(inCode code: String) -> Blame? {
        let code = code.lowercased()
        if code.contains("scope") { return .scope }
        if ["client", "secret", "credential"].contains(where: code.contains) { return .client }
        if code.contains("granttype") || code.contains("grant_type") { return .grantType }
        return ["code", "grant", "refresh", "verifier", "redirect"].contains(where: code.contains) ? .grant : nil
    }

    /// What a sentence is about, where it speaks of one thing only.
    private static func part(inSentence sentence: String) -> Blame? {
        let sentence = sentence.lowercased()
        let words: [(Blame, [String])] = [
            (.scope, ["scope"]), (.client, ["client", "secret", "app id", "application"]),
            (.grant, ["authorization code", "verification code", "refresh token", "verifier", "redirect"]),
            (.grantType, ["grant type", "grant_type"]),
        ]
        let named = words.filter { $0.1.contains(where: sentence.contains) }
        return named.count == 1 ? named[0].0 : nil
    }
}
