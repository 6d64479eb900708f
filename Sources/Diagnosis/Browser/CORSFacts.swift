internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// What a page asked of another origin, and whether the server's headers let the browser hand the answer over
/// (Fetch §3.2).
package struct CORSFacts: Sendable {
    /// The origin of the page.
    package let origin: String
    /// The question that the browser asked before; nil where none was recorded.
    package let preflight: RecordedExchange?
    /// Why the browser keeps the answer from the page; nil where nothing recorded says so.
    package let fault: String?
}

extension Case {
    /// Nil where the subject is not a request of a page to another origin.
    package var cors: CORSFacts? { exchange.flatMap { Case.cors($0, evidence) } }

    static func cors(_ exchange: RecordedExchange, _ evidence: Evidence) -> CORSFacts? {
        guard let origin = exchange.request.headers["Origin"], let own = URLParts(exchange.request.url),
            origin.lowercased() != own.origin, exchange.request.headers["Sec-Fetch-Mode"]?.lowercased() != "navigate"
        else { return nil }
        // A form that a page posts, or a page that the user goes to, needs nobody's permission.
        guard ![.callback, .page, .authorization].contains(kind(of: exchange, evidence)) else { return nil }
        if exchange.isPreflight {
            return CORSFacts(
                origin: origin, preflight: exchange, fault: exchange.response.flatMap { fault(of: $0, exchange) })
        }
        let preflight = evidence.around(exchange.number, by: 20).last { $0.isPreflight(of: exchange) }
        let refused = preflight?.response.flatMap { fault(of: $0, preflight) }
        let own403 = exchange.response.flatMap { permission($0, origin) }
        return CORSFacts(origin: origin, preflight: preflight, fault: refused ?? own403)
    }

    /// What is wrong with the answer to a preflight.
    private static func fault(of response: HTTPResponse, _ preflight: RecordedExchange?) -> String? {
        guard let request = preflight?.request else { return nil }
        if let fault = permission(response, request.headers["Origin"] ?? "") { return fault }
        guard (200..<300).contains(response.status) else {
            return "the preflight is answered \(response.status), and a browser takes only 2xx"
        }
        let methods = list(response, "Access-Control-Allow-Methods")
        if let method = request.headers["Access-Control-Request-Method"],
            !["GET", "HEAD", "POST"].contains(method), !methods.contains(method.lowercased()), !methods.contains("*")
        {
            return "Access-Control-Allow-Methods does not name \(PrintableText.safe(method, limit: 40))"
        }
        let allowed = list(response, "Access-Control-Allow-Headers")
        let wanted = (request.headers["Access-Control-Request-Headers"] ?? "").lowercased().split(separator: ",")
            .map { $0.filter { !$0.isWhitespace } }
        let missing = wanted.filter { name in
            !allowed.contains(name) && (!allowed.contains("*") || name == "authorization")
        }
        guard let first = missing.first else { return nil }
        return "Access-Control-Allow-Headers does not name \(PrintableText.safe(first, limit: 80))"
    }

    /// Whether the origin may read the answer.
    private static func permission(_ response: HTTPResponse, _ origin: String) -> String? {
        guard let allowed = response.headers["Access-Control-Allow-Origin"] else {
            // An archive without any headers says nothing of this one.
            return response.headers.contains { _ in true } ? "it has no Access-Control-Allow-Origin" : nil
        }
        guard allowed != "*", allowed.lowercased() != origin.lowercased() else { return nil }
        return "its Access-Control-Allow-Origin is \(PrintableText.safe(allowed, limit: 100)), and the page is of "
            + PrintableText.safe(origin, limit: 100)
    }

    private static func list(_ response: HTTPResponse, _ name: String) -> [String] {
        response.headers.values(name).flatMap { $0.lowercased().split(separator: ",") }
            .map { $0.filter { !$0.isWhitespace } }
    }

    /// Whether an answer came that the browser kept from the page which asked for it: nothing that it brought was used.
    package static func isKeptFromPage(_ exchange: RecordedExchange, _ evidence: Evidence) -> Bool {
        guard exchange.response?.body.isEmpty == false, !exchange.isPreflight, exchange.isOfBrowser(evidence),
            let facts = cors(exchange, evidence), facts.fault != nil
        else { return false }
        let tokens = ["access_token", "refresh_token", "id_token"].compactMap { exchange.members?[$0]?.string }
        return !evidence.exchanges.contains { other in
            guard other.number > exchange.number else { return false }
            if let credential = other.credential, tokens.contains(credential.value) { return true }
            return other.form.first("refresh_token").map(tokens.contains) ?? false
        }
    }
}

extension RecordedExchange {
    /// Whether the request is a CORS preflight: `OPTIONS` with `Access-Control-Request-Method` (Fetch §3.2.2).
    package var isPreflight: Bool {
        request.method == "OPTIONS" && request.headers["Access-Control-Request-Method"] != nil
    }

    /// Whether it asks for the permission that a request needs: for the same URL, page, method and headers (Fetch §4.8).
    func isPreflight(of other: RecordedExchange) -> Bool {
        guard isPreflight, request.url.prefix(while: { $0 != "#" }) == other.request.url.prefix(while: { $0 != "#" }),
            request.headers["Access-Control-Request-Method"] == other.request.method,
            request.headers["Origin"]?.lowercased() == other.request.headers["Origin"]?.lowercased()
        else { return false }
        let asked = (request.headers["Access-Control-Request-Headers"] ?? "").lowercased().split(separator: ",")
            .map { $0.filter { !$0.isWhitespace } }
        // Archives are written without credentials unless they are asked for them.
        return asked.allSatisfy { $0 == "authorization" || other.request.headers[$0] != nil }
    }

    /// Whether a browser sent it, by its own headers or by those of the requests around it.
    package func isOfBrowser(_ evidence: Evidence) -> Bool {
        if request.headers["Sec-Fetch-Mode"] != nil { return true }
        return evidence.around(number, by: 100).contains {
            $0.request.headers["User-Agent"]?.hasPrefix("Mozilla/") == true
        }
    }
}
