internal import Glibc

/// One thread that runs what it is given in turn: Editline blocks, which must not hold up tasks.
final class EditorThread: @unchecked Sendable {
    /// Where all editors run: the terminal library below Editline works on one thread at a time.
    static let shared = EditorThread()

    // Everything below is guarded by `mutex`.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [@Sendable () -> Void] = []
    private var isStarted = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(changed)
        mutex.deallocate()
        changed.deallocate()
    }

    /// Runs a job after those before it.
    func enqueue(_ job: @escaping @Sendable () -> Void) {
        locked {
            jobs.append(job)
            if !isStarted { isStarted = start() }
        }
    }

    /// Runs a job and waits for what it returns.
    func perform<Value: Sendable>(_ job: @escaping @Sendable () -> Value) -> Value {
        let answer = Answer<Value>()
        enqueue {
            let value = job()
            self.locked { answer.value = value }
        }
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let value = answer.value { return value }
            pthread_cond_wait(changed, mutex)
        }
    }

    private final class Answer<Value>: @unchecked Sendable { var value: Value? }

    private func locked(_ body: () -> Void) {
        pthread_mutex_lock(mutex)
        body()
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
    }

    private func start() -> Bool {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(self)
        let result = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<EditorThread>.fromOpaque(argument).takeRetainedValue().run()
            }, argument.toOpaque())
        guard result == 0 else {
            argument.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func run() -> Never {
        while true { nextJob()() }
    }

    private func nextJob() -> @Sendable () -> Void {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty { pthread_cond_wait(changed, mutex) }
        return jobs.removeFirst()
    }
}
