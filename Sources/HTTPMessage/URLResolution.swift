extension URLReference {
    /// What a reference found at `base` means (RFC 3986 §5.2.2); nothing else of it is changed.
    public static func resolve(_ reference: String, against base: String) -> String {
        let base = URLReference(base)
        var target = URLReference(reference)
        if target.scheme != nil || target.authority != nil {
            target.path = removingDotSegments(target.path)
        } else if target.path.isEmpty {
            target.path = base.path
            target.query = target.query ?? base.query
        } else if target.path.utf8.first == UInt8(ascii: "/") {
            target.path = removingDotSegments(target.path)
        } else {
            target.path = removingDotSegments(merge(target.path, with: base))
        }
        if target.scheme == nil {
            target.scheme = base.scheme
            target.authority = target.authority ?? base.authority
        }
        return target.text
    }

    /// RFC 3986 §5.2.3.
    private static func merge(_ path: String, with base: URLReference) -> String {
        if base.authority != nil, base.path.isEmpty { return "/" + path }
        let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/"))
        return slash.map { base.path[...$0] + path } ?? path
    }

    /// RFC 3986 §5.2.4.
    private static func removingDotSegments(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = Substring(path).utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        let isRooted = segments.count > 1 && segments[0].isEmpty
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > (isRooted ? 1 : 0) { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return kept.joined(separator: "/")
    }
}
