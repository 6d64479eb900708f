internal import OAuthCore

/// A scope that the provider knows, as the consent page words it.
struct KnownScope: Sendable {
    var name: String
    var title: String
    var description: String

    static let all: [KnownScope] = [
        KnownScope(
            name: "openid", title: "Sign you in", description: "Know that it is you, by an ID that stays the same"),
        KnownScope(name: "profile", title: "Your profile", description: "See your ID, your username and your avatar"),
        KnownScope(
            name: "generations", title: "Generate for you",
            description: "Write text and make images in your name, counted against your plan"),
        KnownScope(name: "characters", title: "Your characters", description: "See your characters, private ones too"),
    ]

    static let scope = Scope(all.map(\.name))
}
