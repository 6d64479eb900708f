package import Diagrams
internal import HTTPMessage
internal import OAuthCore
package import Session
package import Workbench

/// A flow as messages between four parties.
package struct FlowDiagram: Sendable {
    package enum Party: Int, Sendable, CaseIterable {
        case browser, keyway, server, resource

        package var name: String {
            switch self {
            case .browser: "browser"
            case .keyway: "Keyway"
            case .server: "authorization server"
            case .resource: "resource server"
            }
        }
    }

    package struct Message: Sendable {
        /// The exchange's number.
        package let number: Int64?
        package let from: Party
        package let to: Party
        /// `POST /oauth/token`.
        package let request: String
        /// `400 invalid_grant`.
        package let answer: String
        package let isFailure: Bool
        /// Why, in the words of the server's own operator.
        package let reason: String?
    }

    package let messages: [Message]

    /// The flow as it is drawn.
    package var sequence: SequenceDiagram {
        SequenceDiagram(
            parties: Party.allCases.map { .init($0.name) }, rows: messages.flatMap(FlowDiagram.rows))
    }

    private static func rows(_ message: Message) -> [SequenceDiagram.Row] {
        let from = message.from.name
        let to = message.to.name
        var rows: [SequenceDiagram.Row] = [.message(.init(message.number, from: from, to: to, message.request))]
        if !message.answer.isEmpty {
            rows.append(
                .message(.init(from: to, to: from, message.answer, isAnswer: true, isFailure: message.isFailure)))
        }
        if let reason = message.reason { rows.append(.note(.init("the sandbox's own reason", reason, of: to))) }
        return rows
    }

    /// - Parameters:
    ///   - basePath: what the paths of the provider's API begin with.
    ///   - reasons: what the sandbox's operator knows of its refusals.
    package init(_ entries: [SessionExchange], basePath: String = "", reasons: [SandboxRefusal] = []) {
        messages = entries.map { FlowDiagram.message($0, basePath, reasons) }
    }

    private static func message(_ entry: SessionExchange, _ basePath: String, _ reasons: [SandboxRefusal]) -> Message {
        let exchange = entry.exchange
        let isResource = [.resource, .userinfo].contains(entry.purpose)
        let status = exchange.response?.status
        let error = exchange.response.flatMap { $0.status >= 400 ? ServerError(response: $0)?.error : nil }
        let isFailure = (status ?? 500) >= 400
        let path = exchange.request.url.prefix { $0 != "?" && $0 != "#" }
        let host = URLParts(String(path))
        return Message(
            number: entry.number, from: entry.purpose == .browser ? .browser : .keyway,
            to: isResource ? .resource : .server,
            request: "\(exchange.request.method) \(shortened(host?.path ?? String(path), basePath))",
            answer: [status.map { String($0) } ?? exchange.failure?.code.rawValue, error].compactMap { $0 }.joined(
                separator: " "),
            isFailure: isFailure, reason: isFailure ? reason(of: entry, reasons) : nil)
    }

    /// As it is typed: without the path of the provider's base URL.
    private static func shortened(_ path: String, _ basePath: String) -> String {
        let isUnder = !basePath.isEmpty && path.hasPrefix(basePath + "/")
        return isUnder ? String(path.dropFirst(basePath.count)) : path
    }

    /// The refusal that the operator's log has for this request: the nearest in time.
    private static func reason(of entry: SessionExchange, _ reasons: [SandboxRefusal]) -> String? {
        let exchange = entry.exchange
        guard let parts = URLParts(exchange.request.url) else { return nil }
        let fitting = reasons.filter {
            $0.method == exchange.request.method && $0.path == parts.path && $0.status == exchange.response?.status ?? 0
                && $0.authority == "\(parts.host):\(parts.effectivePort ?? 0)"
        }
        let nearest = fitting.min { abs($0.time - exchange.startedAt) < abs($1.time - exchange.startedAt) }
        return nearest.flatMap { abs($0.time - exchange.startedAt) < 2000 ? $0.cause : nil }
    }
}
