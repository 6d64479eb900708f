import Foundation
import Glibc
import HTTPMessage
import Testing

@testable import CurlTransport

extension CurlTransport {
    /// A transport whose clock stands still.
    static func forTests() -> CurlTransport { CurlTransport(version: "1.2.3") { 1_700_000_000_000 } }

    func get(_ url: String, options: TransportOptions = TransportOptions()) async -> HTTPExchange {
        await send(HTTPRequest("GET", url), options: options, onBody: nil)
    }

    func send(_ request: HTTPRequest) async -> HTTPExchange {
        await send(request, options: TransportOptions(), onBody: nil)
    }
}

/// `HTTP/1.1 200 OK` with this body.
func okay(_ body: String, _ headers: String...) -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n" + headers.map { "\($0)\r\n" }.joined() + "\r\n\(body)"
}

/// A message fit to show: one line, no control characters, and it says what to do.
func expectReadable(_ error: TransportError, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
        !error.message.unicodeScalars.contains { $0.properties.generalCategory == .control },
        sourceLocation: sourceLocation)
    #expect(error.message.contains(";") || error.message.contains(":"), sourceLocation: sourceLocation)
}

/// The pieces of a body as they arrived.
final class Pieces: Sendable {
    private let pieces = Locked<[[UInt8]]>([])

    var all: [[UInt8]] { pieces.withLock { $0 } }

    func add(_ piece: [UInt8]) { pieces.withLock { $0.append(piece) } }
}

/// Lets a server's thread and a test wait for each other.
final class Semaphore: @unchecked Sendable {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal() { sem_post(semaphore) }

    func wait() { while sem_wait(semaphore) != 0 {} }

    /// Waits on a thread of its own.
    func waitAside() async {
        await withCheckedContinuation { continuation in
            startThread {
                self.wait()
                continuation.resume()
            }
        }
    }
}

/// The output of a shell command, compressed.
func gzip(_ command: String) throws -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(command) | gzip -9"]
    process.standardOutput = output
    try process.run()
    let octets = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return octets
}
