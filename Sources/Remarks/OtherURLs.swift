internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// A request to sign out (OpenID Connect RP-Initiated Logout §2), taken apart.
struct LogoutURL {
    let address: String
    let parameters: FormParameters
    private let written: WrittenParameters
    private let session: ExplainSession

    static let section = "OpenID Connect RP-Initiated Logout §2"

    /// Nil where the URL is not one to sign out.
    init?(_ url: String, _ written: WrittenParameters, session: ExplainSession) {
        address = url.urlAddress
        parameters = written.parameters
        self.written = written
        self.session = session
        let names = Set(parameters.map(\.name))
        let path = (URLParts(address)?.path ?? address).lowercased()
        let isNamed = ["logout", "endsession", "end_session", "end-session", "signout", "sign_out", "sign-out"].contains
        { path.contains($0) }
        let isKnown = session.provider.server["end_session_endpoint"]?.string?.urlAddress == address && !address.isEmpty
        guard
            isKnown || isNamed && !names.contains("response_type") || names.contains("post_logout_redirect_uri")
                || names.contains("logout_hint")
        else { return nil }
    }

    var remarks: [Remark] {
        let what = Remark(
            .note, "logout",
            "this is a request to sign the user out (RP-initiated logout), and not an authorization request",
            Self.section)
        return (written.remarks + target + hint + transport + [what]).sorted { $0.severity < $1.severity }
    }

    private var target: [Remark] {
        guard let target = parameters.first("post_logout_redirect_uri"), !target.isEmpty else {
            guard parameters.first("redirect_uri") != nil else { return [] }
            return [
                Remark(
                    .wrong, "logout-redirect-uri",
                    "redirect_uri is a parameter of authorization requests; here it is post_logout_redirect_uri",
                    Self.section)
            ]
        }
        var remarks: [Remark] = []
        if !written.unfilled.contains("post_logout_redirect_uri") {
            if !target.contains(":") {
                remarks.append(
                    Remark(
                        .wrong, "logout-redirect-relative", "post_logout_redirect_uri is not an absolute URI",
                        Self.section))
            } else if let parts = URLParts(target), parts.scheme.lowercased() == "http", !parts.isLoopback {
                remarks.append(
                    Remark(
                        .weak, "logout-redirect-insecure", "post_logout_redirect_uri is http and not on loopback",
                        Self.section))
            }
        }
        if parameters.first("id_token_hint") == nil {
            let hasClient = !(parameters.first("client_id") ?? "").isEmpty
            remarks.append(
                Remark(
                    hasClient ? .note : .weak, "logout-hint-missing",
                    hasClient
                        ? "without id_token_hint the server may ask the user, and may not redirect"
                        : "neither id_token_hint nor client_id says which client's post_logout_redirect_uri this is, so that the "
                            + "server cannot check it and will not redirect", Self.section))
        }
        remarks.append(
            Remark(
                .note, "logout-redirect-registered",
                "post_logout_redirect_uri must be registered for the client, apart from its redirect URIs",
                "OpenID Connect RP-Initiated Logout §3.1"))
        return remarks
    }

    private var hint: [Remark] {
        guard let text = parameters.first("id_token_hint"), !written.unfilled.contains("id_token_hint") else {
            return []
        }
        guard let jwt = try? JWTParts(reading: text) else {
            return [
                Remark(
                    .wrong, "logout-hint-malformed",
                    "id_token_hint is not an ID token: it is not a JWT that can be read", Self.section)
            ]
        }
        var remarks: [Remark] = []
        if jwt.type?.lowercased().hasSuffix("at+jwt") == true {
            remarks.append(
                Remark(
                    .wrong, "logout-hint-access-token", "id_token_hint is an access token (typ at+jwt)", Self.section))
        }
        if let issuer = session.provider.server.issuer, let found = jwt.claims["iss"]?.string, found != issuer {
            remarks.append(
                Remark(
                    .weak, "logout-hint-issuer",
                    "id_token_hint is of the issuer \(PrintableText.safe(found, limit: 200)), not of the provider in use",
                    Self.section))
        }
        let audience = jwt.claims["aud"].map { $0.elements?.compactMap(\.string) ?? [$0.plainText] } ?? []
        if let id = parameters.first("client_id"), !audience.isEmpty, !audience.contains(id) {
            remarks.append(
                Remark(
                    .wrong, "logout-hint-audience", "client_id is not in the audience of id_token_hint", Self.section))
        }
        if let end = jwt.claims["exp"]?.number, end < Double(session.now) {
            remarks.append(
                Remark(
                    .note, "logout-hint-expired", "id_token_hint has expired, which a server should accept here",
                    Self.section))
        }
        return remarks
    }

