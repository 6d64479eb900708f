/// A form of the page that `why --report` writes, chosen by the suffix of the file. To add one, write its file and name it
/// in ``all``.
public struct PageFormat: Sendable {
    /// `md`, in small letters and without the dot.
    public let suffixes: [String]
    /// The page as a text.
    public let text: @Sendable (InvestigationPage) -> String

    /// Every form.
    public static let all: [PageFormat] = [.markdown, .html]

    /// The form of a file by its suffix; nil where the suffix says nothing of a form.
    public static func of(file: String) -> PageFormat? {
        let name = file.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let suffix = name[name.index(after: dot)...].lowercased()
        return all.first { $0.suffixes.contains(suffix) }
    }

    init(_ suffixes: [String], _ text: @escaping @Sendable (InvestigationPage) -> String) {
        self.suffixes = suffixes
        self.text = text
    }
}
