import Diagnostics
import Foundation
import Glibc
import HTTPMessage
import Script
import Synchronization
import TestSupport
import Testing

@testable import keyway

/// What waits on loopback for the browser (RFC 8252 §7.3), asked over real sockets.
@Suite struct CallbackListenerTests {
    private func listener(_ port: UInt16) throws -> CallbackListener {
        CallbackListener(
            try #require(URLParts("http://127.0.0.1:\(port)/callback")), sleep: { try await Task.sleep(for: $0) })
    }

    private func failure(_ wait: () async throws(Diagnostic) -> String) async -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try await wait()
            return nil
        } catch {
            return error
        }
    }

    @Test func onlyTheRedirectURIIsAnAnswer() async throws {
        let port = try LoopbackPort().number
        let home = try TemporaryFolder()
        let listener = try listener(port)
        let answer = Task { () async throws(Diagnostic) in try await listener.callback(timeout: 30) {} }
        let paths = ["/favicon.ico", "/", "/callback?code=a%20b&state=s"].map { "'http://127.0.0.1:\(port)\($0)'" }
        let ask = "curl -s --retry-connrefused --retry 50 --retry-delay 1 \(paths.joined(separator: " "))"
        let headings = try await ShellRun("\(ask) | grep -o '<h1>[^<]*'", home: home.path).output
        #expect(headings == "<h1>Nothing here\n<h1>Nothing here\n<h1>Signed in\n")
        #expect(try await answer.value == "http://127.0.0.1:\(port)/callback?code=a%20b&state=s")
    }

    @Test func aPortInUseIsNamedInTheSystemsWords() async throws {
        let taken = try LoopbackPort()
        let failure = await failure { () async throws(Diagnostic) in
            try await CallbackListener(taken.url, sleep: { try await Task.sleep(for: $0) }).callback(timeout: 30) {}
        }
        #expect(failure?.code == "callback-port")
        #expect(failure?.found == "Address already in use")
        taken.close()
    }

    @Test func nobodyIsWaitedForLonger() async throws {
        let time = ManualTime()
        let listener = CallbackListener(try LoopbackPort().url, sleep: { try await time.sleep(for: $0) })
        let listening = Mutex(false)
        let wait = Task {
            await failure { () async throws(Diagnostic) in
                try await listener.callback(timeout: 30) { listening.withLock { $0 = true } }
            }
        }
        try await TestSupport.wait(until: "it listens and waits") {
            listening.withLock { $0 } && time.sleeperCount == 1
        }
        time.advance(by: .seconds(29))
        #expect(time.sleeperCount == 1)
        time.advance(by: .seconds(1))
        #expect(await wait.value?.code == "callback-timeout")
    }

    @Test func ctrlCEndsTheWait() async throws {
        let listener = try listener(try LoopbackPort().number)
        let wait = Task { await failure { () async throws(Diagnostic) in try await listener.callback(timeout: 30) {} } }
        wait.cancel()
        #expect(await wait.value?.code == "interrupted")
    }
}

/// A port of this machine that is listened at until it is closed; it is free once the value is gone.
private final class LoopbackPort {
    struct Failure: Error {}

    let number: UInt16
    let url: URLParts
    private let descriptor: Int32

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        number = UInt16(bigEndian: address.sin_port)
        guard bound, let url = URLParts("http://127.0.0.1:\(number)/callback") else { throw Failure() }
        self.url = url
    }

    func close() { _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }

    deinit { _ = Glibc.close(descriptor) }
}
