/// Where the columns of a drawn diagram stand, in pixels, and what has room between them.
struct SequenceLayout {
    /// Where the first row begins.
    static let top = 52
    private static let margin = 96
    private static let gap = 236
    private let parties: [SequenceDiagram.Party]

    init(_ parties: [SequenceDiagram.Party]) { self.parties = parties }

    var columns: Int { parties.count }

    var width: Int { 2 * SequenceLayout.margin + max(0, parties.count - 1) * SequenceLayout.gap }

    func x(_ name: String) -> Int {
        SequenceLayout.margin + SequenceDiagram.place(of: name, in: parties) * SequenceLayout.gap
    }

    /// Of a call the end of its path says most: `POST …/oauth/token`.
    static func cutPath(_ text: String, to count: Int) -> String {
        guard text.count > count, let space = text.firstIndex(of: " ") else { return cut(text, to: count) }
        let head = text[...space]
        let tail = text.suffix(max(1, count - head.count - 1))
        let path = tail.firstIndex(of: "/").map { tail[$0...] } ?? tail
        return "\(head)…\(path)"
    }

    static func cut(_ text: String, to count: Int) -> String {
        text.count > count ? text.prefix(max(1, count - 1)) + "…" : text
    }
}
