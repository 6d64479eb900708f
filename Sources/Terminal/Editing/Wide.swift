internal import CEditline

extension Sequence<Unicode.Scalar> {
    /// The scalars as C's wide characters with a NUL at the end; the caller frees them.
    func wideCharacters() -> UnsafeMutableBufferPointer<wchar_t> {
        let characters = map { wchar_t(bitPattern: $0.value) } + [0]
        let buffer = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: characters.count)
        _ = buffer.initialize(from: characters)
        return buffer
    }
}

extension [Unicode.Scalar] {
    func withWideCharacters<Result>(_ body: (UnsafePointer<wchar_t>) -> Result) -> Result {
        let characters = map { wchar_t(bitPattern: $0.value) } + [0]
        return characters.withUnsafeBufferPointer { buffer in
            // Never empty: there is the NUL.
            buffer.baseAddress.map(body) ?? [].withWideCharacters(body)
        }
    }
}

extension UnsafeBufferPointer<wchar_t> {
    var unicodeScalars: String.UnicodeScalarView {
        var scalars = String.UnicodeScalarView()
        for character in self { scalars.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}") }
        return scalars
    }
}
