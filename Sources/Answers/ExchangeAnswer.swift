public import HTTPMessage
internal import Interchange
public import JSONKit
internal import Redaction
public import Session

/// An exchange as a person looks at it.
public struct ExchangeAnswer: Sendable {
    /// The number of the exchange in the session.
    public var number: Int64
    /// What the request was for.
    public var purpose: ExchangePurpose
    /// The HTTP method of the request.
    public var method: String
    /// The URL of the request.
    public var url: String
    /// The HTTP status of the response; nil where none came.
    public var status: Int?
    /// The reason phrase of the response (RFC 9112 §4); empty where it has none.
    public var reason: String
    /// Why there was no response.
    public var failure: String?
    /// How long each part of the exchange took.
    public var timing: HTTPTiming
    /// Bytes of the body as it came, decoded.
    public var size: Int
    /// The body of the response in the form that is shown.
    public var body: Body
    /// A binary body's bytes.
    package var raw: [UInt8] = []
    private let isText: Bool
    /// What is shown of a JSON body in its place, where most of it is for no one to read.
    public package(set) var brief: JSON?
    /// The pictures that it brought.
    public package(set) var pictures: [SavedPicture] = []
    /// What else is shown: any of request, headers, timing, TLS.
    public var parts: [Part]
    /// What is odd about it, and what came of it.
    public var notes: [String]

    /// A body in the form that is shown.
    public enum Body: Sendable {
        case none
        case json(JSON)
        case text(String)
        case binary(String)
        /// It was shown as it came.
        case streamed
    }

    /// A heading and lines under it.
    public struct Part: Sendable {
        /// The heading.
        public let title: String
        /// The lines under the heading.
        public let lines: [String]

        /// A part with its heading.
        package init(title: String, lines: [String]) {
            self.title = title
            self.lines = lines
        }
    }

    /// An exchange of the session without parts, which are added afterwards.
    ///
    /// - Parameter showsBody: false leaves the body out.
    package init(_ entry: SessionExchange, showsBody: Bool = true, notes: [String] = []) {
        let exchange = entry.exchange
        number = entry.number
        purpose = entry.purpose
        method = exchange.request.method
        url = exchange.request.url
        status = exchange.response?.status
        reason = exchange.response?.reason ?? ""
        failure = exchange.failure?.message
        timing = exchange.timing
        size = exchange.response?.body.count ?? 0
        body = showsBody ? exchange.response.map(Body.init) ?? .none : .none
        parts = []
        isText = exchange.response?.mediaType.map { $0.hasPrefix("text/") || $0.contains("json") } ?? false
        if case .binary = body { raw = exchange.response?.body ?? [] }
        self.notes = notes + ExchangeAnswer.remarks(on: entry)
    }

    /// What must not go unnoticed.
    private static func remarks(on entry: SessionExchange) -> [String] {
        var remarks: [String] = []
        if entry.exchange.tls?.verified == false {
            remarks.append("the server is NOT verified (--insecure): anyone in between could read and change this")
        }
        if let response = entry.exchange.response, response.mediaType?.hasSuffix("json") == true,
            !response.body.isEmpty,
            case .failure(let error) = Result(catching: { () throws(JSONError) in try JSON(parsing: response.body) })
        {
            remarks.append("the body calls itself JSON and is not: \(error)")
        }
        if let before = entry.context.redirectOf { remarks.append("it follows the redirect of exchange \(before)") }
        return remarks
    }

    var json: JSON {
        JSON(present: [
            ("exchange", JSON(number)), ("purpose", JSON(purpose.rawValue)), ("method", JSON(method)),
            ("url", JSON(url)),
            ("status", status.map { JSON($0) }), ("error", failure.map { JSON($0) }),
            ("time_ms", JSON(Double(timing.total) / 1000)), ("size", JSON(size)), ("body", body.json),
            ("notes", JSON(notes.map { JSON($0) })),
            ("pictures", picturePaths),
        ])
    }

    /// Nil where there are none; a bare nil would be a JSON null.
    private var picturePaths: JSON? {
        guard !pictures.isEmpty else { return Optional<JSON>.none }
        return JSON(pictures.map { JSON($0.path) })
    }

    func masked(by masker: Masker) -> ExchangeAnswer {
        var masked = self
        masked.url = masker.mask(url)
        masked.reason = masker.maskOwn(reason)
        masked.body = body.masked(by: masker)
        // A text in another encoding is hidden in as well, a picture is left as it is.
        if isText { masked.raw = HTTPExchange.rewritten(raw, masker.mask) }
        masked.brief = brief.map(masker.mask)
        masked.parts = parts.map { Part(title: $0.title, lines: $0.lines.map(masker.mask)) }
        masked.notes = notes.map(masker.maskOwn)
        masked.failure = failure.map(masker.maskOwn)
        return masked
    }
}

extension ExchangeAnswer.Body {
    init(_ response: HTTPResponse) {
        if response.body.isEmpty {
            self = .none
        } else if let json = try? JSON(parsing: response.body) {
            self = .json(json)
        } else if let text = String(validating: response.body, as: UTF8.self), !text.utf8.contains(0) {
            self = .text(text)
        } else {
            self = .binary("\(response.body.count.counted("byte")) of \(response.mediaType ?? "unknown type")")
        }
    }

    var json: JSON? {
        switch self {
        case .none, .streamed: nil
        case .json(let json): json
        case .text(let text), .binary(let text): JSON(text)
        }
    }

    func masked(by masker: Masker) -> Self {
        switch self {
        case .json(let json): masker.hides(json.text()) ? .json(masker.mask(json)) : self
        case .text(let text): .text(masker.mask(text))
        case .none, .binary, .streamed: self
        }
    }
}
