import CCurl
import Glibc
import HTTPMessage

/// The thread that owns libcurl: its multi handle, with the connections, and every easy handle.
///
/// Other threads only leave commands in a queue and wake it up.
final class TransferLoop: @unchecked Sendable {
    private enum Command {
        case start(Transfer)
        case cancel(UInt64)
        case stop
    }

    private struct Inbox {
        var commands: [Command] = []
        var lastID: UInt64 = 0
        var isClosed = false
    }

    private let multi: UnsafeMutableRawPointer
    private let inbox = Locked(Inbox())
    private var thread = pthread_t()

    // Only the thread itself touches these.
    private var running: [UInt64: Transfer] = [:]
    private var idleHandles: [EasyHandle] = []
    private var connections = SecuredConnections()

    private static let mostIdleHandles = 8
    private static let keptConnections = 16
    private static let longestPoll: Int32 = 3_600_000

    private init(multi: UnsafeMutableRawPointer) { self.multi = multi }

    /// Nil where memory or threads have run out.
    static func started() -> TransferLoop? {
        guard keyway_global_init() == CURLE_OK, let multi = keyway_multi_init() else { return nil }
        _ = keyway_multi_set_long(multi, CURLMOPT_MAXCONNECTS, keptConnections)
        let loop = TransferLoop(multi: multi)
        let retained = Unmanaged.passRetained(loop)
        let outcome = pthread_create(
            &loop.thread, nil,
            { context in
                if let context { Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, retained.toOpaque())
        guard outcome == 0 else {
            retained.release()
            keyway_multi_cleanup(multi)
            return nil
        }
        return loop
    }

    func nextID() -> UInt64 {
        inbox.withLock { inbox in
            inbox.lastID += 1
            return inbox.lastID
        }
    }

    func start(_ transfer: Transfer) {
        if !post(.start(transfer)) { transfer.fail(FailureWording.cancelled) }
    }

    func cancel(_ id: UInt64) { _ = post(.cancel(id)) }

    /// Ends the thread; must be called once.
    func stop(waiting: Bool) {
        _ = post(.stop)
        if waiting, pthread_equal(thread, pthread_self()) == 0 {
            pthread_join(thread, nil)
        } else {
            pthread_detach(thread)
        }
    }

    private func post(_ command: Command) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isClosed else { return false }
            inbox.commands.append(command)
            if inbox.commands.count == 1 { keyway_multi_wakeup(multi) }
            return true
        }
    }

    // MARK: On the thread

    private func run() {
        blockSignals()
        while obeyCommands() {
            var stillRunning: Int32 = 0
            keyway_multi_perform(multi, &stillRunning)
            collectFinished()
            keyway_multi_poll(multi, nil, 0, Self.longestPoll, nil)
        }
        shutDown()
    }

    /// Signals are for the main thread; a broken pipe is an error that send(2) reports.
    private func blockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
    }

    private func obeyCommands() -> Bool {
        let commands = inbox.withLock { inbox in
            defer { inbox.commands.removeAll(keepingCapacity: true) }
            return inbox.commands
        }
        for command in commands {
            switch command {
            case .start(let transfer): begin(transfer)
            case .cancel(let id): if let transfer = running[id] { abandon(transfer) }
            case .stop: return false
            }
        }
        return true
    }

    private func begin(_ transfer: Transfer) {
        guard let handle = idleHandles.popLast() ?? EasyHandle() else {
            return transfer.fail(FailureWording.notTaken(CURLE_OUT_OF_MEMORY))
        }
        handle.prepare(for: transfer)
        running[transfer.id] = transfer
        transfer.handle = handle
        add(handle, for: transfer)
    }

    /// Nothing is sent with an option missing, which may be one that keeps the user safe.
    private func add(_ handle: EasyHandle, for transfer: Transfer) {
        let refusal =
            handle.refusedOption
            ?? (keyway_multi_add_handle(multi, handle.pointer) == CURLM_OK ? nil : CURLE_FAILED_INIT)
        guard let refusal else { return }
        release(transfer)
        transfer.fail(FailureWording.notTaken(refusal))
    }

    private func abandon(_ transfer: Transfer) {
        transfer.noteEnd(code: CURLE_ABORTED_BY_CALLBACK, connections: &connections)
        release(transfer)
        transfer.fail(FailureWording.cancelled)
    }

    private func collectFinished() {
        var left: Int32 = 0
        while let message = keyway_multi_info_read(multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let id = EasyHandle.transferID(of: message.easy_handle),
                let transfer = running[id]
            else { continue }
            finish(transfer, code: message.data.result)
        }
    }

    private func finish(_ transfer: Transfer, code: CURLcode) {
        transfer.noteEnd(code: code, connections: &connections)
        if transfer.wantsCertificates {
            inspectCertificates(of: transfer)
        } else {
            release(transfer)
            transfer.complete(transfer.exchange())
        }
    }

    private func inspectCertificates(of transfer: Transfer) {
        guard let handle = transfer.handle else { return }
        transfer.isInspecting = true
        keyway_multi_remove_handle(multi, handle.pointer)
        handle.prepareToInspectCertificates(of: transfer)
        add(handle, for: transfer)
    }

    private func release(_ transfer: Transfer) {
        guard let handle = transfer.handle else { return }
        keyway_multi_remove_handle(multi, handle.pointer)
        running[transfer.id] = nil
        transfer.handle = nil
        // A handle that inspected certificates holds an unverified connection, which must end with it.
        guard !transfer.isInspecting, idleHandles.count < Self.mostIdleHandles else { return }
        handle.reset()
        idleHandles.append(handle)
    }

    private func shutDown() {
        let forgotten = inbox.withLock { inbox in
            inbox.isClosed = true
            defer { inbox.commands = [] }
            return inbox.commands
        }
        for transfer in running.values { abandon(transfer) }
        for case .start(let transfer) in forgotten { transfer.fail(FailureWording.cancelled) }
        idleHandles = []
        keyway_multi_cleanup(multi)
    }
}
