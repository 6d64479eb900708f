public import HTTPMessage
internal import JSONKit

/// What a token endpoint answered (RFC 6749 §5), checked.
public struct TokenResponse: Sendable, Equatable {
    /// The tokens that came.
    public let tokens: TokenSet
    /// What the server did otherwise than the standard says.
    public let warnings: [OAuthWarning]

    static let doing = "reading the token response"
    static let section = "RFC 6749 §5.1"

    /// - Parameters:
    ///   - requested: the scope that was asked for, which is granted where the response states none; for a refresh the
    ///     scope of the tokens before.
    ///   - receivedAt: milliseconds since 1970.
    ///   - dialect: how the provider is known to differ from the RFC.
    /// - Throws: ``OAuthError/Code/refused`` with the server's words, or what keeps the answer from being tokens.
    public static func process(
        _ response: HTTPResponse, requested: Scope, receivedAt: Int64, dialect: TokenDialect = .standard
    ) throws(OAuthError) -> TokenResponse {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let form = body.form("access_token")
        let found = if let form { form } else { try body.object() }
        let reader = TokenMemberReader(found, dialect)
        let members = Members(reader.json, doing: doing, section: section)
        if members.value("access_token") == nil, let refused = body.refused ?? body.refusedInPassing(found) {
            throw refused
        }
        var tokenReader = TokenReader(members, dialect)
        let tokens = try tokenReader.tokens(requested: requested, receivedAt: receivedAt)
        return TokenResponse(
            tokens: tokens,
            warnings: transportWarnings(response) + bodyWarnings(body, isForm: form != nil) + reader.warnings
                + tokenReader.warnings)
    }

    /// What is odd about the body as a whole.
    private static func bodyWarnings(_ body: ResponseBody, isForm: Bool) -> [OAuthWarning] {
        var warnings: [OAuthWarning] = []
        if isForm {
            warnings.append(OAuthWarning("body-form", "The body is a form, and should be JSON", section: section))
        }
        if body.hasByteOrderMark {
            warnings.append(
                OAuthWarning(
                    "byte-order-mark", "The body begins with a byte order mark, which JSON does not have",
                    section: "RFC 8259 §8.1"))
        }
        return warnings
    }

    private static func transportWarnings(_ response: HTTPResponse) -> [OAuthWarning] {
        var warnings: [OAuthWarning] = []
        if response.status != 200 {
            warnings.append(
                OAuthWarning("status", "The status is \(response.status), and should be 200", section: section))
        }
        if response.mediaType != "application/json" {
            let type = response.mediaType.map { PrintableText.safe($0, limit: 80) } ?? "none"
            warnings.append(
                OAuthWarning(
                    "media-type", "The media type is \(type), and should be application/json", section: section))
        }
        let directives = response.headers.values("Cache-Control").joined(separator: ",").lowercased()
        if !directives.split(separator: ",").contains(where: { $0.filter { !$0.isWhitespace } == "no-store" }) {
            warnings.append(
                OAuthWarning(
                    "cache-control", "Cache-Control: no-store is missing, so a cache may keep the tokens",
                    section: section))
        }
        return warnings
    }
}
