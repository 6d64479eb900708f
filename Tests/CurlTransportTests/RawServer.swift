import Glibc

@testable import CurlTransport

/// A TCP server on a loopback port that does with each connection what a test tells it, well or badly. It
/// listens until the tests end, so that no other server gets its port.
final class RawServer: Sendable {
    typealias Script = @Sendable (Connection) -> Void

    let port: Int
    private let accepted = Locked(0)

    var url: String { "http://127.0.0.1:\(port)" }

    var connectionCount: Int { accepted.withLock { $0 } }

    init(_ script: @escaping Script) throws {
        // A server that hangs up early must not end the test run.
        signal(SIGPIPE, SIG_IGN)
        let (descriptor, port) = try Self.listen()
        self.port = port
        let accepted = accepted
        startThread {
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else { return }
                accepted.withLock { $0 += 1 }
                startThread {
                    let connection = Connection(descriptor: peer)
                    script(connection)
                    Glibc.close(peer)
                }
            }
        }
    }

    /// A server that answers every request of every connection with the same octets.
    static func answering(_ response: String) throws -> RawServer {
        try RawServer { connection in
            while connection.readHead() != nil { connection.write(response) }
        }
    }

    /// A port that nobody listens on at the moment.
    static func freePort() throws -> Int {
        let (descriptor, port) = try listen()
        Glibc.close(descriptor)
        return port
    }

    static func waitUntilListening(_ port: Int, while isAlive: () -> Bool) throws {
        for _ in 0..<1000 where isAlive() {
            let descriptor = connect(to: port)
            if descriptor >= 0 {
                Glibc.close(descriptor)
                return
            }
            usleep(10_000)
        }
        throw ServerFailure(what: "start a server on port \(port)", code: 0)
    }

    /// A connected socket, or -1.
    static func connect(to port: Int) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port)
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if outcome == 0 { return descriptor }
        Glibc.close(descriptor)
        return -1
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return address
    }

    private static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) | Glibc.listen(descriptor, 128)
                    | getsockname(descriptor, address, &size)
            }
        }
        guard outcome == 0 else { throw ServerFailure(what: "listen", code: errno) }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}

struct ServerFailure: Error {
    var what: String
    var code: Int32
}

/// The server's end of one connection.
final class Connection: Sendable {
    private let descriptor: Int32
    private let unread = Locked<[UInt8]>([])

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// A request's head to its blank line; nil when the client has gone.
    func readHead() -> String? {
        let blankLine = Array("\r\n\r\n".utf8)
        return unread.withLock { unread in
            while true {
                if let end = unread.indices.first(where: { unread[$0...].starts(with: blankLine) }) {
                    defer { unread.removeFirst(end + 4) }
                    return String(decoding: unread[..<(end + 4)], as: UTF8.self)
                }
                guard let more = receive() else { return nil }
                unread += more
            }
        }
    }

    func readBody(_ count: Int) -> [UInt8]? {
        unread.withLock { unread in
            while unread.count < count {
                guard let more = receive() else { return nil }
                unread += more
            }
            defer { unread.removeFirst(count) }
            return Array(unread.prefix(count))
        }
    }

    /// False when the client has gone.
    @discardableResult func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult func write(_ octets: [UInt8]) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Breaks the connection off with a reset.
    func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    /// Passes octets both ways until either side hangs up.
    func pipe(to port: Int) {
        let other = Connection(descriptor: RawServer.connect(to: port))
        startThread {
            while let octets = other.receive() { self.write(octets) }
            shutdown(self.descriptor, Int32(SHUT_RDWR))
        }
        while let octets = receive() { other.write(octets) }
        shutdown(other.descriptor, Int32(SHUT_RDWR))
    }

    /// Waits until the client hangs up.
    func waitForEnd() { while receive() != nil {} }

    /// What has come in; nil at the end.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}

private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// A thread of its own: scripts block, which the tests' own threads must not.
func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, work.toOpaque())
    pthread_detach(thread)
}
