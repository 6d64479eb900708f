/// Values as strings, and lists and objects of strings.
extension JSON {
    package init(texts: [String: String]) {
        self.init(members: texts.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) })
    }

    /// The members that are strings.
    package var textMembers: [String: String] {
        Dictionary((members ?? []).compactMap { name, value in value.string.map { (name, $0) } }) { first, _ in first }
    }

    /// The elements of a list that are strings.
    package var texts: [String]? { elements?.compactMap(\.string) }

    /// A string as it is, anything else as JSON.
    public var plainText: String { string ?? text() }
}
