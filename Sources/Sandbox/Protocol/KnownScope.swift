/// A scope that a feature serves, as the consent page words it.
struct KnownScope: Sendable {
    var name: String
    var title: String
    var description: String
}
