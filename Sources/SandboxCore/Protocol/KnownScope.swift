/// A scope that a feature serves, as the consent page words it.
package struct KnownScope: Sendable {
    package var name: String
    package var title: String
    package var description: String

    package init(name: String, title: String, description: String) {
        self.name = name
        self.title = title
        self.description = description
    }
}
