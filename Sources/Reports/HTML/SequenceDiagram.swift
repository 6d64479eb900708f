internal import HTTPMessage

/// Who sent what to whom in a recipe, from top to bottom.
struct SequenceDiagram {
    enum Lane: Int, CaseIterable {
        case userAgent, keyway, authorizationServer, resourceServer

        var title: String {
            switch self {
            case .userAgent: "User agent"
            case .keyway: "Keyway"
            case .authorizationServer: "Authorization server"
            case .resourceServer: "Resource server"
            }
        }
    }

    enum Row {
        case step(String)
        case message(from: Lane, to: Lane, text: String, isAnswer: Bool, isBad: Bool)
        case remark(String)
    }

    private(set) var rows: [Row] = []
    private(set) var hosts: [Lane: String] = [:]

    /// More than a page can show at a glance.
    private static let limit = 60

    init(_ recipe: RecipeReport) {
        var count = 0
        for step in recipe.steps where !step.exchanges.isEmpty {
            guard count < SequenceDiagram.limit else { break }
            if let title = step.title { rows.append(.step(title)) }
            for command in step.commands { add(command, &count) }
        }
        let left = recipe.exchanges.count - count
        if left > 0 { rows.append(.remark("… and \(left) more, below")) }
    }

    private mutating func add(_ command: CommandReport, _ count: inout Int) {
        let isBrowsed = command.exchanges.contains { $0.purpose == "browser" }
        if isBrowsed {
            rows.append(
                .message(
                    from: .keyway, to: .userAgent, text: "open the authorization URL", isAnswer: false, isBad: false))
        }
        for exchange in command.exchanges {
            guard count < SequenceDiagram.limit else { return }
            add(exchange)
            count += 1
        }
        if isBrowsed {
            let isBad = command.failure != nil
            let text = isBad ? "no code" : "callback with the code"
            rows.append(.message(from: .userAgent, to: .keyway, text: text, isAnswer: true, isBad: isBad))
        }
    }

    private mutating func add(_ report: ExchangeReport) {
        let exchange = report.exchange
        let from: Lane = report.purpose == "browser" ? .userAgent : .keyway
        let to: Lane = ["resource", "userinfo"].contains(report.purpose) ? .resourceServer : .authorizationServer
        let parts = URLParts(exchange.request.url)
        if hosts[to] == nil, let parts { hosts[to] = parts.host + (parts.port.map { ":\($0)" } ?? "") }
        let call = "\(exchange.request.method) \(parts?.path ?? exchange.request.url)"
        rows.append(.message(from: from, to: to, text: call, isAnswer: false, isBad: false))
        let answer =
            exchange.response.map { "\($0.status) \($0.reason)" } ?? exchange.failure?.code.rawValue ?? "nothing"
        let isBad = (exchange.response?.status ?? 599) >= 400
        rows.append(.message(from: to, to: from, text: answer, isAnswer: true, isBad: isBad))
    }

    var lanes: [Lane] {
        Lane.allCases.filter { lane in
            rows.contains { row in
                if case .message(let from, let to, _, _, _) = row { from == lane || to == lane } else { false }
            }
        }
    }
}
