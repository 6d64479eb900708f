package import Diagnostics

extension Workbench {
    /// The control of the sandbox.
    ///
    /// - Throws: where no sandbox is at hand.
    package func sandbox() throws(Diagnostic) -> any SandboxControl {
        guard let sandbox = environment.sandbox else {
            throw Diagnostic(.execution, "no-sandbox", "there is no sandbox here")
        }
        return sandbox
    }
}
