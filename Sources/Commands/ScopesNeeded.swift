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

enum ScopesNeeded {
    static let command = Command(
        "scopes needed", .look, "the scope that a call needs, as far as the session has seen it",
        operands: [
            OperandShape("METHOD", .word, "GET, POST…"),
            OperandShape("PATH", .word, "a path of the provider's API, or a URL"),
        ],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["scopes needed GET /oauth/userinfo"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let method = (call.text(0) ?? "").uppercased()
        let url = String(provider.url(call.text(1) ?? "").prefix { $0 != "?" && $0 != "#" })
        let calls = try bench.store().calls(of: method, url).map(RecordedExchange.init)
        if let demand = calls.last(where: { $0.demandedScope?.isEmpty == false }), let scope = demand.demandedScope {
            return .report(
                ReportAnswer(
                    lines: [
                        .init(.title, "\(method) \(call.text(1) ?? "") needs \(scope.text)"),
                        .init(.fact, "demands it in its challenge", label: "#\(demand.number)"),
                    ], json: ["scope": JSON(scope.text), "confidence": "proved", "exchange": JSON(demand.number)]))
        }
        if calls.isEmpty, let known = provider.endpointScopes["\(method) \(call.text(1) ?? "")"] {
            return .report(
                ReportAnswer(
                    lines: [
                        .init(.title, "\(method) \(call.text(1) ?? "") needs \(known)"),
                        .init(.fact, "says what is known of \(provider.name)", label: "preset"),
                    ], json: ["scope": JSON(known), "confidence": "documented"]))
        }
        return try opened(calls, method, call.text(1) ?? "", bench)
    }

    /// What all tokens have in common that opened it: it needs no more than that.
    private static func opened(
        _ calls: [RecordedExchange], _ method: String, _ path: String, _ bench: isolated Workbench
    ) throws(Diagnostic) -> Answer {
        var common: Scope?
        var last: Int64 = 0
        for exchange in calls where (exchange.status ?? 500) < 400 {
            guard let id = exchange.token, let token = try bench.store().token(id) else { continue }
            common = common.map { $0.intersection(token.tokens.scope) } ?? token.tokens.scope
            last = exchange.number
        }
        guard let common else {
            throw Diagnostic(
                .execution, "scope-unknown", "this session has not seen what \(method) \(path) needs",
                advice: ["call it once: \(method.lowercased()) \(path)", "`scopes probe` calls all that is known"])
        }
        return .report(
            ReportAnswer(
                lines: [
                    .init(.title, "\(method) \(path) needs no more than \(common.isEmpty ? "any token" : common.text)"),
                    .init(.fact, "was opened with that", label: "#\(last)"),
                ], json: ["scope": JSON(common.text), "confidence": "likely", "exchange": JSON(last)]))
    }
}
