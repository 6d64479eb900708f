internal import Terminal

/// A line on the terminal that says how far the run is. Elsewhere each recipe's own lines say it.
actor RunProgress {
    private let output: TerminalOutput
    private let total: Int
    private let isShown: Bool
    private var done = 0
    private var failed = 0
    /// The recipes that run now, oldest first, with the step that each is in.
    private var running: [(name: String, step: String)] = []

    init(_ output: TerminalOutput, total: Int, isOn: Bool) {
        self.output = output
        self.total = total
        isShown = isOn && total > 1 && output.capabilities.movesCursor
    }

    func began(_ name: String) {
        running.append((name, ""))
        draw()
    }

    func step(_ title: String, of name: String) {
        guard let index = running.firstIndex(where: { $0.name == name }) else { return }
        running[index].step = title
        draw()
    }

    /// Takes a recipe off the line, and lets `show` write above it.
    func ended(_ name: String, failed isBad: Bool, show: @Sendable () -> Void) {
        done += 1
        if isBad { failed += 1 }
        running.removeAll { $0.name == name }
        erase()
        show()
        draw()
    }

    func end() { erase() }

    private func erase() {
        guard isShown else { return }
        output.write("\r\u{1B}[2K")
        output.flush()
    }

    private func draw() {
        guard isShown, let first = running.first else { return }
        let capabilities = output.capabilities
        let others = running.count > 1 ? " and \(running.count - 1) more" : ""
        let step = first.step.isEmpty ? "" : "  \(first.step)"
        let bad = failed > 0 ? ", \(failed) failed" : ""
        let text = "\(done) of \(total) done\(bad)  \(first.name)\(others)\(step)".sanitizedForOneLine()
        let width = max(20, (capabilities.columns ?? 80) - 1)
        output.write(
            "\r\u{1B}[2K" + capabilities.paint(text.truncated(toWidth: width, ellipsis: capabilities.ellipsis), .dim))
        output.flush()
    }
}
