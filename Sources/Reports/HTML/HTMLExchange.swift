internal import HTTPMessage
internal import JSONKit

/// An exchange, folded: one line, and behind it request, response and timing.
struct HTMLExchange {
    let report: ExchangeReport
    /// The longest exchange of the recipe, in microseconds: the whole width of a bar.
    let longest: Int64

    init(_ report: ExchangeReport, longest: Int64) {
        self.report = report
        self.longest = max(1, longest)
    }

    private var exchange: HTTPExchange { report.exchange }

    var html: String {
        """
        <details class="exchange"><summary><b class="method">\(Markup.escaped(exchange.request.method))</b>\
        <span class="url">\(address)</span>\(status)\
        <span class="bar" aria-hidden="true">\(bar)</span>\
        <span class="time">\(Moment.words(microseconds: exchange.timing.total))</span></summary>
        <div class="sides">\(request)\(response)</div>\(timing)</details>
        """
    }

    /// The path in front, since the host is mostly the same.
    private var address: String {
        guard let parts = URLParts(exchange.request.url) else { return Markup.escaped(exchange.request.url) }
        let query = parts.query == nil ? "" : "<span class=\"dim\">?…</span>"
        return "<span class=\"dim\">\(Markup.escaped(parts.origin))</span>\(Markup.escaped(parts.path))\(query)"
    }

    private var status: String {
        guard let response = exchange.response else {
            return "<span class=\"status s5\">\(Markup.escaped(exchange.failure?.code.rawValue ?? "none"))</span>"
        }
        let family = min(5, max(1, response.status / 100))
        let reason = Markup.escaped(response.reason)
        return "<span class=\"status s\(family)\">\(response.status)\(reason.isEmpty ? "" : " \(reason)")</span>"
    }

    // MARK: Request and response

    private var request: String {
        let head = exchange.sentHead.map(HTMLExchange.fields) ?? exchange.request.headers.map { ($0.name, $0.value) }
        let body = HTMLBody(exchange.request.body ?? [], of: exchange.request.headers["Content-Type"])
        return side(
            "Request", head, query + (query.isEmpty || exchange.request.body?.isEmpty == false ? body.html : ""))
    }

    /// The parameters of the query, decoded.
    private var query: String {
        let parameters = FormParameters.parse(URLParts(exchange.request.url)?.query ?? "")
        return parameters.isEmpty ? "" : HTMLBody.list(parameters)
    }

    private var response: String {
        guard let response = exchange.response else {
            let message = Markup.escaped(exchange.failure?.message ?? "There was no response.")
            return "<div><h4>No response</h4><p class=\"message\">\(message)</p></div>"
        }
        let head = response.headers.map { ($0.name, $0.value) }
        return side("Response", head, HTMLBody(response.body, of: response.headers["Content-Type"]).html)
    }

    private func side(_ title: String, _ fields: [(String, String)], _ body: String) -> String {
        let rows = fields.map { "<dt>\(Markup.escaped($0))</dt><dd>\(Markup.escaped($1))</dd>" }
        return "<div><h4>\(title)</h4><details class=\"headers\"><summary>\(fields.count) headers</summary>"
            + "<dl>\(rows.joined())</dl></details>\(body)</div>"
    }

    /// The fields of a head as it went over the wire, without its first line.
    private static func fields(_ head: String) -> [(String, String)] {
        head.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            return (String(halves[0]), String(halves[1].drop { $0 == " " }))
        }
    }

    // MARK: Timing

    private var phases: [(name: String, title: String, length: Int64)] {
        let timing = exchange.timing
        let connected = max(timing.lookup, timing.connect)
        let secured = max(connected, timing.tls)
        let answered = max(secured, timing.firstByte)
        return [
            ("p1", "lookup", timing.lookup), ("p2", "connect", connected - timing.lookup),
            ("p3", "TLS", secured - connected), ("p4", "wait", answered - secured),
            ("p5", "receive", max(0, timing.total - answered)),
        ].filter { $0.length > 0 }
    }

    private var bar: String { bar(of: longest) }

    /// - Parameter whole: what the whole width stands for, in microseconds.
    private func bar(of whole: Int64) -> String {
        phases.map { "<i class=\"\($0.name)\" style=\"width:\(share($0.length, of: whole))%\"></i>" }.joined()
    }

    /// Hundredths, with one decimal.
    private func share(_ length: Int64, of whole: Int64) -> String {
        let thousandths = 1000 * length / max(1, whole)
        return "\(thousandths / 10).\(thousandths % 10)"
    }

    private var timing: String {
        let items = phases.map {
            "<li><i class=\"\($0.name)\"></i>\($0.title) <b>\(Moment.words(microseconds: $0.length))</b></li>"
        }
        let peer = exchange.peer.map { "<li class=\"dim\">peer \(Markup.escaped($0))</li>" } ?? ""
        let tls = exchange.tls.map {
            "<li class=\"dim\">\(Markup.escaped($0.version)), \($0.verified ? "verified" : "NOT verified")</li>"
        }
        return "<ul class=\"timing\">\(items.joined())\(peer)\(tls ?? "")"
            + "<li class=\"dim\">exchange \(report.number), \(Markup.escaped(report.purpose))</li></ul>"
            + (phases.isEmpty ? "" : "<div class=\"span\" aria-hidden=\"true\">\(bar(of: exchange.timing.total))</div>")
    }
}
