import JSONKit
import TestSupport
import Testing

/// What must hold of every document and every query; a counterexample is made as small as it goes.
@Suite struct PropertyTests {
    @Test func documentsComeBackAsTheyWere() {
        let styles = [
            .compact, .pretty, JSONStyle(layout: .pretty(width: 20), sortsNames: true),
            JSONStyle(layout: .compact, asciiOnly: true),
        ]
        check("printing and parsing", seed: 11, generate: { $0.document(depth: 4) }, shrink: smaller) { value in
            styles.allSatisfy { style in
                guard let again = try? JSON(parsing: value.text(style)) else { return false }
                return again == value && again.text(style) == value.text(style)
            }
        }
    }

    /// Written piece by piece or as a whole, it is the same.
    @Test func piecesMakeTheWhole() {
        check("writing in pieces", seed: 12, count: 100, generate: { $0.document(depth: 6) }, shrink: smaller) {
            value in
            let wide = JSON((0..<200).map { _ in value })
            var bytes: [UInt8] = []
            wide.write(.pretty) { bytes += $0 }
            return bytes == Array(wide.text(.pretty).utf8)
        }
    }

    /// Any bytes are taken or refused with a place inside the text; what is taken comes back the same.
    @Test func anyBytesAreTakenOrRefused() {
        check("parsing", seed: 13, count: 3000, generate: { $0.damagedText() }, shrink: shorter) { text in
            do throws(JSONError) {
                let value = try JSON(parsing: text)
                return (try? JSON(parsing: value.text())).map { $0.text() == value.text() } ?? false
            } catch {
                return (0...text.count).contains(error.offset) && error.line > 0 && error.column > 0
                    && !error.message.unicodeScalars.contains { $0.properties.generalCategory == .control }
            }
        }
    }

    /// A prefix of a document that ends early is refused as one that ends early, or is a number.
    @Test func whatIsCutOffIsRefused() {
        check("cutting", seed: 14, generate: { JSON([$0.document(depth: 3)]) }, shrink: smaller) { value in
            let text = Array(value.text().utf8)
            return (1..<text.count).allSatisfy { (try? JSON(parsing: text[..<$0])) == nil }
        }
    }

    @Test func anyQueryIsTakenOrRefused() {
        var documents = SeededGenerator(seed: 15)
        let document = documents.document(depth: 6)
        check("queries", seed: 16, count: 2000, generate: { $0.damagedQuery() }, shrink: shorter) { bytes in
            let query = String(decoding: bytes, as: UTF8.self)
            do throws(JSONPathError) {
                return Self.agrees(try JSONPath(query), with: document)
            } catch {
                return error.offset >= 0 && error.length >= 0 && error.offset + error.length <= query.count
                    && !error.description.unicodeScalars.contains { $0.properties.generalCategory == .control }
            }
        }
    }

    /// Values, places and the first value are of one mind, and each place leads back to its value.
    private static func agrees(_ path: JSONPath, with document: JSON) -> Bool {
        let matches = path.matches(in: document)
        guard matches.map(\.value) == path.values(in: document), path.firstMatch(in: document) == matches.first,
            path.first(in: document) == matches.first?.value
        else { return false }
        return matches.prefix(50).allSatisfy { match in
            guard let place = try? JSONPath(match.path), place.isSingular else { return false }
            return place.matches(in: document) == [match]
        }
    }
}

extension SeededGenerator {
    /// A document with some bytes that do not belong there.
    mutating func damagedText() -> [UInt8] {
        damaged(
            Array(document(depth: 3).text().utf8),
            with: [
                "[", "]", "{", "}", ":", ",", "\"", "\\", "\\u", "\\ud800",
                "\\udc00", "0", "1", ".", "e", "E", "+", "-", "t", "null", " ", "\n", "\0", "\u{1B}", "\u{FEFF}", "ä",
                "😀",
            ])
    }

    mutating func damagedQuery() -> [UInt8] {
        let seeds = [
            "$..a[?@.b == 1]", "$[1:5:2,'a',*]", "$[?match(@.a, 'a.*') && !(@.b || $..c)]", "$..*", "$..[?@..id]",
            "$[?count(@..*) > length(@.id)]", "$['\\u00e4', \"b\"]", "$[?value(@..a) <= -1.5e3]",
            "$[?search(@, '[^a-c]+$')]",
        ]
        return damaged(
            Array((seeds.randomElement(using: &self) ?? "").utf8),
            with: [
                "$", "@", ".", "..", "[", "]", "*", "?", "(", ")", "'a'", "\"", "'", "\\", ":", ",", "-", "0", "1",
                "==",
                "<", "!", "&&", "||", " ", "a", "length(", "count(@.*)", "match(@,'(a*)*b')", "value(", "1e", "\0", "ä",
                "null",
            ])
    }

    private mutating func damaged(_ bytes: [UInt8], with pieces: [String]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &self) {
            let index = Int.random(in: 0...bytes.count, using: &self)
            switch Int.random(in: 0..<8, using: &self) {
            case 0..<3: if index < bytes.count { bytes.remove(at: index) }
            case 3: if index < bytes.count { bytes[index] = UInt8.random(in: 0...255, using: &self) }
            default: bytes.insert(contentsOf: (pieces.randomElement(using: &self) ?? "").utf8, at: index)
            }
        }
        return bytes
    }
}
