internal import HTTPMessage

/// An exchange, folded: one line, and behind it request, response and timing.
struct ExchangeContent {
    let method: String
    /// Nil where the URL is none; then ``path`` has all of it.
    let origin: String?
    let path: String
    let hasQuery: Bool
    let status: String
    /// `s2` for 2xx.
    let statusStyle: String
    /// The phases against the longest exchange of the recipe.
    let bar: [Phase]
    let time: String
    let request: SideContent
    let response: SideContent?
    /// Why there is no response.
    let problem: String?
    let hasPhases: Bool
    /// The phases against the whole exchange.
    let phases: [Phase]
    /// What else is known of the connection.
    let notes: [String]

    /// A part of the time that an exchange took.
    struct Phase {
        let style: String
        let title: String
        let length: String
        /// Hundredths of the whole width, with one decimal.
        let width: String
    }

    /// - Parameter longest: what the whole width of a bar stands for, in microseconds.
    init(_ report: ExchangeReport, longest: Int64) {
        let exchange = report.exchange
        let parts = URLParts(exchange.request.url)
        method = exchange.request.method
        origin = parts?.origin
        path = parts?.path ?? exchange.request.url
        hasQuery = parts?.query != nil
        status = ExchangeContent.status(of: exchange)
        statusStyle = "s\(exchange.response.map { min(5, max(1, $0.status / 100)) } ?? 5)"
        bar = ExchangeContent.phases(of: exchange.timing, whole: longest)
        time = Moment.words(microseconds: exchange.timing.total)
        request = SideContent(requestOf: exchange)
        response = exchange.response.map(SideContent.init)
        problem = response == nil ? exchange.failure?.message ?? "There was no response." : nil
        phases = ExchangeContent.phases(of: exchange.timing, whole: exchange.timing.total)
        hasPhases = !phases.isEmpty
        let peer = exchange.peer.map { "peer \($0)" }
        let tls = exchange.tls.map { "\($0.version), \($0.verified ? "verified" : "NOT verified")" }
        notes = [peer, tls].compactMap(\.self) + ["exchange \(report.number), \(report.purpose)"]
    }

    private static func status(of exchange: HTTPExchange) -> String {
        guard let response = exchange.response else { return exchange.failure?.code.rawValue ?? "none" }
        return response.reason.isEmpty ? "\(response.status)" : "\(response.status) \(response.reason)"
    }

    private static func phases(of timing: HTTPTiming, whole: Int64) -> [Phase] {
        let connected = max(timing.lookup, timing.connect)
        let secured = max(connected, timing.tls)
        let answered = max(secured, timing.firstByte)
        return [
            ("p1", "lookup", timing.lookup), ("p2", "connect", connected - timing.lookup),
            ("p3", "TLS", secured - connected), ("p4", "wait", answered - secured),
            ("p5", "receive", max(0, timing.total - answered)),
        ].filter { $0.2 > 0 }.map { style, title, length in
            let thousandths = 1000 * length / max(1, whole)
            return Phase(
                style: style, title: title, length: Moment.words(microseconds: length),
                width: "\(thousandths / 10).\(thousandths % 10)")
        }
    }
}

/// A request or a response: its fields, and its bodies with the parameters of the query first.
struct SideContent {
    let title: String
    let count: Int
    let fields: [Field]
    let bodies: [BodyContent]

    struct Field {
        let name: String
        let value: String
    }

    init(requestOf exchange: HTTPExchange) {
        let request = exchange.request
        let query = FormParameters.parse(URLParts(request.url)?.query ?? "")
        let body = BodyContent(request.body ?? [], of: request.headers["Content-Type"])
        var bodies = query.isEmpty ? [] : [BodyContent(parameters: query)]
        if bodies.isEmpty || request.body?.isEmpty == false { bodies.append(body) }
        self.init("Request", exchange.sentHead.map(SideContent.fields) ?? SideContent.fields(request.headers), bodies)
    }

    init(_ response: HTTPResponse) {
        self.init(
            "Response", SideContent.fields(response.headers),
            [BodyContent(response.body, of: response.headers["Content-Type"])])
    }

    private init(_ title: String, _ fields: [Field], _ bodies: [BodyContent]) {
        self.title = title
        count = fields.count
        self.fields = fields
        self.bodies = bodies
    }

    private static func fields(_ headers: HTTPHeaders) -> [Field] {
        headers.map { Field(name: $0.name, value: $0.value) }
    }

    /// The fields of a head as it went over the wire, without its first line.
    private static func fields(_ head: String) -> [Field] {
        head.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            return Field(name: String(halves[0]), value: String(halves[1].drop { $0 == " " }))
        }
    }
}
