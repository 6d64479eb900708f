internal import Answers
internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Remarks
internal import Script
internal import Session
internal import Workbench

enum LintCommand {
    static let command = Command(
        "lint", .look, "check metadata of servers, resources and clients against the RFCs and RFC 9700",
        operands: [
            OperandShape(
                "DOCUMENT", .word, required: false,
                "a URL, a file, or the JSON itself; the provider and the client in use if left out")
        ],
        options: [
            OptionShape("strict", "fail where something is wrong, for CI"),
            OptionShape("list", "list the checks instead"),
        ] + SendingOptions.shapes,
        details: """
            What a document describes is recognised by its members: an authorization server (RFC 8414), a protected \
            resource (RFC 9728) or a client (RFC 7591). The URL of an issuer will do too: its well-known addresses are \
            tried. What is wrong is against a standard, what is weak is advised against.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .judged,
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: [
            "lint", "lint https://issuer.example/.well-known/openid-configuration",
            "lint https://issuer.example --strict",
        ],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        if call.has("list") { return list }
        let reports: [Report]
        if let text = call.text(0) {
            reports = [try await report(on: text, call, bench)]
        } else {
            reports = try await reportsOnSession(bench)
        }
        let answer = Answer.list(reports.map(\.answer))
        let wrong = reports.flatMap(\.remarks).filter { $0.severity == .wrong }
        guard call.has("strict"), let first = wrong.first else { return answer }
        await bench.show(answer, of: call)
        bench.shownRefusal = bench.last?.number
        throw Diagnostic(
            .expectation, "lint", "\(wrong.count == 1 ? "1 thing is" : "\(wrong.count) things are") wrong",
            source: call.source, range: call.range, found: "\(first.name): \(first.text)")
    }

    private struct Report {
        let title: String
        let remarks: [Remark]

        var answer: Answer {
            RemarkReport(title: title, remarks: remarks, goodText: "nothing is wrong with it").answer
        }
    }

    private static var list: Answer {
        .table(
            AnswerTable(
                ["name", "severity", "document", "reference", "checks that"],
                rows: LintCheck.all.map { check in
                    [
                        .init(JSON(check.name)), .init(JSON(check.severity.rawValue)), .init(JSON(check.kind.rawValue)),
                        .init(JSON(check.section)), .init(JSON(check.summary)),
                    ]
                }, emptyText: "there are no checks", minor: ["reference"]))
    }

    // MARK: The session

    private static func reportsOnSession(_ bench: isolated Workbench) async throws(Diagnostic) -> [Report] {
        let provider = try await bench.provider()
        let document = LintDocument(provider.server, answered: try answered(provider, bench))
        var reports = [Report(title: "the provider \(provider.name)", remarks: LintCheck.remarks(on: document))]
        if let client = try? bench.client() {
            reports.append(
                Report(
                    title: "the client \(client.label)",
                    remarks: Lint.client(client.registration, at: RecordedProvider(provider))))
        }
        return reports
    }

    /// The newest document that the session has of the provider's issuer.
    private static func answered(_ provider: Provider, _ bench: isolated Workbench) throws(Diagnostic) -> JSON? {
        guard let issuer = provider.server.issuer else { return nil }
        return try bench.store().exchanges(last: 50, of: .metadata).lazy
            .compactMap { entry in entry.exchange.response.flatMap { $0.status == 200 ? json($0.body) : nil } }
            .first { $0["issuer"]?.string == issuer }
    }

    // MARK: A document

    private static func report(
        on text: String, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Report {
        let server = try? await bench.provider().server
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            return try await report(onURL: text, server, call, bench)
        }
        let isText = text.drop { $0.isWhitespace }.hasPrefix("{")
        let content = isText ? text : try bench.text(ofFile: text, namedIn: call)
        let body = Array(content.utf8)
        guard let json = json(body), let document = LintDocument(json, server: server) else {
            throw unknown(isText ? "the text" : text, json(body), call)
        }
        return Report(
            title: "\(document.kind.words)\(isText ? "" : ", \(text)")", remarks: LintCheck.remarks(on: document))
    }

    private static func report(
        onURL url: String, _ server: AuthorizationServer?, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Report {
        let first = try await fetch(url, call, bench)
        if let document = document(first, at: url, server) { return report(on: document, at: url) }
        if url.contains("/.well-known/") { throw refusal(of: first, url, call) }
        let places =
            ((try? MetadataPlace.places(ofIssuer: url)) ?? []) + ((try? MetadataPlace.places(ofResource: url)) ?? [])
        for place in places {
            let entry = try await fetch(place.url, call, bench)
            if let document = document(entry, at: place.url, server) { return report(on: document, at: place.url) }
        }
        throw refusal(of: first, url, call)
    }

    private static func report(on document: LintDocument, at url: String) -> Report {
        Report(title: "\(document.kind.words), \(url)", remarks: LintCheck.remarks(on: document))
    }

    private static func document(_ entry: SessionExchange, at url: String, _ server: AuthorizationServer?)
        -> LintDocument?
    {
        guard let response = entry.exchange.response, (200..<300).contains(response.status),
            let json = json(response.body)
        else { return nil }
        return LintDocument(json, place: url, server: server)
    }

    private static func fetch(
        _ url: String, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> SessionExchange {
        try await bench.send(
            HTTPRequest("GET", url, headers: [HTTPHeader("Accept", "application/json")]), for: call,
            options: try bench.sendingOptions(of: call), policy: .follow(), purpose: .metadata,
            context: ExchangeContext())
    }

    /// The value of a body, without a byte order mark before it.
    private static func json(_ body: [UInt8]) -> JSON? {
        try? JSON(parsing: body.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(body.dropFirst(3)) : body)
    }

    private static func refusal(of entry: SessionExchange, _ url: String, _ call: CommandContext) -> Diagnostic {
        guard let response = entry.exchange.response, !(200..<300).contains(response.status) else {
            return unknown(url, entry.exchange.response.flatMap { json($0.body) }, call)
        }
        return Diagnostic(
            .execution, "no-document", "there is no document at \(url)", source: call.source, range: call.range,
            found: "the server answered \(response.status)", advice: ["`log \(entry.number)` shows what came"])
    }

    private static func unknown(_ name: String, _ json: JSON?, _ call: CommandContext) -> Diagnostic {
        let members = json?.members?.prefix(8).map { PrintableText.safe($0.name, limit: 60) }.joined(separator: ", ")
        return Diagnostic(
            .execution, "unknown-document", "\(name) is not metadata that lint knows", source: call.source,
            range: call.range,
            found: members.map { $0.isEmpty ? "an object without members" : "an object with \($0)" }
                ?? (json == nil ? "it is not JSON" : "it is not a JSON object"),
            expected: "an object with issuer, resource or redirect_uris")
    }
}

extension LintDocument.Kind {
    fileprivate var words: String {
        switch self {
        case .server: "metadata of an authorization server"
        case .resource: "metadata of a protected resource"
        case .client: "metadata of a client"
        }
    }
}
