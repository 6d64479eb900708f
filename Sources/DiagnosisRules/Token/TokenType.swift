internal import Diagnosis
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let tokenType = Rule(
        "token-type", symptom: "a token came and cannot be used",
        proof: "the token_type of the response against the scheme that calls are made with",
        references: ["RFC 6749 §7.1", "RFC 6750 §4"]
    ) { subject in
        if let exchange = subject.exchange, subject.endpoint == .token, let problem = subject.problem {
            return missingType(exchange, problem, subject)
        }
        if subject.command?.problem == .tokenTypeUnsupported, let token = subject.token(subject.command?.token) {
            return unusable(token, subject)
        }
        guard subject.isResourceCall, subject.status == 401, let token = subject.sentToken else { return nil }
        guard !token.tokens.isBearer else { return .ruledOut("the token is a bearer token") }
        guard subject.exchange?.credential?.scheme.lowercased() != token.tokens.tokenType.lowercased() else {
            return .ruledOut("the token was sent with the scheme of its type")
        }
        return unusable(token, subject)
    }

    private static func missingType(_ exchange: RecordedExchange, _ problem: String, _ subject: Case) -> Finding? {
        guard let json = exchange.members, json["access_token"]?.string != nil,
            json["token_type"]?.string?.isEmpty ?? true
        else { return nil }
        return .found(
            .proved,
            "The token response does not say of which type the token is (token_type), which RFC 6749 §5.1 requires; it is taken for a bearer token.",
            [EvidenceLine(exchange.number, "has an access_token and no token_type (\(problem))")],
            fix: Fix("The server must say token_type; tell its operator."))
    }

    private static func unusable(_ token: RecordedToken, _ subject: Case) -> Finding {
        let type = PrintableText.safe(token.tokens.tokenType, limit: 60)
        return .found(
            .proved, "The token is of type \u{201C}\(type)\u{201D}, which is no bearer token.",
            [
                EvidenceLine(token.exchange, "brought token \(token.id) with token_type \u{201C}\(type)\u{201D}"),
                EvidenceLine(subject.exchange?.number, "needs it as a bearer token"),
            ],
            fix: Fix(
                "Ask the server for a bearer token, or use it as its type says.",
                subject.newTokens(like: subject.authorization(token.authorization))))
    }
}
