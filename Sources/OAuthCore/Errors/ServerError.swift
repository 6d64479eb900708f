public import HTTPMessage
public import JSONKit

/// A server's own words about what it refused, made safe to show: control characters replaced, length bounded.
public struct ServerError: Sendable, Equatable {
    /// The error code: `invalid_grant`.
    public var error: String
    /// `error_description`, or the message of an API's error.
    public var description: String?
    /// `error_uri`: a page about the error.
    public var uri: String?
    /// The scope that a protected resource asks for (RFC 6750 §3).
    public var scope: String?
    /// The class that an API gives its errors: `permission_error`.
    public var type: String?
    /// The parameter that an API complains of.
    public var parameter: String?
    /// The code of an API's error object: `private_character`.
    public var detailCode: String?

    /// An error of these members.
    public init(
        error: String, description: String? = nil, uri: String? = nil, scope: String? = nil, type: String? = nil,
        parameter: String? = nil, detailCode: String? = nil
    ) {
        self.error = PrintableText.safe(error, limit: 200)
        self.description = description.map { PrintableText.safe($0) }
        self.uri = uri.map { PrintableText.safe($0) }
        self.scope = scope.map { PrintableText.safe($0) }
        self.type = type.map { PrintableText.safe($0, limit: 200) }
        self.parameter = parameter.map { PrintableText.safe($0, limit: 200) }
        self.detailCode = detailCode.map { PrintableText.safe($0, limit: 200) }
    }

    /// Reads an error from a response, whatever its status: of challenge and body, the challenge has the standard's code,
    /// and the body may tell more.
    public init?(response: HTTPResponse) {
        let inBody = ServerError(body: response)
        let challenges = AuthenticationChallenge.parse(response.headers)
        guard var error = challenges.lazy.compactMap({ ServerError(challenge: $0) }).first ?? inBody else { return nil }
        error.description = error.description ?? inBody?.description
        error.uri = error.uri ?? inBody?.uri
        error.type = inBody?.type
        error.parameter = inBody?.parameter
        error.detailCode = inBody?.detailCode
        self = error
    }

    /// Reads an error from a body of whatever media type: servers label theirs as they like. Other names than `error`
    /// count only where the status says that there is one.
    private init?(body response: HTTPResponse) {
        guard let json = try? JSON(parsing: response.body) else {
            self.init(text: response)
            return
        }
        if let error = ServerError(json: json) {
            self = error
        } else if response.status >= 400, let error = ServerError(dialect: json) {
            self = error
        } else {
            return nil
        }
    }

    /// Reads an error from a JSON body: the shape of RFC 6749 §5.2, a plain `{"error": "…"}`, or an API's error object
    /// `{"error": {"message", "type", "param", "code"}}`; nil where the body is none of these.
    public init?(json: JSON) {
        guard let error = json["error"] else { return nil }
        if let code = error.string, !code.isEmpty {
            self.init(
                error: code, description: json["error_description"]?.string ?? json["message"]?.string,
                uri: json["error_uri"]?.string, scope: json["needed"]?.string?.replacing(",", with: " "))
        } else if error.members != nil {
            self.init(apiError: error)
        } else {
            return nil
        }
    }

    /// Reads an error from an authorization response (RFC 6749 §4.1.2.1).
    public init?(parameters: FormParameters) {
        guard let error = parameters.first("error"), !error.isEmpty else { return nil }
        self.init(
            error: error, description: parameters.first("error_description"), uri: parameters.first("error_uri"))
    }

    /// Reads an error from a challenge (RFC 6750 §3).
    public init?(challenge: AuthenticationChallenge) {
        guard let error = challenge.error else { return nil }
        self.init(
            error: error, description: challenge.errorDescription, uri: challenge.errorURI, scope: challenge.scope)
    }

    private init?(apiError: JSON) {
        let reason = apiError["details"]?.elements?.lazy.compactMap { $0["reason"]?.string }.first
        let detailCode = reason ?? apiError["code"]?.string ?? apiError["code"]?.integer.map { String($0) }
        guard
            let error = apiError["status"]?.string ?? detailCode ?? apiError["type"]?.string
                ?? apiError["message"]?.string
        else { return nil }
        self.init(
            error: error, description: apiError["message"]?.string, type: apiError["type"]?.string,
            parameter: apiError["param"]?.string, detailCode: detailCode)
    }

    /// The error as one phrase: `invalid_grant, "The code has expired"`.
    public var text: String {
        guard let description, description != error else { return error }
        return "\(error), \u{201C}\(description)\u{201D}"
    }
}
