import BenchSupport
import HTTPMessage
import JSONKit
import Testing

@testable import Investigation
@testable import Workbench

/// `why --prove` on servers whose words and whose order of checks differ.
@Suite struct ForeignServerTests {
    static let refusals: [HTTPResponse] = [
        .json(["error": "invalid_client"], status: 401), .json(["error": "unauthorized_client"], status: 403),
        .json(["error": "incorrect_client_credentials"]),
    ]

    @Test(arguments: refusals) func aSecretThatIsWrongAtTheServer(_ refusal: HTTPResponse) async {
        let bench = await ForeignBench(.init(wrongClient: refusal), secret: "stale-secret")
        _ = await bench.run("authorize\ntry exchange")
        #expect(await bench.verdict("why --prove --yes").hasPrefix("secret-wrong "))
        #expect(await bench.verdict().hasSuffix(" proved") == false)
    }

    @Test(arguments: refusals) func aMethodThatTheServerDoesNotTake(_ refusal: HTTPResponse) async {
        let manners = ForeignServer.Manners(wrongClient: refusal, method: "client_secret_post")
        let bench = await ForeignBench(manners, secret: "right-secret")
        _ = await bench.run("authorize\ntry exchange --auth client_secret_basic")
        #expect(await bench.verdict().hasSuffix(" proved") == false)
        #expect(await bench.verdict("why --prove --yes") == "client-auth-method proved")
        #expect(await bench.run("why --fix") == [])
    }

    /// A bogus code that is refused as a code does not mean that the client was taken.
    @Test func aServerThatLooksAtCodesFirstIsNotTakenForOneThatTookTheClient() async {
        let bench = await ForeignBench(.init(looksAtCodesFirst: true), secret: "stale-secret")
        _ = await bench.run("authorize\ntry exchange --auth client_secret_basic")
        let verdict = await bench.value(of: "why --prove --yes")
        #expect(verdict?["confidence"]?.string != "proved", "\(verdict?.text(.pretty) ?? "")")
        let probes = verdict?["probes"]?.elements ?? []
        #expect(probes.isEmpty == false)
        #expect(probes.allSatisfy { $0["went_through"]?.bool == false })
    }

    @Test(arguments: [nil, "/error?code=invalid_redirect_uri"]) func aRedirectURIThatIsNotRegistered(
        _ page: String?
    ) async {
        let bench = await ForeignBench(.init(errorPage: page), secret: "right-secret", gives: false)
        _ = await bench.run("try authorize --redirect \(ForeignServer.redirectURI)/")
        #expect(await bench.verdict() == "redirect-uri-unregistered likely")
        #expect(await bench.verdict("why --prove --yes") == "redirect-uri-unregistered proved")
    }

    @Test func aClientThatIsUnknown() async {
        let bench = await ForeignBench(.init(), secret: "right-secret", gives: false)
        _ = await bench.run("try authorize client_id=my-cleint")
        #expect(await bench.verdict() == "client-unknown likely")
        // The other client may have the redirect URI registered that this one has not: two things were changed.
        #expect(await bench.verdict("why --prove --yes") == "client-unknown likely")
    }

    /// Where everybody is sent to sign in first, nothing was shown.
    @Test func aServerThatSignsInFirstProvesNothing() async {
        let bench = await ForeignBench(.init(signsInFirst: true), secret: "right-secret", gives: false)
        _ = await bench.run("try authorize --redirect \(ForeignServer.redirectURI)/")
        let verdict = await bench.value(of: "why --prove --yes")
        #expect(verdict?["confidence"]?.string == "likely")
        #expect(verdict?["probes"]?.elements?.allSatisfy { $0["went_through"]?.bool == false } == true)
    }

    /// No code that is good is spent on a probe.
    @Test func theLiveCodeIsNotSentAgain() async {
        let bench = await ForeignBench(.init(), secret: "stale-secret")
        _ = await bench.run("authorize\ntry exchange")
        _ = await bench.run("why --prove --yes")
        #expect(bench.server.tokenForms.filter { $0.first("code") == "code-12345678" }.count == 1)
    }
}
