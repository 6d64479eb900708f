/// Character classes that several grammars share.
func isAlphanumeric(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: false
    }
}

/// `unreserved` of RFC 3986 §2.3.
func isUnreserved(_ octet: UInt8) -> Bool { isAlphanumeric(octet) || "-._~".utf8.contains(octet) }

/// `tchar` of RFC 9110 §5.6.2.
func isTokenCharacter(_ octet: UInt8) -> Bool { isAlphanumeric(octet) || "!#$%&'*+-.^_`|~".utf8.contains(octet) }

/// What `token68` of RFC 9110 §11.2 is made of, before its padding.
func isToken68Character(_ octet: UInt8) -> Bool {
    isUnreserved(octet) || octet == UInt8(ascii: "+") || octet == UInt8(ascii: "/")
}
