internal import HTTPMessage
internal import Session
internal import Workbench

/// A request that differs from the failed one in one thing, and that spends nothing.
struct Probe: Sendable {
    /// What was changed: `client_secret_basic, with a code that nobody has`.
    let change: String
    /// The one thing in which it differs from ``base``.
    let variable: Variable
    /// What it is compared with: the request that failed, with what it would spend replaced by a value that nobody has.
    let base: HTTPRequest
    let request: HTTPRequest
    let purpose: ExchangePurpose
    /// Whether it is the request of the authorization that failed.
    var isOfAuthorization = false
    /// Whether it is known to be wrong: what is answered like it went no further.
    var isControl = false

    /// What a probe may change, and where it stands in a request.
    struct Variable: Sendable, Equatable {
        let name: String
        /// The parameters of a query or a form.
        var parameters: Set<String> = []
        var headers: Set<String> = []
        /// Whether it is another place that is asked.
        var isPlace = false

        static let nothing = Variable(name: "nothing")
        static let place = Variable(name: "the place that is asked", isPlace: true)
        /// RFC 6749 §2.3, RFC 7521 §4.2; `client_id` is sent by some methods only.
        static let clientAuthentication = Variable(
            name: "the client's authentication",
            parameters: ["client_id", "client_secret", "client_assertion", "client_assertion_type"],
            headers: ["authorization"])
        static let accessToken = Variable(name: "the access token", headers: ["authorization"])

        static func parameter(_ name: String) -> Variable { Variable(name: name, parameters: [name]) }
    }
}

/// A thing that may be changed to see whether it was to blame. To add one, write its file in this folder and name it in
/// ``all``.
struct ProbeKind: Sendable {
    /// The requests for a failure, the most telling first; none where they would decide nothing.
    let probes: @Sendable (ProbeSubject) -> [Probe]

    /// Controls come before the probes that they are for.
    static let all: [ProbeKind] = [
        .authorizationAsSent, .unknownRedirectURI, .registeredRedirectURI, .redirectURIHost, .registeredScopes,
        .noResource, .unknownSecret, .clientAuthenticationMethod, .clientAuthenticationEncoding,
        .currentToken, .introspection, .userinfo, .hostSpelling,
    ]

    /// At most a handful, and something of each kind before more of any.
    static func choose(for subject: ProbeSubject, most count: Int = 6) -> [Probe] {
        var waiting = all.map { $0.probes(subject)[...] }.filter { !$0.isEmpty }
        var chosen: [Probe] = []
        while !waiting.isEmpty, chosen.count < count {
            chosen += waiting.compactMap(\.first).prefix(count - chosen.count)
            waiting = waiting.map { $0.dropFirst() }.filter { !$0.isEmpty }
        }
        return chosen
    }
}
