public import HTTPMessage
public import JSONKit

/// A message to a server as a draft: everything in it, client authentication included, can still be changed, repeated
/// or left out.
public struct OAuthRequest: Sendable, Equatable {
    /// The HTTP method.
    public var method: String
    /// The endpoint as the server names it, with the query that it may have of its own.
    public var url: String
    /// Header fields, in their order.
    public var headers: HTTPHeaders
    /// What is added to the query of the URL.
    public var query: FormParameters
    /// The body.
    public var content: Content

    /// What a message carries in its body.
    public enum Content: Sendable, Equatable {
        case none
        case form(FormParameters)
        case json(JSON)
        case bytes([UInt8])
    }

    /// A draft of these parts.
    public init(
        _ method: String, _ url: String, headers: HTTPHeaders = [], query: FormParameters = FormParameters(),
        content: Content = .none
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.query = query
        self.content = content
    }

    /// A message whose parameters go in a form body, and that wants JSON back.
    package static func form(to url: String, _ parameters: FormParameters) -> OAuthRequest {
        OAuthRequest(
            "POST", url,
            headers: [
                HTTPHeader("Content-Type", MediaType.form),
                HTTPHeader("Accept", "application/json"),
            ],
            content: .form(parameters))
    }

    /// A message with a JSON body, or none, that wants JSON back.
    package static func json(_ method: String, to url: String, _ body: JSON? = nil) -> OAuthRequest {
        var request = OAuthRequest(method, url, headers: [HTTPHeader("Accept", "application/json")])
        if let body {
            request.headers.add("Content-Type", "application/json")
            request.content = .json(body)
        }
        return request
    }
}

extension OAuthRequest {
    /// The parameters of the message: those of its form where it has one, else those of the query.
    public var parameters: FormParameters {
        get { if case .form(let form) = content { form } else { query } }
        set { if case .form = content { content = .form(newValue) } else { query = newValue } }
    }

    /// Sets a parameter: a member of a JSON body, else one of ``parameters``.
    public mutating func set(_ name: String, _ value: JSON) {
        if case .json(let body) = content {
            content = .json(body.setting(name, to: value))
        } else {
            parameters.set(name, value.string ?? value.text())
        }
    }

    /// Adds a parameter beside those of the same name. A JSON body has each member once, so that it is replaced there.
    public mutating func add(_ name: String, _ value: JSON) {
        if case .json = content { return set(name, value) }
        parameters.add(name, value.string ?? value.text())
    }

    /// Takes out all parameters, JSON members or, where there is neither, headers of this name.
    ///
    /// - Returns: whether there was anything of this name.
    @discardableResult
    public mutating func remove(_ name: String) -> Bool {
        if case .json(let body) = content, body[name] != nil {
            content = .json(body.setting(name, to: nil))
        } else if parameters.first(name) != nil {
            parameters.remove(name)
        } else if headers[name] != nil {
            headers[name] = nil
        } else {
            return false
        }
        return true
    }

    /// Where the message goes: the URL byte for byte as it was given, with the query added.
    public var targetURL: String { query.added(to: url) }

    /// The message as it is to be sent.
    public var httpRequest: HTTPRequest { HTTPRequest(method, targetURL, headers: headers, body: body) }

    private var body: [UInt8]? {
        switch content {
        case .none: nil
        case .form(let form): Array(form.encoded.utf8)
        case .json(let json): Array(json.text().utf8)
        case .bytes(let bytes): bytes
        }
    }
}
