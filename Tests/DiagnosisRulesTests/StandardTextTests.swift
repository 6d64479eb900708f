import HTTPMessage
import JSONKit
import Testing

@testable import Diagnosis

/// The text of RFC 6749 that servers send with an error code lists all that the code may mean, and names none of it.
@Suite struct StandardTextTests {
    private static let client = """
        Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication \
        method).
        """
    private static let status = """
        The authorization server MAY return an HTTP 401 (Unauthorized) status code to indicate which HTTP authentication \
        schemes are supported. If the client attempted to authenticate via the "Authorization" request header field, the \
        authorization server MUST respond with an HTTP 401 (Unauthorized) status code and include the "WWW-Authenticate" \
        response header field matching the authentication scheme used by the client.
        """
    private static let request = """
        The request is missing a required parameter, includes an unsupported parameter value (other than grant type), repeats \
        a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is \
        otherwise malformed.
        """

    private func topics(_ text: String, _ error: String = "invalid_client") -> [String] {
        var session = Session()
        session.authorize()
        let body = JSON(members: [("error", JSON(error)), ("error_description", JSON(text))]).text()
        session.post(
            Session.redeem(),
            answer: HTTPResponse(
                status: 401, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(body.utf8)))
        return Case(session.evidence).topics.map(\.name)
    }

    @Test(arguments: [
        client, status, client + " " + status, client.replacing(" (e.g.,", with: ", e.g.").replacing(")", with: ""),
    ]) func theTextOfTheStandardNamesNothing(_ text: String) {
        #expect(topics(text) == topics(""))
    }

    @Test func neitherDoesThatOfARequest() {
        #expect(topics(StandardTextTests.request, "invalid_request") == topics("", "invalid_request"))
    }

    /// What a server adds of its own is heard.
    @Test func whatStandsBesideItIsHeard() {
        let own = " The requested OAuth 2.0 Client does not exist. Unknown client."
        #expect(topics(StandardTextTests.client + " " + StandardTextTests.status + own).contains("client"))
        #expect(topics("The OAuth client was not found. " + StandardTextTests.client).contains("client"))
    }

    @Test func otherTextsStayAsTheyAre() {
        for text in [
            "", "a", "Client authentication failed", "no. e.g. this", "é\u{301}. The request is missing a thing.",
        ] {
            #expect(StandardText.without(text) == text)
        }
    }
}
