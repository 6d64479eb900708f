import HTTPMessage
import TestSupport
import Testing

@testable import CurlTransport

/// Connections kept, broken, cancelled and closed.
@Suite struct ConnectionTests {
    let transport = CurlTransport.forTests()

    @Test func oneConnectionServesManyRequests() async throws {
        let server = try RawServer.answering(okay("ok"))
        let first = await transport.get(server.url)
        #expect(first.timing.connect > 0)
        for number in 1...50 {
            let exchange = await transport.get("\(server.url)/\(number)")
            #expect(exchange.response?.text == "ok")
            #expect(exchange.timing.lookup == 0 && exchange.timing.connect == 0 && exchange.timing.tls == 0)
            #expect(exchange.peer == first.peer)
        }
        #expect(server.connectionCount == 1)
    }

    @Test func nothingOfOneRequestIsLeftInTheNext() async throws {
        let server = try RawServer { connection in
            while let head = connection.readHead() {
                if head.hasPrefix("POST") { _ = connection.readBody(4) }
                connection.write(okay(head))
            }
        }
        let post = HTTPRequest("POST", server.url, headers: [HTTPHeader("X-Secret", "1")], body: Array("body".utf8))
        var options = TransportOptions()
        options.omittedHeaders = ["User-Agent"]
        _ = await transport.send(post, options: options, onBody: nil)
        let text = try #require(await transport.get(server.url).response?.text)
        #expect(text.hasPrefix("GET / HTTP/1.1\r\n"))
        #expect(text.contains("User-Agent: keyway/1.2.3\r\n"))
        #expect(!text.contains("X-Secret") && !text.contains("Content-"))
    }

    @Test func manyAtOnce() async throws {
        let server = try RawServer { connection in
            while let head = connection.readHead() { connection.write(okay(String(head.prefix { $0 != "\r\n" }))) }
        }
        await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask { [transport] in
                    let exchange = await transport.get("\(server.url)/\(number)")
                    #expect(exchange.response?.text == "GET /\(number) HTTP/1.1")
                }
            }
        }
    }

    @Test(
        "A request that changes something is not repeated when its kept connection breaks", arguments: ["POST", "GET"])
    func brokenWhileKept(method: String) async throws {
        let heads = Locked<[String]>([])
        let server = try RawServer { connection in
            guard let first = connection.readHead() else { return }
            heads.withLock { $0.append(first) }
            connection.write(okay("1"))
            // The connection is closed only once the next request has been taken.
            guard let second = connection.readHead() else { return }
            heads.withLock { $0.append(second) }
        }
        #expect(await transport.get(server.url).response?.text == "1")
        let exchange = await transport.send(HTTPRequest(method, server.url))
        let count = heads.withLock { $0.filter { $0.hasPrefix("\(method) ") }.count }
        if method == "POST" {
            let failure = try #require(exchange.failure)
            #expect(failure.code == .closed)
            #expect(failure.message.contains("was not sent again"))
            expectReadable(failure)
            #expect(count == 1)
        } else {
            #expect(exchange.response?.text == "1")
            #expect(count == 3)
        }
    }

    @Test func cancelledWhileTheServerHangs() async throws {
        let hangs = Semaphore()
        let server = try RawServer { connection in
            _ = connection.readHead()
            hangs.signal()
            connection.waitForEnd()
            hangs.signal()
        }
        let task = Task { await transport.get(server.url) }
        await hangs.waitAside()
        task.cancel()
        let exchange = await task.value
        #expect(exchange.failure?.code == .cancelled)
        #expect(exchange.sentHead?.hasPrefix("GET / ") == true)
        #expect(exchange.timing.total > 0)
        await hangs.waitAside()  // the connection was closed
    }

    @Test func cancelledBeforeItStarts() async throws {
        let server = try RawServer { $0.waitForEnd() }
        let task = Task {
            await untilCancelled()
            return await transport.get(server.url)
        }
        task.cancel()
        #expect(await task.value.failure?.code == .cancelled)
    }

    @Test func cancelledAtAnyMoment() async throws {
        let server = try RawServer.answering(okay("ok"))
        for yields in 0..<200 {
            let task = Task { await transport.get(server.url) }
            for _ in 0..<yields { await Task.yield() }
            task.cancel()
            let exchange = await task.value
            #expect(exchange.response?.text == "ok" || exchange.failure?.code == .cancelled)
        }
        #expect(await transport.get(server.url).response?.text == "ok")
    }

    @Test func closingEndsWhatRunsAndRefusesMore() async throws {
        let hangs = Semaphore()
        let server = try RawServer { connection in
            _ = connection.readHead()
            hangs.signal()
            connection.waitForEnd()
        }
        let transport = CurlTransport.forTests()
        let task = Task { await transport.get(server.url) }
        await hangs.waitAside()
        transport.close()
        transport.close()
        #expect(await task.value.failure?.code == .cancelled)
        #expect(await transport.get(server.url).failure?.code == .cancelled)
    }

    @Test func theLastReferenceClosesTheConnections() async throws {
        let closed = Semaphore()
        let server = try RawServer { connection in
            while connection.readHead() != nil { connection.write(okay("ok")) }
            closed.signal()
        }
        await {
            let transport = CurlTransport.forTests()
            #expect(await transport.get(server.url).response?.text == "ok")
        }()
        await closed.waitAside()
    }
}