    private var transport: [Remark] { AddressRemarks(address, "the logout endpoint").remarks }
}

/// An address at which a user enters a code that a device shows (RFC 8628 §3.3), taken apart.
struct DeviceURL {
    let address: String
    let parameters: FormParameters
    private let written: WrittenParameters

    /// Nil where the URL is no such address.
    init?(_ url: String, _ written: WrittenParameters) {
        address = url.urlAddress
        parameters = written.parameters
        self.written = written
        let path = (URLParts(address)?.path ?? address).lowercased()
        let names = Set(parameters.map(\.name))
        guard
            names.contains("user_code") || names.contains("device_code")
                || path.contains("/device") && !names.contains("response_type")
        else { return nil }
    }

    var remarks: [Remark] {
        var remarks = written.remarks
        if parameters.first("device_code") != nil {
            remarks.append(
                Remark(
                    .wrong, "secret-in-url",
                    "device_code is the device's secret, and belongs only into its token request",
                    "RFC 8628 §3.4"))
        }
        if let code = parameters.first("user_code"), code.isEmpty {
            remarks.append(Remark(.wrong, "user-code-empty", "user_code is empty", "RFC 8628 §3.3.1"))
        }
        remarks.append(
            Remark(
                .note, "device-verification",
                parameters.first("user_code") == nil
                    ? "the user enters the code there that the device shows"
                    : "verification_uri_complete: the user compares user_code with what the device shows, signs in, and allows it",
                parameters.first("user_code") == nil ? "RFC 8628 §3.3" : "RFC 8628 §3.3.1"))
        return (remarks + AddressRemarks(address, "the verification address").remarks).sorted {
            $0.severity < $1.severity
        }
    }
}

/// A token request that was written as a URL, taken apart.
struct TokenURL {
    let address: String
    let parameters: FormParameters
    private let written: WrittenParameters

    /// Nil where the URL has no `grant_type`.
    init?(_ url: String, _ written: WrittenParameters) {
        guard written.parameters.first("grant_type") != nil, written.parameters.first("response_type") == nil else {
            return nil
        }
        address = url.urlAddress
        parameters = written.parameters
        self.written = written
    }

    var remarks: [Remark] {
        let request = Remark(
            .wrong, "token-request-in-url",
            "this is a token request: its parameters belong into a form that is POSTed, and not into a URL, which logs keep",
            "RFC 6749 §3.2")
        let secrets = ["client_secret", "password", "refresh_token", "code_verifier", "client_assertion"].filter {
            parameters.first($0) != nil
        }.map {
            Remark(.wrong, "secret-in-url", "\($0) stands in the URL: take it as known to others", "RFC 6749 §2.3.1")
        }
        return (address.isEmpty ? [] : [request] + secrets)
            + (written.remarks + AddressRemarks(address, "the token endpoint").remarks).sorted {
                $0.severity < $1.severity
            }
    }
}

/// What is wrong with the address of an endpoint.
struct AddressRemarks {
    private let address: String
    private let name: String

    init(_ address: String, _ name: String) {
        self.address = address
        self.name = name
    }

    var remarks: [Remark] {
        if let placeholder = Placeholder(in: address, of: nil) { return [placeholder.remark(about: name)] }
        guard let parts = URLParts(address), parts.scheme.lowercased() != "https", !parts.isLoopback else { return [] }
        return [Remark(.wrong, "endpoint-insecure", "\(name) is not https", "RFC 9700 §2.6")]
    }
}
