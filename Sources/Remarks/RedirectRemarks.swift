internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

/// What is wrong with the redirect URI of a request.
struct RedirectRemarks {
    private let sent: String?
    private let isUnfilled: Bool
    private let asksForIdentity: Bool
    private let client: RecordedClient?

    init(_ parameters: FormParameters, _ client: RecordedClient?, _ unfilled: Set<String>) {
        sent = parameters.first("redirect_uri").flatMap { $0.isEmpty ? nil : $0 }
        isUnfilled = unfilled.contains("redirect_uri")
        asksForIdentity = Scope(parameters.first("scope") ?? "").contains("openid")
        self.client = client
    }

    var remarks: [Remark] {
        guard let sent else { return missing }
        return isUnfilled ? [] : form(of: sent) + registration(of: sent)
    }

    private var missing: [Remark] {
        if asksForIdentity {
            return [
                Remark(
                    .wrong, "redirect-uri-missing", "redirect_uri is missing, which every request for openid must have",
                    "OpenID Connect Core §3.1.2.1")
            ]
        }
        guard let client, client.registration.redirectURIs.count > 1 else { return [] }
        return [
            Remark(
                client.origin == .server ? .wrong : .weak, "redirect-uri-missing",
                "redirect_uri is missing, and the client has several", "RFC 6749 §3.1.2.3")
        ]
    }

    private func form(of sent: String) -> [Remark] {
        var remarks: [Remark] = []
        if sent.contains("#") {
            remarks.append(Remark(.wrong, "redirect-uri-fragment", "redirect_uri has a fragment", "RFC 6749 §3.1.2"))
        }
        if sent.contains("*") {
            remarks.append(
                Remark(
                    .wrong, "redirect-uri-wildcard", "redirect_uri has a wildcard; one URI must be named",
                    "RFC 9700 §2.1"))
        }
        if sent.contains(where: \.isWhitespace) {
            remarks.append(
                Remark(.wrong, "redirect-uri-white-space", "redirect_uri has white space in it", "RFC 3986 §2"))
        }
        let scheme = sent.prefix { $0 != ":" }.lowercased()
        if !sent.contains(":") || scheme.contains("/") || scheme.contains(".") && !sent.contains(":/") {
            remarks.append(
                Remark(
                    .wrong, "redirect-uri-relative",
                    "redirect_uri is not an absolute URI: it has no scheme such as https:",
                    "RFC 6749 §3.1.2"))
        } else if ["javascript", "data", "file", "vbscript", "blob"].contains(scheme) {
            remarks.append(
                Remark(
                    .wrong, "redirect-uri-scheme",
                    "redirect_uri has the scheme \(scheme):, which no server may redirect to", "RFC 9700 §2.1"))
        } else if sent.lowercased().hasPrefix("https:/"), !sent.lowercased().hasPrefix("https://") {
            remarks.append(
                Remark(.wrong, "redirect-uri-malformed", "redirect_uri lacks a slash after https:", "RFC 3986 §3"))
        } else if ["http", "https"].contains(scheme), URLParts(sent) == nil {
            remarks.append(
                Remark(.wrong, "redirect-uri-malformed", "redirect_uri is not a URL with a host", "RFC 3986 §3"))
        }
        guard let parts = URLParts(sent) else { return remarks }
        if parts.scheme.lowercased() == "http", !parts.isLoopback {
            remarks.append(
                Remark(.wrong, "redirect-uri-insecure", "redirect_uri is http and not on loopback", "RFC 9700 §2.6"))
        }
        if parts.userinfo != nil {
            remarks.append(
                Remark(.wrong, "redirect-uri-userinfo", "redirect_uri has a user name before an @", "RFC 9700 §2.1"))
        }
        if parts.host.lowercased() == "localhost" {
            remarks.append(
                Remark(.weak, "redirect-uri-localhost", "redirect_uri names localhost; use 127.0.0.1", "RFC 8252 §8.3"))
        }
        return remarks
    }

    /// What the user added is hearsay about the server: only the server's own answers say what is registered.
    private func registration(of sent: String) -> [Remark] {
        guard let client, !client.registration.redirectURIs.isEmpty else { return [] }
        let known = client.registration.redirectURIs
        guard !known.contains(where: { $0.utf8.elementsEqual(sent.utf8) }) else { return [] }
        if known.contains(where: { differsOnlyInLoopbackPort($0, sent) }) {
            return [
                Remark(
                    .note, "redirect-uri-port",
                    "redirect_uri differs only in its port from one that is known; a server must take any port on loopback",
                    "RFC 8252 §7.3")
            ]
        }
        let difference = known.compactMap { Difference("known", $0, "sent", sent) }.min {
            $0.expectedRange.count + $0.foundRange.count < $1.expectedRange.count + $1.foundRange.count
        }
        let nearest =
            difference.map { ": \($0.words), compared with \(PrintableText.safe($0.expected, limit: 200))" } ?? ""
        guard client.origin == .user else {
            return [
                Remark(
                    .wrong, "redirect-uri-unregistered", "redirect_uri is not registered\(nearest)",
                    "RFC 6749 §3.1.2.3")
            ]
        }
        return [
            Remark(
                .weak, "redirect-uri-unregistered",
                "redirect_uri is not registered, of those that this session knows\(nearest); what the server has registered "
                    + "may be more than was added here", "RFC 6749 §3.1.2.3")
        ]
    }

    private func differsOnlyInLoopbackPort(_ one: String, _ other: String) -> Bool {
        guard var one = URLParts(one), let other = URLParts(other), one.isLoopback,
            one.host.lowercased() != "localhost",
            one.scheme == "http"
        else { return false }
        one.port = other.port
        return one == other
    }
}
