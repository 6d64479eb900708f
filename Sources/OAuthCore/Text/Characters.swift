internal import Encodings

/// `tchar` of RFC 9110 §5.6.2.
func isTokenCharacter(_ octet: UInt8) -> Bool { octet.isTokenCharacter }

/// What `token68` of RFC 9110 §11.2 is made of, before its padding.
func isToken68Character(_ octet: UInt8) -> Bool {
    octet.isUnreserved || octet == UInt8(ascii: "+") || octet == UInt8(ascii: "/")
}
