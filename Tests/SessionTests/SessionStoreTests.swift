import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import OAuthCore
import Redaction
import Testing

@testable import Session

@Suite struct SessionStoreTests {
    private static func newFolder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("keyway-\(UUID().uuidString)").path
    }

    private let path = SessionStoreTests.newFolder() + "/deep/session.sqlite"

    @Test func madeForItsOwnerAlone() throws {
        _ = try SessionStore(path: path)
        #expect(try mode(path) == 0o600)
        #expect(try mode(String(path.dropLast("/session.sqlite".count))) == 0o700)
    }

    private func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }

    @Test func clientsKeepTheirSecretWhereANewSaveBringsNone() throws {
        let store = try SessionStore(path: path)
        let full = ClientRegistration(
            id: "c1", secret: "secret-value", redirectURIs: ["a", "b"], scope: "x y", name: "N")
        _ = try store.save(full, provider: "p", at: 1)
        _ = try store.save(ClientRegistration(id: "c1", name: "M"), provider: "p", at: 2)
        let clients = try SessionStore(path: path).clients(of: "p")
        #expect(clients.count == 1)
        #expect(clients[0].registration.secret == "secret-value")
        #expect(clients[0].label == "M")
        #expect(try store.secrets() == ["secret-value"])
    }

    @Test func theEndOfARefreshTokenComesBack() throws {
        let store = try SessionStore(path: path)
        for end in [nil, 1_795_000_000_000] as [Int64?] {
            var tokens = TokenSet(accessToken: "a", refreshToken: "r", receivedAt: 1)
            tokens.refreshExpiresAt = end
            let saved = try store.save(
                SessionToken(
                    id: 0, provider: "p", client: nil, authorization: nil, parent: nil, exchange: nil,
                    grantType: "refresh_token", tokens: tokens))
            #expect(try store.token(saved.id)?.tokens.refreshExpiresAt == end)
        }
    }

    @Test func exchangesComeBackAsTheyWere() throws {
        let store = try SessionStore(path: path)
        var exchange = HTTPExchange(
            request: HTTPRequest(
                "POST", "https://a.example/x?y=%2f", headers: [HTTPHeader("X-A", "1")], body: [0, 255]),
            sentHead: "POST /x", receivedHead: "HTTP/1.1 200 OK",
            outcome: .response(
                HTTPResponse(version: "2", status: 200, reason: "OK", headers: [HTTPHeader("b", "2")], body: [1])),
            startedAt: 77, timing: HTTPTiming(lookup: 1, connect: 2, tls: 3, firstByte: 4, total: 5),
            tls: TLSSummary(version: "TLSv1.3", verified: false, certificates: []), peer: "1.2.3.4:443", proxy: "p")
        let context = ExchangeContext(provider: "p", clientID: "c", authorization: 3, token: 4, redirectOf: 5)
        let first = SessionExchange(number: 0, purpose: .token, context: context, exchange: exchange)
        #expect(try store.save(first, secrets: [FoundSecret(kind: "code", value: "v")]) == 1)
        exchange.outcome = .failure(TransportError(.timeout, "too slow"))
        #expect(
            try store.save(
                SessionExchange(number: 0, purpose: .resource, context: context, exchange: exchange), secrets: []) == 2)
        let read = try SessionStore(path: path).exchanges(last: 9)
        #expect(read[0].exchange == first.exchange && read[0].context == context && read[0].purpose == .token)
        #expect(read[1].exchange.failure == TransportError(.timeout, "too slow"))
    }

    @Test func twoStoresOnOneFileSeeEachOther() throws {
        let one = try SessionStore(path: path)
        let other = try SessionStore(path: path)
        try one.save(SessionVariable(name: "a", value: [1], isSecret: false), at: 1)
        try other.save(SessionVariable(name: "b", value: "hidden-value", isSecret: true), at: 2)
        #expect(try one.variables().map(\.name) == ["a", "b"])
        #expect(try one.setting("key", orNew: "mine") == "mine")
        #expect(try other.setting("key", orNew: "theirs") == "mine")
    }

    @Test(arguments: [
        Data("this is no database, and longer than a header of one hundred bytes would be, by far and away".utf8)
    ])
    func aDamagedFileIsNamedAndLeftAlone(_ content: Data) throws {
        let folder = SessionStoreTests.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/x.sqlite"
        try content.write(to: URL(fileURLWithPath: path))
        let failure = #expect(throws: Diagnostic.self) { _ = try SessionStore(path: path) }
        #expect(failure?.code == "session-corrupt")
        #expect(failure?.message.contains(path) == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
    }

    @Test func anEmptyFileBecomesASession() throws {
        let path = SessionStoreTests.newFolder() + "/empty.sqlite"
        try PrivateFile.create(path)
        #expect(try SessionStore(path: path).variables().isEmpty)
    }

    @Test func aFileInTheFoldersPlaceIsNamed() throws {
        let file = SessionStoreTests.newFolder()
        try Data().write(to: URL(fileURLWithPath: file))
        let failure = #expect(throws: Diagnostic.self) { _ = try SessionStore(path: file + "/sessions/x.sqlite") }
        #expect(failure?.message.contains(file) == true)
    }

    @Test(arguments: ["", ".", "a/b", "..", "a b", String(repeating: "x", count: 65)])
    func badSessionNamesAreRefused(_ name: String) {
        #expect(throws: Diagnostic.self) { try SessionName.check(name) }
    }
}
