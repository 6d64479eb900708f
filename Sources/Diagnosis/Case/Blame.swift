internal import HTTPMessage
internal import OAuthCore

/// What a refusal of the token endpoint, or of one of its neighbours, can be about.
package enum Blame: Sendable {
    case client, grant, scope, request, grantType

    /// How far the server's words go.
    package enum Degree: Sendable {
        /// It says so.
        case stated
        /// It says nothing, or says it so that it may mean this.
        case conceivable
        /// It speaks of something else.
        case excluded

        /// Whether the server's words say so, rather than leave it open.
        package var isStated: Bool { self == .stated }
    }
}

extension Case {
    /// The subject as a refusal; nil where it is none.
    package var refusal: Refusal? { exchange?.refusal }

    /// Whether whoever answered may not be the token endpoint, so that no fault of the request is surely the cause.
    var mayBeOfAnother: Bool { endpoint == .token && exchange.map(Refusal.mayBeOfAnother) == true }

    /// At a resource nothing is said of a client.
    package func blame(_ part: Blame) -> Blame.Degree {
        if part == .client, let endpoint, !Topic.clientSide.contains(endpoint), endpoint != .management {
            return .excluded
        }
        return refusal?.degree(part) ?? .excluded
    }

    /// Whether the refusal can be about this part of the request.
    package func mayBlame(_ part: Blame) -> Bool { blame(part) != .excluded }

    /// The answer in a phrase: `400 invalid_grant`, `403 without a word`.
    package var answerPhrase: String {
        guard let response else { return exchange?.exchange.failure?.message ?? "nothing" }
        guard let error = serverError else {
            return "\(response.status)" + (response.body.isEmpty ? " without a word" : "")
        }
        return "\(response.status) \(error.error)"
    }

    /// Whether the server's code or words name a topic; words that list several causes name none.
    package func says(_ topic: Topic) -> Bool {
        guard topic.isNamed(in: words) else { return false }
        if words.codes.contains(where: { topic.codes.contains($0.lowercased()) }) { return true }
        let alternatives = [" or ", " oder ", " ou ", " o "]
        return topic.takesAlternatives || !alternatives.contains(where: words.lowercased.contains)
    }
}
