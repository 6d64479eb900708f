import BenchSupport
import Foundation
import JSONKit
import Plugins
import Sandbox
import SandboxCore
import Script
import Synchronization
import Testing

@testable import Workbench

/// `recipes/plugins/chromium.py` with the browser itself.
@Suite(.serialized, .enabled(if: Chromium.isThere, "there is no Chromium in /usr/bin")) struct ChromiumTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let plugin = checkout.appending(path: "recipes/plugins/chromium.py").path

    @Test func signsInToTheSandboxAndConsents() async throws {
        let bench = try await LiveBench()
        let account = try #require(bench.server.users.first)
        let failures = await bench.run(
            """
            plugin add \(Self.plugin) --yes chromium
            set chromium_user = \(account.name)
            set --secret chromium_password = "\(account.password)"
            client create "App" scope=profile
            authorize --browser chromium
            exchange
            userinfo
            """)
        #expect(failures == [])
        #expect(await bench.value(of: "show $.username")?.string == account.name)
        await bench.workbench.endPlugins()
        await bench.stop()
    }

    @Test func whatIsNotSetIsAskedForOnceAPageWantsIt() async throws {
        let questions = Mutex<[String]>([])
        let bench = try await LiveBench { question in
            questions.withLock { $0.append(question) }
            return "ada"
        } askSecret: { question in
            questions.withLock { $0.append(question) }
            return "engine"
        }
        let failures = await bench.run(
            """
            plugin add \(Self.plugin) --yes chromium
            client create "App" scope=profile
            authorize --browser chromium
            exchange
            """)
        #expect(failures == [])
        #expect(questions.withLock { $0 } == ["chromium: user name: ", "chromium: password: "])
        await bench.workbench.endPlugins()
        await bench.stop()
    }

    @Test func aWrongPasswordIsToldInThePagesWords() async throws {
        let bench = try await LiveBench()
        let account = try #require(bench.server.users.first)
        let failures = await bench.run(
            """
            plugin add \(Self.plugin) --yes chromium
            set --secret chromium_password = "not-this-one"
            client create "App" scope=profile
            authorize --browser chromium --as \(account.name)
            """)
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("plugin-failed: ") == true)
        #expect(failures.first?.contains("asks for the password again") == true)
        #expect(failures.first?.contains("not-this-one") == false)
        await bench.workbench.endPlugins()
        await bench.stop()
    }

    /// A page that is nothing without JavaScript, asks one thing after the other, and goes to an application's scheme.
    @Test(arguments: ["http://127.0.0.1:9/callback", "com.example.app:/callback"])
    func pagesMayDrawThemselves(redirectURI: String) async throws {
        let bench = try await LiveBench()
        let page = try PageServer(Self.page)
        let failures = await bench.run(
            """
            plugin add \(Self.plugin) --yes chromium
            provider add drawn base_url=\(page.url) authorization_endpoint=\(page.url)/a token_endpoint=\(page.url)/t
            use drawn
            client add app redirect=\(redirectURI) scope=read
            set chromium_user = ada
            set --secret chromium_password = "lovelace-1815"
            authorize --browser chromium
            expect {{authorization.code}} == code-for-ada
            """)
        page.end()
        #expect(failures == [])
        await bench.workbench.endPlugins()
        await bench.stop()
    }

    @Test func aCommandThatIsNotThereIsNamed() async throws {
        let bench = try await LiveBench()
        let failures = await bench.run(
            """
            plugin add \(Self.plugin) --yes chromium
            client create "App" scope=profile
            authorize --browser chromum
            """)
        #expect(failures == ["unknown-command: no process plugin has a command chromum, "])
        await bench.stop()
    }

    private static let page = """
        <!doctype html><main id=app></main><noscript>This page needs JavaScript.</noscript><script>
        const asked = new URLSearchParams(location.search)
        const later = html => new Promise(done => setTimeout(() => { app.innerHTML = html; done() }, 150))
        const sent = () => new Promise(done => app.querySelector("form").onsubmit = event => {
          event.preventDefault(); done(app.querySelector("input").value) })
        later("<form><input name=username required><button>Next</button></form>").then(async () => {
          const user = await sent()
          await later("<form><input type=password required><button>Sign in</button></form>")
          if (await sent() !== "lovelace-1815") return later("<p>Wrong password</p>")
          await later("<button>Not now</button> <button id=yes>Allow access</button>")
          document.getElementById("yes").onclick = () =>
            location = asked.get("redirect_uri") + "?code=code-for-" + user + "&state=" + asked.get("state")
        })
        </script>
        """
}

/// Serves one page, whatever is asked for, until it is told to end or these tests have ended. A signal would not do: a
/// child may have it blocked.
private final class PageServer {
    let url: String
    private let process = Process()
    private let input = Pipe()

    init(_ page: String) throws {
        let body = """
            import http.server, sys, threading
            class Handler(http.server.BaseHTTPRequestHandler):
                def log_message(self, *_): pass
                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Type", "text/html")
                    self.end_headers()
                    self.wfile.write(sys.argv[1].encode())
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(server.server_port, flush=True)
            sys.stdin.readline()
            """
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", body, page]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = input
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        url = "http://127.0.0.1:" + port.filter(\.isNumber)
    }

    func end() { try? input.fileHandleForWriting.write(contentsOf: Data("end\n".utf8)) }
}

private enum Chromium {
    static let isThere = ["chromium", "chromium-browser", "google-chrome"].contains {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
    }
}
