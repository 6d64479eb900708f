internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// What is wrong with the response that a request asks for: its type, its mode, and the nonce that an ID token needs.
struct ResponseRemarks {
    private let parameters: FormParameters
    /// Nil where the request is not at the provider in use.
    private let server: AuthorizationServer?

    init(_ parameters: FormParameters, _ server: AuthorizationServer?) {
        self.parameters = parameters
        self.server = server
    }

    var remarks: [Remark] {
        guard let type = parameters.first("response_type"), !type.isEmpty else {
            return [Remark(.wrong, "response-type-missing", "response_type is missing", "RFC 6749 §3.1.1")]
        }
        if Placeholder(in: type, of: "response_type") != nil { return [] }
        let types = type.split(whereSeparator: { " ,".contains($0) }).map(String.init)
        let unknown = types.filter { !Self.known.contains($0) }
        if let first = unknown.first {
            let hint =
                Self.hints[first.lowercased()] ?? (Self.known.contains(first.lowercased()) ? first.lowercased() : nil)
            return [
                Remark(
                    .wrong, "response-type-unknown",
                    "response_type \(safe(first)) is not known" + (hint.map { "; \($0) is meant" } ?? ""),
                    "RFC 6749 §3.1.1")
            ]
        }
        return ofType(type, Set(types)) + mode(Set(types)) + nonce(Set(types))
    }

    private static let known: Set<String> = ["code", "token", "id_token", "none"]
    private static let hints = [
        "authorization_code": "code (authorization_code is a grant_type)", "authorizationcode": "code", "codes": "code",
        "access_token": "token", "idtoken": "id_token", "id-token": "id_token", "jwt": "id_token",
        "implicit": "token (implicit is a grant)",
    ]

    private func ofType(_ type: String, _ types: Set<String>) -> [Remark] {
        var remarks: [Remark] = []
        if type.contains(",") {
            remarks.append(
                Remark(
                    .wrong, "response-type-separator", "the values of response_type are divided by spaces",
                    "RFC 6749 §3.1.1"))
        }
        if types.contains("token") {
            remarks.append(
                Remark(
                    .weak, "implicit", "response_type \(safe(type)) brings tokens through the browser",
                    "RFC 9700 §2.1.2"))
        }
        if types.contains("id_token"), !Scope(parameters.first("scope") ?? "").contains("openid") {
            remarks.append(
                Remark(
                    .wrong, "openid-missing", "an ID token is asked for without the scope openid",
                    "OpenID Connect Core §3.1.2.1"))
        }
        let listed = server?["response_types_supported"]?.elements?.compactMap(\.string) ?? []
        if !listed.isEmpty, !listed.contains(where: { Set($0.split(separator: " ").map(String.init)) == types }) {
            remarks.append(
                Remark(
                    .weak, "response-type-unlisted",
                    "the provider does not list the response type \(safe(type)), but \(safe(listed.joined(separator: ", ")))",
                    "RFC 8414 §2"))
        }
        return remarks
    }

    private func mode(_ types: Set<String>) -> [Remark] {
        guard let mode = parameters.first("response_mode"), !mode.isEmpty, Placeholder(in: mode, of: nil) == nil else {
            return []
        }
        let known = [
            "query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt", "web_message",
            "okta_post_message", "dc_api", "direct_post",
        ]
        if !known.contains(mode) {
            let meant = known.first { $0.filter(\.isLetter) == mode.lowercased().filter(\.isLetter) }
            return [
                Remark(
                    .wrong, "response-mode-unknown",
                    "response_mode \(safe(mode)) is not known" + (meant.map { "; \($0) is meant" } ?? ""),
                    "OAuth 2.0 Multiple Response Types §2.1")
            ]
        }
        if mode == "query", types.contains("token") || types.contains("id_token") {
            return [
                Remark(
                    .wrong, "response-mode-query",
                    "response_mode=query would put tokens into the query, which is not allowed",
                    "OAuth 2.0 Multiple Response Types §3")
            ]
        }
        let listed = server?["response_modes_supported"]?.elements?.compactMap(\.string) ?? []
        return listed.isEmpty || listed.contains(mode)
            ? []
            : [
                Remark(
                    .weak, "response-mode-unlisted", "the provider does not list the response mode \(mode)",
                    "RFC 8414 §2")
            ]
    }

    private func nonce(_ types: Set<String>) -> [Remark] {
        guard (parameters.first("nonce") ?? "").isEmpty else { return [] }
        if types.contains("id_token") {
            return [
                Remark(
                    .wrong, "nonce-missing",
                    "nonce is missing, which a request for an ID token from the front must have",
                    "OpenID Connect Core §3.2.2.1")
            ]
        }
        guard Scope(parameters.first("scope") ?? "").contains("openid") else { return [] }
        return [Remark(.weak, "nonce-missing", "openid is asked for without a nonce", "OpenID Connect Core §3.1.2.1")]
    }

    private func safe(_ text: String) -> String { PrintableText.safe(text, limit: 200) }
}
