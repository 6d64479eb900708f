internal import Answers
internal import Diagnosis
internal import Diagnostics
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ScopesCommand {
    static let command = Command(
        "scopes", .look, "the ledger: what became of each scope, from registration to what a resource demanded",
        options: [OptionShape("token", value: "NUMBER", "of this token instead of the current one")],
        details: """
            One row a scope, one column a place where it stands or not: what the client is registered for, what the \
            provider advertises, what was asked, what was granted at first, what the response of this token says, what the \
            token itself and introspection say, what a resource demanded. Where a scope was lost is marked.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["scopes", "scopes --token 1"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let session = call.has("token") ? try TokenUse.find(call.option("token"), bench) : try bench.tokenIfAny()
        guard let session else { return try await beforeTokens(bench) }
        let newest = try bench.store().exchanges(last: 1).last
        let evidence = try await bench.evidence(
            .command(FailedCommand(code: "", line: "", token: session.id)), around: newest?.number ?? 0,
            provider: session.provider, url: nil)
        guard let token = evidence.tokens.first(where: { $0.id == session.id }) else { return .nothing }
        let calls = evidence.exchanges.filter { $0.credential?.value == token.tokens.accessToken }
        let demanded = calls.compactMap(\.demandedScope).reduce(Scope()) { $0.union($1) }
        return LedgerReport(
            ledger: ScopeLedger(of: token, demanded: demanded, in: evidence), name: "token \(token.id)",
            chain: try DelegationChain(of: token.tokens.accessToken, in: session, bench)
        ).answer
    }

    /// Before there is a token: what could be asked for, and what the last authorization asked.
    private static func beforeTokens(_ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let authorization = try? bench.authorization()
        // What came with an archive has an authorization, and no client of this session.
        let client = authorization == nil ? try bench.client() : try? bench.client()
        var sets: [ScopeLedger.Hop: Scope] = [:]
        if let scope = client?.registration.scope, !scope.isEmpty { sets[.registered] = scope }
        sets[.advertised] = provider.server.scopesSupported.map { Scope($0) }
        if let authorization { sets[.asked] = authorization.scope }
        let name = client.map { "the client \($0.label)" } ?? authorization.map { "authorization \($0.id)" } ?? ""
        return LedgerReport(ledger: ScopeLedger(sets), name: name).answer
    }
}

/// The ledger as an answer.
struct LedgerReport {
    let ledger: ScopeLedger
    /// Of what: `token 2`.
    let name: String
    /// The exchanges that the token came by.
    var chain: DelegationChain?

    var answer: Answer { .report(ReportAnswer(lines: lines + (chain?.lines ?? []), json: json)) }

    private var lines: [ReportAnswer.Line] {
        guard !ledger.rows.isEmpty else { return [.init(.title, "no scope is known of \(name)")] }
        let explained = ledger.rows.compactMap(\.explanation).map { ReportAnswer.Line(.bad, $0) }
        let remarks = ledger.rows.compactMap(\.remark).map { ReportAnswer.Line(.fact, $0) }
        return [.init(.title, "scopes of \(name)")] + table.map { .init(cells: $0) } + explained + remarks
            + ledger.changes.map { .init(.fact, $0) }
    }

    private var table: [[String]] {
        [["scope"] + ledger.hops.map(\.rawValue)]
            + ledger.rows.map { row in [row.scope] + ledger.hops.map { cell(row, $0) } }
    }

    private func cell(_ row: ScopeLedger.Row, _ hop: ScopeLedger.Hop) -> String {
        guard let isThere = row.marks[hop] else { return "?" }
        return isThere ? "yes" : row.lostAt == hop ? "LOST" : "no"
    }

    private var json: JSON {
        [
            "scopes": JSON(
                ledger.rows.map { row in
                    JSON(
                        members: [("scope", JSON(row.scope))]
                            + ledger.hops.map { hop in (hop.rawValue, row.marks[hop].map { JSON($0) } ?? .null) }
                            + [
                                ("lost_at", row.lostAt.map { JSON($0.rawValue) } ?? .null),
                                ("explanation", row.explanation.map { JSON($0) } ?? .null),
                                ("remark", row.remark.map { JSON($0) } ?? .null),
                            ])
                }),
            "changes": JSON(ledger.changes.map { JSON($0) }), "delegation": chain?.json ?? [],
        ]
    }
}
