internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore
internal import OAuthFlows

extension Rule {
    static let cibaRefused = Rule(
        "ciba-refused", symptom: "a client gets no tokens of a user whom the server was to ask",
        proof: "the authentication request or the poll, and the server's own code for it",
        references: ["OpenID CIBA Core §11", "OpenID CIBA Core §13"]
    ) { subject in
        guard let exchange = subject.exchange, let error = subject.serverError?.error,
            let (sentence, advice) = words(error, isPoll: subject.endpoint == .token),
            subject.endpoint == .token
                ? subject.grantType == GrantFlow.ciba.type : subject.endpoint == .backchannel
        else { return nil }
        let what = subject.endpoint == .token ? "polls with an auth_req_id" : "asks for a user's authentication"
        let line = EvidenceLine(exchange.number, "\(what); the answer is \(subject.answerPhrase)")
        return .found(.proved, sentence, [line], fix: Fix(advice, []))
    }

    private static func words(_ error: String, isPoll: Bool) -> (String, String)? {
        isPoll ? ofPolls[error] : ofRequests[error]
    }

    private static let ofPolls = [
        "access_denied": (
            "The server says that the user did not allow it, or that a policy of the server does not.",
            "Ask the user again, maybe for less: `grant ciba`."
        ),
        "expired_token": (
            "The server says that the authentication request has expired before the user decided.",
            "Ask again, and decide while the request is valid: `grant ciba`."
        ),
        "transaction_failed": (
            "The server says that it could not ask the user.",
            "Ask again; where it stays so, look at the user's device and at the server's log."
        ),
    ]

    private static let ofRequests = [
        "unknown_user_id": (
            "The server says that the hint names no user of its own.",
            "Compare login_hint, id_token_hint or login_hint_token with how the server knows its users."
        ),
        "expired_login_hint_token": (
            "The server says that the login_hint_token has expired.", "Get a new login_hint_token, and ask at once."
        ),
        "missing_user_code": (
            "The server wants the user's code, and the request has none.", "Ask the user for the code: user_code=?."
        ),
        "invalid_user_code": (
            "The server says that the user's code is wrong.", "Ask the user for the code again: user_code=?."
        ),
        "invalid_binding_message": (
            "The server cannot show the binding message.", "Send a short one, of plain printable characters."
        ),
        "access_denied": (
            "The server does not let this client ask for the user.", "Have the server's operator allow it."
        ),
    ]
}
