/// A scope that a feature serves, as the consent page words it.
package struct KnownScope: Sendable {
    /// The scope token, as requests name it (RFC 6749 §3.3).
    package var name: String
    /// The short wording of the permission on the consent page.
    package var title: String
    package var description: String

    /// A scope with the words of the consent page.
    package init(name: String, title: String, description: String) {
        self.name = name
        self.title = title
        self.description = description
    }
}
