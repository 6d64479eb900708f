internal import RawStructuredFieldValues

/// A structured field, read and written again in the one way in which both sides write it (RFC 9651 §4).
enum CanonicalField {
    /// As a list, or the one item that a list may be; nil where it is none.
    static func list(_ text: String) -> String? {
        var parser = StructuredFieldValueParser(Array(text.utf8))
        return (try? parser.parseListFieldValue()).flatMap { written($0) }
    }

    /// As a dictionary: its members, the last of a name in the place of the first; nil where it is none.
    static func dictionary(_ text: String) -> [(key: String, value: String)]? {
        guard let members = members(text) else { return nil }
        var result: [(key: String, value: String)] = []
        for (key, member) in members {
            guard let value = written([member]) else { return nil }
            result.append((key, value))
        }
        return result
    }

    /// As the kind that it can be. Where it could be two that are written differently, nobody can tell.
    static func canonical(_ text: String) -> String? {
        let list = list(text)
        let dictionary = members(text).flatMap(written)
        guard let list, let dictionary else { return list ?? dictionary }
        return list == dictionary ? list : nil
    }

    private static func members(_ text: String) -> OrderedMap<String, ItemOrInnerList>? {
        var parser = StructuredFieldValueParser(Array(text.utf8))
        return try? parser.parseDictionaryFieldValue()
    }

    // MARK: Writing

    private static func written(_ list: [ItemOrInnerList]) -> String? {
        var serializer = StructuredFieldValueSerializer()
        let bytes = try? serializer.writeListFieldValue(list.map { try $0.withDecodedBytes() })
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func written(_ members: OrderedMap<String, ItemOrInnerList>) -> String? {
        var serializer = StructuredFieldValueSerializer()
        var decoded = OrderedMap<String, ItemOrInnerList>()
        for (key, member) in members {
            guard let member = try? member.withDecodedBytes() else { return nil }
            decoded[key] = member
        }
        return (try? serializer.writeDictionaryFieldValue(decoded)).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The library keeps the base64 of a byte sequence as it was sent; a canonical one is decoded and encoded again, with its
/// padding (RFC 9651 §4.1.8).
private struct NoBase64: Error {}

extension ItemOrInnerList {
    fileprivate func withDecodedBytes() throws(NoBase64) -> ItemOrInnerList {
        switch self {
        case .item(let item): return .item(try item.withDecodedBytes())
        case .innerList(let list):
            var items = BareInnerList()
            for item in list.bareInnerList { items.append(try item.withDecodedBytes()) }
            return .innerList(
                InnerList(bareInnerList: items, parameters: try list.rfc9651Parameters.withDecodedBytes()))
        }
    }
}

extension Item {
    fileprivate func withDecodedBytes() throws(NoBase64) -> Item {
        Item(
            bareItem: try rfc9651BareItem.withDecodedBytes(), parameters: try rfc9651Parameters.withDecodedBytes())
    }
}

extension OrderedMap<String, RFC9651BareItem> {
    fileprivate func withDecodedBytes() throws(NoBase64) -> OrderedMap<String, RFC9651BareItem> {
        var decoded = self
        for (key, value) in self { decoded[key] = try value.withDecodedBytes() }
        return decoded
    }
}

extension RFC9651BareItem {
    fileprivate func withDecodedBytes() throws(NoBase64) -> RFC9651BareItem {
        guard case .undecodedByteSequence(let base64) = self else { return self }
        guard let bytes = StructuredField.bytes(base64: base64) else { throw NoBase64() }
        // Without the colons around it, which the serializer writes.
        return .undecodedByteSequence(String(StructuredField.bytes(bytes).dropFirst().dropLast()))
    }
}
