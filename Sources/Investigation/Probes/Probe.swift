internal import HTTPMessage
internal import Session
internal import Workbench

/// A request that differs from the failed one in one thing, and that spends nothing.
struct Probe: Sendable {
    /// What was changed: `client_secret_basic, with a code that nobody has`.
    let change: String
    let request: HTTPRequest
    let purpose: ExchangePurpose
    /// Whether it is the request of the authorization that failed.
    var isOfAuthorization = false
    /// Whether it is known to be wrong: what is answered like it went no further.
    var isControl = false
}

/// A thing that may be changed to see whether it was to blame. To add one, write its file in this folder and name it in
/// ``all``.
struct ProbeKind: Sendable {
    /// The requests for a failure, the most telling first; none where they would decide nothing.
    let probes: @Sendable (ProbeSubject) -> [Probe]

    static let all: [ProbeKind] = [
        .authorizationAsSent, .registeredRedirectURI, .redirectURIHost, .registeredScopes, .noResource,
        .unknownSecret, .clientAuthenticationMethod, .clientAuthenticationEncoding,
        .currentToken, .introspection, .userinfo, .hostSpelling,
    ]

    /// At most a handful, and something of each kind before more of any.
    static func choose(for subject: ProbeSubject, most count: Int = 5) -> [Probe] {
        var waiting = all.map { $0.probes(subject)[...] }.filter { !$0.isEmpty }
        var chosen: [Probe] = []
        while !waiting.isEmpty, chosen.count < count {
            chosen += waiting.compactMap(\.first).prefix(count - chosen.count)
            waiting = waiting.map { $0.dropFirst() }.filter { !$0.isEmpty }
        }
        return chosen
    }
}
