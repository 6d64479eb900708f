internal import HTTPMessage
internal import OAuthCore

extension Case {
    /// What the page says that an authorization request was stopped with, where nothing is known of the client.
    package var pageOnRedirectURI: Finding? {
        guard let stop = authorizationStop, stop.isRefused, let exchange = stop.exchange.flatMap(number),
            let page = exchange.response, page.isPage, let redirectURI = stop.sent.first("redirect_uri")
        else { return nil }
        let text = PageText.words(page.body).lowercased()
        guard let words = Case.wordsOnRedirectURI.first(where: text.contains) else { return nil }
        return .found(
            .likely, "The page that the server shows speaks of the redirect URI: it is not registered for this client.",
            [
                EvidenceLine(exchange.number, "shows a page that says \u{201C}\(words)\u{201D}"),
                EvidenceLine(exchange.number, "asks for \(PrintableText.safe(redirectURI, limit: 200))"),
            ], fix: Fix("Send a registered redirect URI exactly as it is registered, or register this one.", []))
    }

    private static let wordsOnRedirectURI = [
        "redirect_uri", "redirect uri", "redirect-uri", "redirect url", "redirection uri", "callback url",
        "callback uri",
        "reply url", "reply address", "sent to an address",
    ]
}
