internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import Workbench

/// What a response has of pictures: it is one itself, or the answer to an image generation (OpenAI's shape).
enum PictureAnswer {
    case whole([UInt8])
    case listed([Source])

    enum Source {
        case bytes([UInt8])
        case url(String)
    }

    /// More than anyone generates at once.
    private static let limit = 10

    /// Nil where it has none.
    init?(_ response: HTTPResponse) {
        guard response.status < 300 else { return nil }
        if response.mediaType?.hasPrefix("image/") == true {
            self = .whole(response.body)
            return
        }
        guard let elements = (try? JSON(parsing: response.body))?["data"]?.elements else { return nil }
        let sources = elements.prefix(Self.limit).compactMap(Self.source)
        guard !sources.isEmpty else { return nil }
        self = .listed(sources)
    }

    private static func source(_ element: JSON) -> Source? {
        if let text = element["b64_json"]?.string {
            return Base64.decode(text, allowsStrayBits: true).map { .bytes($0) }
        }
        // Other lists have URLs too; those of pictures stand alone, or beside the prompt that was made of the user's.
        let names = (element.members ?? []).map(\.name)
        guard Set(names).isSubset(of: ["url", "revised_prompt"]) else { return nil }
        return element["url"]?.string.map(Source.url)
    }
}

extension JSON {
    /// The answer with its pictures' bytes cut to their beginnings, which is all that a person wants to see of them.
    var withoutPictures: JSON {
        guard let elements = self["data"]?.elements else { return self }
        return setting(
            "data",
            to: JSON(
                elements.map { element in
                    guard let text = element["b64_json"]?.string, text.utf8.count > 64 else { return element }
                    return element.setting("b64_json", to: JSON("\(text.prefix(24))… (\(text.utf8.count) characters)"))
                }))
    }
}
