internal import Settings
internal import Workbench

extension CompletionSource {
    static let sessions = CompletionSource(kind: .session) { _, bench in
        bench.environment.files.sessionNames().map { Completion($0, $0 == bench.sessionName ? "this one" : nil) }
    }
}
