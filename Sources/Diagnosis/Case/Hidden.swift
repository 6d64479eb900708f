internal import HTTPMessage
internal import OAuthCore

extension Case {
    /// Whether the capture was written without the credential that the subject may have been sent with.
    package var isCredentialHidden: Bool {
        guard let exchange else { return false }
        if let credential = exchange.credential { return MaskedText.isAnonymous(credential.value) }
        return isResourceCall && isOfBrowserWithoutCredentials(exchange)
    }

    /// Browsers export archives without `Authorization`, `Cookie` and `Set-Cookie` unless they are asked for them. Nobody
    /// signs in without a cookie: where a browser sent none at all, they were left out.
    private func isOfBrowserWithoutCredentials(_ exchange: RecordedExchange) -> Bool {
        guard exchange.request.headers["User-Agent"]?.hasPrefix("Mozilla/") == true else { return false }
        return evidence.exchanges.allSatisfy { other in
            other.request.headers["Authorization"] == nil && other.request.headers["Cookie"] == nil
                && other.response?.headers["Set-Cookie"] == nil
        }
    }

    /// Whether what the subject was sent with is known by its place only, so that nothing about it is surely so.
    var isByPlaceOnly: Bool {
        guard let exchange else { return false }
        let secrets = ["code", "refresh_token"].compactMap { exchange.form.first($0) }
        return isCredentialHidden || secrets.contains(where: MaskedText.isAnonymous)
    }

    /// Whether tokens may have come that the capture does not show: browsers drop bodies.
    package var hasUnreadTokens: Bool {
        earlier.contains { $0.endpoint(at: evidence.provider) == .token && $0.isUnread }
    }
}

extension RecordedExchange {
    /// Whether it succeeded, and the capture has no body of it.
    package var isUnread: Bool { status == 200 && response?.body.isEmpty == true }
}
