internal import Diagnostics
internal import JSONKit
internal import Synchronization

/// Where the interpreter is: what holds for the statements that it runs now.
struct Frame: Sendable {
    var evaluator: Evaluator
    var definitions: [String: Definition]
    /// How many defined commands are being run inside one another.
    var depth = 0
    var steps: [String] = []
    /// Behind `try`: the command is told that its failure is none of the script's.
    var mayFail = false
    /// Behind `try` and in `retry`: a failure is somebody else's to judge.
    var isProvisional = false
    /// In `finally`, which `quit` does not end.
    var isCleanUp = false
    /// Where the included files of this block put what is to run at its end.
    var cleanUps = PendingCleanUps()

    func with(_ name: String, _ value: JSON) -> Frame {
        var frame = self
        frame.evaluator = evaluator.adding(name, value)
        return frame
    }
}

/// What is still to run at the end of a block.
final class PendingCleanUps: Sendable {
    private let list = Mutex<[(cleanUp: CleanUp, frame: Frame)]>([])

    func add(_ cleanUp: CleanUp, _ frame: Frame) { list.withLock { $0.append((cleanUp, frame)) } }

    /// All of them, taken out: the block's own in the order of the text, then those of the files it included, the last
    /// one first.
    func take() -> [(cleanUp: CleanUp, frame: Frame)] {
        list.withLock { list in
            defer { list = [] }
            return list
        }
    }
}

/// What failed in a run, in order.
final class FailureRecord: Sendable {
    private let list = Mutex<[Diagnostic]>([])

    var failures: [Diagnostic] { list.withLock { $0 } }

    func add(_ failure: Diagnostic) { list.withLock { $0.append(failure) } }
}
