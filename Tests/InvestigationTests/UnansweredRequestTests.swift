import HTTPMessage
import JSONKit
import Session
import Testing

@testable import Investigation

/// A device or a request in another channel that waits for its user is no failure, and no all-clear either.
@Suite struct UnansweredRequestTests {
    private func newest(_ form: String, _ status: Int, _ answer: String) -> SessionExchange {
        let json = [HTTPHeader("Content-Type", "application/json")]
        let request = HTTPRequest(
            "POST", "https://as.example/token",
            headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
        let response = HTTPResponse(status: status, headers: HTTPHeaders(json), body: Array(answer.utf8))
        return SessionExchange(
            number: 7, purpose: .token, context: ExchangeContext(),
            exchange: HTTPExchange(request: request, outcome: .response(response), startedAt: 0))
    }

    @Test(arguments: [
        (
            "client_id=a", 200, #"{"device_code":"d","user_code":"AB-CD","expires_in":600}"#,
            "nobody has entered the code AB-CD"
        ),
        ("device_code=d", 400, #"{"error":"authorization_pending"}"#, "the device's request"),
        ("device_code=d", 400, #"{"error":"slow_down"}"#, "the device's request"),
        ("scope=openid&login_hint=ada", 200, #"{"auth_req_id":"r","expires_in":60}"#, "the authentication request"),
        ("auth_req_id=r", 400, #"{"error":"authorization_pending"}"#, "the authentication request"),
    ])
    func isTold(_ form: String, _ status: Int, _ answer: String, _ words: String) {
        let sentence = UnansweredRequest(newest(form, status, answer))?.sentence
        #expect(sentence?.contains(words) == true, "\(sentence ?? "nothing")")
        #expect(sentence?.contains("exchange 7") == true)
    }

    @Test(arguments: [
        ("device_code=d", 200, #"{"access_token":"a","token_type":"Bearer"}"#),
        ("device_code=d", 400, #"{"error":"access_denied"}"#), ("", 200, "[]"), ("", 200, ""),
    ])
    func isNotTold(_ form: String, _ status: Int, _ answer: String) {
        #expect(UnansweredRequest(newest(form, status, answer)) == nil)
    }

    @Test func nothingWasSent() { #expect(UnansweredRequest(nil) == nil) }
}
