/// What servers that explain themselves say: codes of their own, numbers of Microsoft's, and words.
///
/// A server's explanation makes a verdict surer; none is made of it alone. Servers speak other languages too, and then say
/// nothing here.
struct Topic: Sendable {
    var codes: Set<String> = []
    var numbers: [String] = []
    var words: [String] = []
    /// Whether its words may stand beside an alternative: “use either HTTP Basic or the body”.
    var takesAlternatives = false

    static let codeUsed = Topic(
        codes: ["code_already_used"], numbers: ["AADSTS54005"],
        words: ["already redeemed", "already used", "already been used", "already been redeemed", "already consumed"])
    static let codeExpired = Topic(
        codes: ["code_expired"], numbers: ["AADSTS70008", "AADSTS700082"],
        words: ["code expired", "code has expired", "code is expired", "expired code"])
    static let redirectURI = Topic(
        codes: ["redirect_uri_mismatch", "bad_redirect_uri"], numbers: ["AADSTS500112", "AADSTS50011"],
        words: ["redirect_uri", "redirect uri", "redirect-uri", "redirection uri", "reply address"])
    static let verifier = Topic(
        numbers: ["AADSTS501481", "AADSTS50148"], words: ["verifier", "pkce", "code_challenge", "code challenge"])
    static let twoMethods = Topic(
        words: ["more than one", "multiple", "two ways", "both", "only one"], takesAlternatives: true)
    static let secret = Topic(
        codes: ["bad_client_secret", "incorrect_client_credentials"], numbers: ["AADSTS7000215", "AADSTS7000222"],
        words: ["client secret", "client_secret"])
    static let expired = Topic(
        codes: ["token_expired", "expired_token", "tokenexpired"], numbers: ["AADSTS500133"], words: ["expired"])
    static let grantType = Topic(words: ["grant type", "grant_type", "grant-type", "granttype", " flow"])
}
