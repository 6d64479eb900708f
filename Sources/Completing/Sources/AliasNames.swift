internal import Settings
package import Workbench

extension CompletionSource {
    static let aliases = CompletionSource(kind: .alias) { _, bench in bench.aliasCompletions }
}

extension Workbench {
    package var aliasCompletions: [Completion] {
        aliasFile.load().sorted { $0.key < $1.key }.filter { !isTaken($0.key) }.map {
            Completion($0.key, "alias: \($0.value)")
        }
    }
}
