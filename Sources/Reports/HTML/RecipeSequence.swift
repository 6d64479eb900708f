internal import Diagrams
internal import HTTPMessage

/// Who sent what to whom in a recipe.
struct RecipeSequence {
    private enum Lane: String, CaseIterable {
        case userAgent = "User agent"
        case keyway = "Keyway"
        case authorizationServer = "Authorization server"
        case resourceServer = "Resource server"
    }

    private var rows: [SequenceDiagram.Row] = []
    private var hosts: [Lane: String] = [:]

    /// More than a page can show at a glance.
    private static let limit = 60

    init(_ recipe: RecipeReport) {
        var count = 0
        for step in recipe.steps where !step.exchanges.isEmpty {
            guard count < RecipeSequence.limit else { break }
            if let title = step.title { rows.append(.heading(title)) }
            for command in step.commands { add(command, &count) }
        }
        let left = recipe.exchanges.count - count
        if left > 0 { rows.append(.remark("… and \(left) more, below")) }
    }

    var diagram: SequenceDiagram {
        SequenceDiagram(parties: Lane.allCases.map { .init($0.rawValue, host: hosts[$0]) }, rows: rows)
    }

    private mutating func add(_ command: CommandReport, _ count: inout Int) {
        let isBrowsed = command.exchanges.contains { $0.purpose == "browser" }
        if isBrowsed { add(from: .keyway, to: .userAgent, "open the authorization URL") }
        for exchange in command.exchanges {
            guard count < RecipeSequence.limit else { return }
            add(exchange)
            count += 1
        }
        if isBrowsed {
            let isBad = command.failure != nil
            let text = isBad ? "no code" : "callback with the code"
            add(from: .userAgent, to: .keyway, text, isAnswer: true, isFailure: isBad)
        }
    }

    private mutating func add(_ report: ExchangeReport) {
        let exchange = report.exchange
        let from: Lane = report.purpose == "browser" ? .userAgent : .keyway
        let to: Lane = ["resource", "userinfo"].contains(report.purpose) ? .resourceServer : .authorizationServer
        let parts = URLParts(exchange.request.url)
        if hosts[to] == nil, let parts { hosts[to] = parts.host + (parts.port.map { ":\($0)" } ?? "") }
        add(from: from, to: to, "\(exchange.request.method) \(parts?.path ?? exchange.request.url)")
        let answer =
            exchange.response.map { "\($0.status) \($0.reason)" } ?? exchange.failure?.code.rawValue ?? "nothing"
        add(from: to, to: from, answer, isAnswer: true, isFailure: (exchange.response?.status ?? 599) >= 400)
    }

    private mutating func add(
        from: Lane, to: Lane, _ text: String, isAnswer: Bool = false, isFailure: Bool = false
    ) {
        rows.append(
            .message(.init(from: from.rawValue, to: to.rawValue, text, isAnswer: isAnswer, isFailure: isFailure)))
    }
}
