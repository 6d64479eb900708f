internal import Diagnosis
package import Diagnostics
internal import JSONKit
internal import Session
package import Workbench

/// The fixes that were run for failures of this session and did not help, each with what came of it. They are forgotten as
/// soon as a fix helps.
package struct TriedFixes {
    /// What is known of one.
    package struct Tried {
        /// The cause that it was for.
        package let cause: String
        /// Its lines.
        package let commands: [String]
        /// What the verdict was after it; nil where none was found.
        package let after: String?
        /// The newest exchange when it was over.
        package let exchange: Int64
    }

    private static let setting = "fixes tried"
    private var all: [Tried]

    /// Reads what the session keeps.
    package init(_ bench: isolated Workbench) throws(Diagnostic) {
        let json = try bench.store().setting(Self.setting).flatMap { try? JSON(parsing: $0) }
        all = (json?.elements ?? []).compactMap(Tried.init)
    }

    /// The same fix for the same cause.
    ///
    /// - Parameter failed: the exchange that failed; one that came after all of these fixes is another failure.
    package func earlier(_ cause: String, _ commands: [String], failed: Int64) -> Tried? {
        guard failed <= all.map(\.exchange).max() ?? 0 else { return nil }
        return all.last { $0.cause == cause && $0.commands == commands }
    }

    /// Keeps a fix that did not help.
    package mutating func add(_ tried: Tried, _ bench: isolated Workbench) throws(Diagnostic) {
        all = (all + [tried]).suffix(50)
        try bench.store().set(Self.setting, to: JSON(all.map(\.json)).text())
    }

    /// Forgets them, since one has helped.
    package mutating func forget(_ bench: isolated Workbench) throws(Diagnostic) {
        guard !all.isEmpty else { return }
        all = []
        try bench.store().set(Self.setting, to: JSON([]).text())
    }
}

extension TriedFixes.Tried {
    fileprivate init?(_ json: JSON) {
        guard let cause = json["cause"]?.string, let exchange = json["exchange"]?.integer else { return nil }
        self.init(
            cause: cause, commands: (json["commands"]?.elements ?? []).compactMap(\.string),
            after: json["after"]?.string, exchange: exchange)
    }

    fileprivate var json: JSON {
        JSON(present: [
            ("cause", JSON(cause)), ("commands", JSON(commands.map { JSON($0) })), ("after", after.map { JSON($0) }),
            ("exchange", JSON(exchange)),
        ])
    }
}
