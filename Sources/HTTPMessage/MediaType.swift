/// Media types that several modules name (RFC 6838).
public enum MediaType {
    /// The parameters of a form, as OAuth requests send them (RFC 6749, Appendix B).
    public static let form = "application/x-www-form-urlencoded"
}
