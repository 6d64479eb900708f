internal import Workbench

extension CompletionSource {
    /// What a plugin says that an operand of its command may be.
    static let pluginOperands = CompletionSource(kind: .pluginOperand) { request, bench in
        await bench.pluginCandidates(request)
    }
}
