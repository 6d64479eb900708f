internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Session
internal import Workbench

/// Gathers what the rules need to judge one subject.
struct EvidenceCollector {
    let bench: Workbench
    private let store: SessionStore
    private var exchanges: [Int64: SessionExchange] = [:]
    private var authorizations: [Int64: SessionAuthorization] = [:]
    private var tokens: [Int64: SessionToken] = [:]
    private var secretKinds: [String: String] = [:]

    init(_ bench: isolated Workbench) throws(Diagnostic) {
        self.bench = bench
        store = try bench.store()
    }

    /// - Parameter number: the exchange that is asked about, or the newest where it is none.
    mutating func collect(
        _ subject: Subject, around number: Int64, provider: Provider, fingerprint: Fingerprint
    ) throws(Diagnostic) -> Evidence {
        let entry = try store.exchange(number)
        if let entry { try gather(around: entry, fingerprint) }
        try gatherNeighbours(of: number)
        if case .authorization(let id) = subject { try gather(authorization: id) }
        if case .command(let command) = subject, let id = command.token { try gather(token: id) }
        try gatherLineages()
        return Evidence(
            subject: subject, provider: RecordedProvider(provider),
            exchanges: exchanges.values.map(RecordedExchange.init),
            authorizations: authorizations.values.sorted { $0.id < $1.id }.map(RecordedAuthorization.init),
            clients: try store.clientVersions(of: provider.name).map(RecordedClient.init),
            tokens: try recordedTokens(), secretKinds: secretKinds, mask: SecretMask(fingerprint))
    }

    private mutating func add(_ entries: [SessionExchange], replacing: Bool = true) {
        for entry in entries where replacing || exchanges[entry.number] == nil { exchanges[entry.number] = entry }
    }

    private mutating func add(_ found: [SessionAuthorization]) {
        for authorization in found { authorizations[authorization.id] = authorization }
    }

    /// The exchange itself, what it was redirected from, and all that carried the same secrets.
    private mutating func gather(around entry: SessionExchange, _ fingerprint: Fingerprint) throws(Diagnostic) {
        add([entry])
        var before = entry.context.redirectOf
        while let number = before, exchanges[number] == nil, let other = try store.exchange(number) {
            add([other])
            before = other.context.redirectOf
        }
        let request = entry.exchange.request
        var related: Set<Int64> = []
        for value in request.markedValues {
            related.formUnion(try store.exchanges(marked: fingerprint.number(of: value)))
        }
        add(try store.exchanges(numbered: related.subtracting([entry.number])))
        let form = FormParameters.parse(String(decoding: (request.body ?? []).prefix(1 << 16), as: UTF8.self))
        add(try store.authorizations(last: 30, withCode: form.first("code")))
        if let id = entry.context.authorization { try gather(authorization: id) }
        let credential = request.headers["Authorization"]?.split(separator: " ", maxSplits: 1).last.map(String.init)
        let value = form.first("refresh_token") ?? form.first("token") ?? credential
        for token in try store.tokens(last: 40, holding: value) { tokens[token.id] = token }
        if let id = entry.context.token { try gather(token: id) }
        if let credential { secretKinds[credential] = try store.kind(ofSecret: credential) }
    }

    private mutating func gather(authorization id: Int64) throws(Diagnostic) {
        if authorizations[id] == nil, let found = try store.authorization(id) { authorizations[id] = found }
        add(try store.exchanges(ofAuthorization: id))
    }

    private mutating func gather(token id: Int64) throws(Diagnostic) {
        if tokens[id] == nil, let found = try store.token(id) { tokens[id] = found }
    }

    /// What was sent to the endpoints of the authorization server, and the calls round about.
    private mutating func gatherNeighbours(of number: Int64) throws(Diagnostic) {
        for purpose in [ExchangePurpose.token, .introspection, .revocation, .management, .metadata] {
            add(try store.exchanges(purpose, around: number), replacing: false)
        }
        add(try store.exchanges(.browser, around: number), replacing: false)
        add(try store.calls(around: number), replacing: false)
        if authorizations.isEmpty { add(try store.authorizations(last: 30)) }
        if tokens.isEmpty { for token in try store.tokens(last: 40) { tokens[token.id] = token } }
    }

    /// Each set of tokens back to the one that began its family, its authorization, and the exchange that brought it.
    private mutating func gatherLineages() throws(Diagnostic) {
        var next = tokens.values.compactMap(\.parent)
        while let id = next.popLast() {
            guard tokens[id] == nil, tokens.count < 500, let token = try store.token(id) else { continue }
            tokens[id] = token
            if let parent = token.parent { next.append(parent) }
        }
        for id in tokens.values.compactMap(\.authorization) where authorizations[id] == nil {
            authorizations[id] = try store.authorization(id)
        }
        let missing = Set(tokens.values.compactMap(\.exchange)).subtracting(exchanges.keys)
        add(try store.exchanges(numbered: missing))
    }

    private func recordedTokens() throws(Diagnostic) -> [RecordedToken] {
        var ids: [Int64: String] = [:]
        for id in Set(tokens.values.compactMap(\.client)) { ids[id] = try store.client(id)?.registration.id }
        return tokens.values.sorted { $0.id < $1.id }.map { token in
            RecordedToken(token, clientID: token.client.flatMap { ids[$0] })
        }
    }
}
