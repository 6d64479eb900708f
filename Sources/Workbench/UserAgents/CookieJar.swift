internal import HTTPMessage

/// The cookies of one walk through sign-in and consent, kept by origin.
struct CookieJar: Sendable {
    private var cookies: [String: [(name: String, value: String)]] = [:]

    mutating func take(_ fields: [String], from url: String) {
        guard let origin = URLParts(url)?.origin else { return }
        for field in fields {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            let name = String(pair[0])
            cookies[origin, default: []].removeAll { $0.name == name }
            if !pair[1].isEmpty { cookies[origin, default: []].append((name, String(pair[1]))) }
        }
    }

    func header(for url: String) -> String? {
        guard let origin = URLParts(url)?.origin, let own = cookies[origin], !own.isEmpty else { return nil }
        return own.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }
}
