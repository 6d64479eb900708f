package import Diagnostics
internal import Synchronization

/// The user's preferences, read from their file when the first is asked for and written at the first change.
public final class Preferences: Sendable {
    /// The file; it need not be there.
    public let path: String
    private let files: any FileAccess
    private let state = Mutex(State())

    private struct State {
        var text: PreferenceText?
        var values: [String: String] = [:]
        var warning: String?
    }

    public init(path: String, files: any FileAccess) {
        self.path = path
        self.files = files
    }

    /// What holds now.
    public subscript(_ preference: Preference) -> String {
        state.withLock { state in
            load(&state)
            return state.values[preference.name] ?? preference.standard
        }
    }

    public func isOn(_ preference: Preference) -> Bool { self[preference] == "on" }

    /// Whether the user has set it.
    public func isSet(_ preference: Preference) -> Bool {
        state.withLock { state in
            load(&state)
            return state.values[preference.name] != nil
        }
    }

    /// What was wrong with the file, once.
    public func takeWarning() -> String? {
        state.withLock { state in
            defer { state.warning = nil }
            return state.warning
        }
    }

    /// Sets a preference, or with nil goes back to the standard.
    package func set(_ preference: Preference, to value: String?) throws(Diagnostic) {
        let changed = state.withLock { state -> PreferenceText in
            state.text = nil
            load(&state)
            var text = state.text ?? .fresh
            text.set(preference.name, to: value)
            return text
        }
        try files.write(Array(changed.text.utf8), to: path)
        state.withLock { state in
            state.text = changed
            state.values = changed.values().values
        }
    }

    private func load(_ state: inout State) {
        guard state.text == nil else { return }
        guard files.exists(path), let bytes = try? files.read(path) else {
            state.text = .fresh
            state.values = [:]
            return
        }
        let text = PreferenceText(text: String(decoding: bytes, as: UTF8.self))
        let (values, mistakes) = text.values()
        state.text = text
        state.values = values
        if !mistakes.isEmpty {
            let places = mistakes.map(String.init).joined(separator: ", ")
            state.warning =
                "the preferences in \(path) have something on line \(places) that is not known; `config` lists them"
        }
    }
}
