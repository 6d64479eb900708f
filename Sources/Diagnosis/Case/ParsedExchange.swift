package import HTTPMessage
package import JSONKit
internal import OAuthCore
internal import Synchronization

/// What the bodies of an exchange say, each parsed when a rule first asks for it and kept for the other rules.
final class ParsedExchange: Sendable {
    /// The parameters of the request's body.
    package let form = Parsed<FormParameters>()
    let sentClient = Parsed<SentClient>()
    /// The members of the response's body, which may be JSON or a form; nil where it is neither.
    package let members = Parsed<JSON?>()
    let sentMembers = Parsed<JSON?>()
    let words = Parsed<ServerWords>()
    let serverError = Parsed<ServerError?>()
    let refusal = Parsed<Refusal?>()
    let introspection = Parsed<IntrospectionResponse?>()
}

/// It is derived from the exchange that it belongs to, so it makes no two exchanges different.
extension ParsedExchange: Equatable {
    static func == (one: ParsedExchange, other: ParsedExchange) -> Bool { true }
}

/// A value that is made at most once.
final class Parsed<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    /// The value, made by `parse` at the first call.
    func value(_ parse: () -> Value) -> Value {
        kept.withLock { kept in
            if let kept { return kept }
            let made = parse()
            kept = made
            return made
        }
    }
}

extension RecordedExchange {
    /// The parameters of a form body; none where the body is of another kind.
    package var form: FormParameters {
        parsed.form.value {
            guard isForm, let body = request.body else { return FormParameters() }
            return FormParameters.parse(String(decoding: body, as: UTF8.self))
        }
    }

    /// Which client the request says it is from.
    package var sentClient: SentClient { parsed.sentClient.value { SentClient(request, form, sentMembers) } }

    /// The members of the response; nil where it is neither a JSON object nor a form with tokens.
    package var members: JSON? { parsed.members.value { response.flatMap(TokenMembers.of) } }

    /// The server's own words, where it gave any.
    var serverError: ServerError? { parsed.serverError.value { response.flatMap(ServerError.init(response:)) } }

    /// What the server said in the response, wherever it put it.
    package var words: ServerWords { parsed.words.value { response.map(ServerWords.init) ?? ServerWords() } }

    /// The response as a refusal; nil where it refuses nothing.
    var refusal: Refusal? { parsed.refusal.value { Refusal(self) } }

    /// The response as an answer about a token (RFC 7662 §2.2); nil where it is none.
    var introspection: IntrospectionResponse? {
        parsed.introspection.value { response.flatMap { try? IntrospectionResponse.process($0) } }
    }
}
