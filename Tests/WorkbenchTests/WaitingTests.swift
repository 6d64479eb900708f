import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import Script
import Synchronization
import Testing

@testable import Workbench

/// What waits asks the environment's sleeper, which notes the waits here and returns at once.
@Suite struct WaitingTests {
    /// Notes each wait; the last of `count` is ended as Ctrl-C ends it.
    final class NotedSleep: Sendable {
        private let count: Int
        private let noted = Mutex<[Duration]>([])

        init(until count: Int) { self.count = count }

        var waits: [Duration] { noted.withLock { $0 } }

        func sleep(_ duration: Duration) throws {
            let number = noted.withLock { noted in
                noted.append(duration)
                return noted.count
            }
            if number == count { throw CancellationError() }
        }
    }

    private static let retry = "retry 3 every 5s until $.state == ready\nget /x\nend"

    private func bench(_ sleep: NotedSleep, answers: Int) async -> Bench {
        let answer = HTTPResponse.json(["state": "pending"])
        let bench = await Bench(
            Array(repeating: answer, count: answers), change: { $0.sleep = { try sleep.sleep($0) } })
        await bench.run(Bench.ready)
        return bench
    }

    @Test func watchWaitsBetweenItsRoundsUntilItIsInterrupted() async {
        let sleep = NotedSleep(until: 3)
        let bench = await bench(sleep, answers: 9)
        let failures = await bench.workbench.runTyped(
            ScriptSource(.commandLine, text: "watch 2s get /x"))
        #expect(failures.map(\.code) == [])
        #expect(sleep.waits == [.seconds(2), .seconds(2), .seconds(2)])
        #expect(bench.transport.requests.count == 3)
    }

    @Test func watchNeverFloodsAProvider() async {
        let sleep = NotedSleep(until: 1)
        let bench = await bench(sleep, answers: 1)
        _ = await bench.workbench.runTyped(ScriptSource(.commandLine, text: "watch 1ms get /x"))
        #expect(sleep.waits == [.milliseconds(100)])
    }

    @Test func retryWaitsBetweenItsAttempts() async {
        let sleep = NotedSleep(until: 9)
        let bench = await bench(sleep, answers: 9)
        let codes = await bench.run(Self.retry)
        #expect(codes == ["expectation"])
        #expect(sleep.waits == [.seconds(5), .seconds(5)])
        #expect(bench.transport.requests.count == 3)
    }

    @Test func ctrlCEndsARetryThatWaits() async {
        let sleep = NotedSleep(until: 1)
        let bench = await bench(sleep, answers: 9)
        #expect(await bench.run(Self.retry) == ["interrupted"])
        #expect(bench.transport.requests.count == 1)
    }
}
