import Answers
import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import OAuthCore
import Synchronization

@testable import Commands
@testable import Investigation
@testable import Workbench

/// A small authorization server with manners of its own, to stand in for those that nobody here wrote.
final class ForeignServer: Transport {
    struct Manners: Sendable {
        /// How a wrong client is answered.
        var wrongClient = HTTPResponse.json(["error": "invalid_client"], status: 401)
        var wrongCode = HTTPResponse.json(["error": "invalid_grant"], status: 400)
        /// The one method by which it takes a secret.
        var method: String?
        /// Whether it says what it thinks of the code to those who are no client.
        var looksAtCodesFirst = false
        /// Where it sends a browser whose request it does not take; nil for a page.
        var errorPage: String?
        /// Whether it looks at an authorization request only after somebody signed in.
        var signsInFirst = false
    }

    static let base = "https://foreign.example"
    static let redirectURI = "http://127.0.0.1:8765/callback"
    let manners: Manners
    private let requests = Mutex<[HTTPRequest]>([])

    init(_ manners: Manners) { self.manners = manners }

    var tokenForms: [FormParameters] {
        requests.withLock { $0 }.filter { $0.method == "POST" }.map(ForeignServer.form)
    }

    func send(
        _ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?
    ) async -> HTTPExchange {
        requests.withLock { $0.append(request) }
        let answer = request.method == "POST" ? token(request) : authorization(request)
        return HTTPExchange(request: request, outcome: .response(answer), startedAt: 1)
    }

    private static func form(_ request: HTTPRequest) -> FormParameters {
        FormParameters.parse(String(decoding: request.body ?? [], as: UTF8.self))
    }

    private func token(_ request: HTTPRequest) -> HTTPResponse {
        let form = ForeignServer.form(request)
        let isCode = form.first("code") == "code-12345678"
        if manners.looksAtCodesFirst, !isCode { return manners.wrongCode }
        guard isClient(request, form) else { return manners.wrongClient }
        return isCode ? .tokens : manners.wrongCode
    }

    private func isClient(_ request: HTTPRequest, _ form: FormParameters) -> Bool {
        let basic = request.headers["Authorization"].flatMap(BasicCredentials.init(headerValue:))
        let method = basic == nil ? "client_secret_post" : "client_secret_basic"
        let (id, secret) = (basic?.id ?? form.first("client_id"), basic?.secret ?? form.first("client_secret"))
        return id == "my-client" && secret == "right-secret" && (manners.method ?? method) == method
    }

    private func authorization(_ request: HTTPRequest) -> HTTPResponse {
        let sent = FormParameters.parse(request.url.split(separator: "?").last.map(String.init) ?? "")
        let isGood = sent.first("client_id") == "my-client" && sent.first("redirect_uri") == ForeignServer.redirectURI
        if isGood || manners.signsInFirst { return moved("/login") }
        return manners.errorPage.map(moved) ?? HTTPResponse(status: 400, body: Array("<html>Nein</html>".utf8))
    }

    private func moved(_ path: String) -> HTTPResponse {
        HTTPResponse(status: 302, headers: [HTTPHeader("Location", path)])
    }
}

/// A workbench on a server of that kind.
struct ForeignBench {
    let server: ForeignServer
    let display = KeptDisplay()
    let workbench: Workbench

    /// - Parameter gives: whether the browser comes back with a code, or not at all.
    init(_ manners: ForeignServer.Manners, secret: String, gives: Bool = true) async {
        server = ForeignServer(manners)
        let agent = ForeignAgent(gives: gives)
        let counter = Mutex<UInt8>(0)
        let environment = WorkbenchEnvironment(
            transport: server, display: display, sandbox: nil, browser: agent, manual: agent,
            clock: { 1_795_478_645_000 },
            random: { count in
                let seed = counter.withLock { value in
                    value += 1
                    return value
                }
                return (0..<count).map { UInt8(truncatingIfNeeded: $0) &+ seed }
            }, variables: [:], files: TestFiles(sessionFolder: Bench.newFolder()))
        workbench = Workbench(session: "foreign", environment: environment, table: .standard)
        let base = ForeignServer.base
        _ = await run(
            """
            provider add foreign base_url=\(base) authorization_endpoint=\(base)/authorize token_endpoint=\(base)/token
            use foreign
            client add my-client client_secret=\(secret) redirect=\(ForeignServer.redirectURI)
            """)
    }

    func run(_ text: String) async -> [String] {
        await workbench.run(ScriptSource(.commandLine, text: text)).map(\.code)
    }

    func value(of line: String) async -> JSON? {
        let before = await display.answers.count
        _ = await run(line)
        let answers = await display.answers
        return answers.count > before ? answers.last?.json : nil
    }

    /// `secret-wrong likely`
    func verdict(_ line: String = "why") async -> String {
        let verdict = await value(of: line)
        return "\(verdict?["cause"]?.string ?? "none") \(verdict?["confidence"]?.string ?? "")"
    }
}

private struct ForeignAgent: UserAgent {
    let gives: Bool

    func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        guard gives else { throw Diagnostic(.execution, "no-callback", "nobody came back") }
        let state = FormParameters.parse(request.url.split(separator: "?").last.map(String.init) ?? "").first("state")
        return "\(ForeignServer.redirectURI)?code=code-12345678&state=\(state ?? "")"
    }
}
