internal import Glibc
internal import Synchronization

/// Keeps the terminal from showing what is typed while no prompt reads it.
///
/// What is typed ahead may be a secret that is about to be asked for, and would stand in the middle of what a command
/// writes. The next prompt gets and shows it. A prompt, and a program that shares the terminal, lift the silence.
public enum EchoSilence {
    private struct State {
        var terminal: UnsafeMutablePointer<RawTerminal>?
        var lifts = 0
    }

    private static let state = Mutex(State())
    /// The silent terminal for the signal handler, or -1.
    private static let silent = Atomic<Int32>(-1)

    /// Silences a terminal that shows what is typed, until `end` or the end of the process.
    public static func begin(on input: Int32 = 0) {
        state.withLock { state in
            var modes = termios()
            guard state.terminal == nil, tcgetattr(input, &modes) == 0, modes.c_lflag & tcflag_t(ECHO) != 0 else {
                return
            }
            let terminal = UnsafeMutablePointer<RawTerminal>.allocate(capacity: 1)
            terminal.initialize(
                to: RawTerminal(input: input, output: input, wake: -1, original: modes, bracketsPaste: false))
            state.terminal = terminal
            SignalWatch.add(terminal)
            silence(input)
        }
    }

    /// Shows what is typed again.
    public static func end() {
        state.withLock { state in
            guard let terminal = state.terminal else { return }
            if state.lifts == 0 { show(terminal.pointee.input) }
            state.terminal = nil
            SignalWatch.remove(terminal)
            terminal.deallocate()
        }
    }

    /// Runs a body that has the terminal as it was before.
    public static func lifted<Value>(on input: Int32 = 0, _ body: () async -> Value) async -> Value {
        lift(input)
        defer { lower(input) }
        return await body()
    }

    static func lifted<Value>(on input: Int32, _ body: () -> Value) -> Value {
        lift(input)
        defer { lower(input) }
        return body()
    }

    private static func lift(_ input: Int32) { change(input, by: 1) { if $0 == 1 { show(input) } } }

    private static func lower(_ input: Int32) { change(input, by: -1) { if $0 == 0 { silence(input) } } }

    private static func change(_ input: Int32, by step: Int, _ then: (Int) -> Void) {
        state.withLock { state in
            guard state.terminal?.pointee.input == input else { return }
            state.lifts += step
            then(state.lifts)
        }
    }

    private static func silence(_ input: Int32) {
        setEcho(input, false)
        silent.store(input, ordering: .sequentiallyConsistent)
        onStop(stopHandler, insteadOf: SIG_DFL)
    }

    private static func show(_ input: Int32) {
        onStop(SIG_DFL, insteadOf: stopHandler)
        silent.store(-1, ordering: .sequentiallyConsistent)
        setEcho(input, true)
    }

    private static func setEcho(_ input: Int32, _ isOn: Bool) {
        var modes = termios()
        guard tcgetattr(input, &modes) == 0 else { return }
        if isOn { modes.c_lflag |= tcflag_t(ECHO) } else { modes.c_lflag &= ~tcflag_t(ECHO) }
        tcsetattr(input, TCSADRAIN, &modes)
    }

    /// Leaves alone what is not as it is expected: a shell without job control has its jobs ignore Ctrl-Z.
    private static func onStop(_ handler: __sighandler_t?, insteadOf expected: __sighandler_t?) {
        var action = sigaction()
        sigaction(SIGTSTP, nil, &action)
        let current = unsafeBitCast(action.__sigaction_handler, to: UInt.self)
        guard current == unsafeBitCast(expected, to: UInt.self) else { return }
        action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART
        sigaction(SIGTSTP, &action, nil)
    }

    /// Ctrl-Z: the shell gets the terminal as it gave it.
    private static let stopHandler: __sighandler_t = { signal in
        let saved = errno
        let input = EchoSilence.silent.load(ordering: .sequentiallyConsistent)
        if input >= 0 { EchoSilence.setEcho(input, true) }
        EchoSilence.stop()
        // In the background the terminal is another's.
        if input >= 0, tcgetpgrp(input) == getpgrp() { EchoSilence.setEcho(input, false) }
        errno = saved
    }

    /// Stops the process as if the signal had never been caught; goes on once it is continued.
    private static func stop() {
        var (plain, own, signals, blocked) = (sigaction(), sigaction(), sigset_t(), sigset_t())
        sigaction(SIGTSTP, &plain, &own)
        sigemptyset(&signals)
        sigaddset(&signals, SIGTSTP)
        raise(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
        pthread_sigmask(SIG_SETMASK, &blocked, nil)
        sigaction(SIGTSTP, &own, nil)
    }
}
