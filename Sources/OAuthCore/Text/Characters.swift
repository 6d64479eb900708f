internal import HTTPMessage

/// `unreserved` of RFC 3986 §2.3.
func isUnreserved(_ octet: UInt8) -> Bool { octet.isAlphanumeric || "-._~".utf8.contains(octet) }

/// `tchar` of RFC 9110 §5.6.2.
func isTokenCharacter(_ octet: UInt8) -> Bool { octet.isTokenCharacter }

/// What `token68` of RFC 9110 §11.2 is made of, before its padding.
func isToken68Character(_ octet: UInt8) -> Bool {
    isUnreserved(octet) || octet == UInt8(ascii: "+") || octet == UInt8(ascii: "/")
}
