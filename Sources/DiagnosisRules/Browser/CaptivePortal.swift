internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let captivePortal = Rule(
        "captive-portal", symptom: "something else than the server answers",
        proof: "a redirect to another site in the server's place, or the status 511", references: ["RFC 6585 §6"],
        isAboutTheAnswer: true
    ) { subject in
        guard !subject.isSuccess else { return nil }
        if let exchange = subject.exchange { return portal(exchange) }
        guard let authorization = subject.refusedAuthorization, authorization.callback == nil else { return nil }
        return subject.evidence.exchanges.filter { $0.authorization == authorization.id }.lazy.compactMap(portal).first
    }

    private static func portal(_ exchange: RecordedExchange) -> Finding? {
        guard let own = URLParts(exchange.request.url) else { return nil }
        if exchange.status == 511 { return finding(exchange, "answers 511: the network wants a sign-in of its own") }
        let target = exchange.target.flatMap(URLParts.init)
        let isAway = target.map { Site.name($0.host) != Site.name(own.host) } ?? false
        let address = (target.map { $0.host + $0.path } ?? "").lowercased()
        let isPortal = isAway && PortalWords.addresses.contains(where: address.contains)
        let isSaid = exchange.words.isPage && PortalWords.words.contains(where: exchange.words.lowercased.contains)
        guard isPortal || isSaid else { return nil }
        return finding(
            exchange,
            isPortal
                ? "redirects to \(PrintableText.safe(target?.host ?? "", limit: 100)), which is not of \(own.host)"
                : "is a page about the network, and not of \(own.host)")
    }

    private static func finding(_ exchange: RecordedExchange, _ fact: String) -> Finding {
        .found(
            .likely,
            "Not the server answers but something in between: a captive portal, or a proxy or gateway with a login page of its "
                + "own.", [EvidenceLine(exchange.number, fact)],
            fix: Fix("Sign in to the network or the gateway first, or call the server without it."))
    }
}

private enum PortalWords {
    static let addresses = [
        "captive", "hotspot", "portal.", "guest", "wifi", "wlan", "blockpage", "zscaler", "netskope", "webfilter",
        "cloudflareaccess", "neverssl", "gateway.",
    ]
    static let words = [
        "captive portal", "hotspot", "wi-fi", "wifi", "guest network", "accept the terms of use to connect",
    ]
}
