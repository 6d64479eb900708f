import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

@Suite struct ServerErrorTests {
    @Test func readsWhatAResponseSays() {
        let headers: HTTPHeaders = [HTTPHeader("WWW-Authenticate", #"Bearer error="invalid_token""#)]
        #expect(
            ServerError(response: answer(#"{"error":{"message":"Old","code":7}}"#, status: 401, headers: headers))
                == ServerError(error: "invalid_token", description: "Old", detailCode: "7"))
        #expect(ServerError(response: HTTPResponse(status: 401, headers: headers))?.error == "invalid_token")
        #expect(ServerError(response: answer(#"{"error":"Nope","message":"why"}"#))?.text == "Nope, “why”")
    }

    @Test(arguments: ["{}", "[]", #"{"error":""}"#, #"{"error":5}"#, #"{"error":null}"#, #"{"error":{}}"#, "<html>"])
    func findsNoneWhereThereIsNone(body: String) { #expect(ServerError(response: answer(body, status: 400)) == nil) }

    @Test func theParametersOfACallbackMayHoldOne() {
        #expect(ServerError(parameters: ["error": "access_denied"])?.text == "access_denied")
        #expect(ServerError(parameters: ["error": "", "code": "a"]) == nil)
    }
}
