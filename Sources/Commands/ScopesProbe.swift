internal import Answers
internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ScopesProbe {
    static let command = Command(
        "scopes probe", .look,
        "call each known protected endpoint with the current token, and tabulate which scope opens which",
        options: [
            OptionShape("all", "other methods than GET too, with an empty JSON body"),
            OptionShape("id", value: "VALUE", "what stands for :id in a path (1)"),
        ] + SendingOptions.shapes,
        details: """
            The endpoints are those that the provider is known for and those that this session has called. A refusal of \
            the body (400) counts as open: the scope was enough.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil, recipe: .leftOut, locked: .refused,
            failure: .judgedWithAnswers, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["scopes probe", "scopes probe --all"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let token = try bench.token()
        let doors = try doors(call, provider, bench)
        guard !doors.isEmpty else {
            throw Diagnostic(
                .execution, "no-endpoints", "no protected endpoint of \(provider.name) is known",
                advice: ["call one first: get /some/path"])
        }
        let options = try bench.sendingOptions(of: call)
        var results: [DoorResult] = []
        for door in doors {
            let draft = try bench.protocolStep { () throws(OAuthError) in
                try ProtectedResourceRequest(
                    door.method, provider.url(door.path),
                    headers: [HTTPHeader("Accept", "application/json, */*;q=0.5")],
                    content: door.method == "GET" ? .none : .json([:])
                ).draft(with: token.tokens)
            }
            let entry = try await bench.exchange(
                draft.httpRequest, for: call, options: options, purpose: .resource,
                context: ExchangeContext(provider: provider.name, token: token.id))
            results.append(DoorResult(door: door, entry: entry))
        }
        return answer(results, token)
    }

    /// Methods and paths to try, each once.
    private static func doors(
        _ call: CommandContext, _ provider: Provider, _ bench: isolated Workbench
    ) throws(Diagnostic) -> [Door] {
        let newest = try bench.store().exchanges(last: 1).last?.number ?? 0
        let called = try bench.store().calls(around: newest).compactMap { entry -> Door? in
            guard entry.context.provider == provider.name else { return nil }
            let url = entry.exchange.request.url.prefix { $0 != "?" && $0 != "#" }
            guard url.hasPrefix(provider.baseURL + "/") else { return nil }
            return Door(method: entry.exchange.request.method, path: String(url.dropFirst(provider.baseURL.count)))
        }
        let known = provider.endpoints.compactMap { Door($0, id: call.option("id") ?? "1") }
        var seen: Set<Door> = []
        return (known + called).filter { door in
            let isManagement = provider.clientsURL.map { provider.url(door.path).hasPrefix($0) } ?? false
            let isProtocol = [provider.server.tokenEndpoint, provider.server.authorizationEndpoint].contains(
                provider.url(door.path))
            return !isManagement && !isProtocol && (door.method == "GET" || call.has("all"))
                && seen.insert(door).inserted
        }
    }

    private static func answer(_ results: [DoorResult], _ token: SessionToken) -> Answer {
        let rows = results.map { result in
            [
                AnswerTable.Cell(JSON(result.entry.number)), AnswerTable.Cell(JSON(result.door.method)),
                AnswerTable.Cell(JSON(result.door.path)),
                AnswerTable.Cell(result.entry.exchange.response.map { JSON($0.status) } ?? .null),
                AnswerTable.Cell(
                    result.isOpen.map { JSON($0) } ?? .null,
                    shown: result.isOpen.map { $0 ? "open" : "shut" } ?? "unknown"),
                AnswerTable.Cell(result.demanded.map { JSON($0.text) } ?? .null),
            ]
        }
        return .table(
            AnswerTable(
                ["n", "method", "path", "status", "with \(token.tokens.scope.text)", "demands"], rows: rows,
                emptyText: "nothing was called"))
    }
}

/// An endpoint that a scope may open.
private struct Door: Hashable, Sendable {
    let method: String
    let path: String

    init(method: String, path: String) {
        self.method = method
        self.path = path
    }

    /// - Parameter text: `GET /oauth/characters/:id`.
    init?(_ text: String, id: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2 else { return nil }
        method = words[0]
        path = words[1].split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? id : String($0) }.joined(separator: "/")
    }
}

private struct DoorResult: Sendable {
    let door: Door
    let entry: SessionExchange

    var demanded: Scope? { RecordedExchange(entry).demandedScope }

    /// Nil where the answer says nothing of the scope.
    var isOpen: Bool? {
        guard let status = entry.exchange.response?.status, status < 500, status != 429 else { return nil }
        return status != 401 && status != 403
    }
}
