public import Script

extension Permission {
    /// To change preferences, aliases and the history.
    public static let preferences = Permission(rawValue: "preferences")
    /// To run programs: pipes, editors, plugins' executables.
    public static let programs = Permission(rawValue: "programs")
    /// To write files outside the folder of the recipe.
    public static let files = Permission(rawValue: "files")
    /// To add, try and remove plugins.
    public static let plugins = Permission(rawValue: "plugins")
    /// To move the endpoints of a provider that is known or in use.
    public static let endpoints = Permission(rawValue: "endpoints")
    /// To show secrets unmasked.
    public static let secrets = Permission(rawValue: "secrets")
    /// To use another proxy, other certificates, or no verification of the server.
    public static let network = Permission(rawValue: "network")
    /// To make, open, rename, seal, export and delete sessions.
    public static let sessions = Permission(rawValue: "sessions")

    /// Everything that a recipe may do only where the user allows it for a run, with `--allow`.
    public static let all: [(permission: Permission, summary: String)] = [
        (.preferences, "change preferences, aliases and the history"),
        (.programs, "run programs: pipes, editors, plugins' executables"),
        (.files, "write files outside its own folder"),
        (.plugins, "add, try and remove plugins"),
        (.endpoints, "move the endpoints of a provider that is known or in use"),
        (.secrets, "show secrets unmasked"),
        (.network, "use another proxy, other certificates, or no verification of the server"),
        (.sessions, "make, open, rename, seal, export and delete sessions"),
    ]

    /// What it lets a text do, as the rest of a sentence: `write files outside its own folder`.
    var summary: String { Permission.all.first { $0.permission == self }?.summary ?? rawValue }
}
