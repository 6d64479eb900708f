extension ScopeNames {
    /// learn.microsoft.com: Scopes and permissions in the Microsoft identity platform.
    static let microsoft = ScopeNames(
        prefixes: ["https://graph.microsoft.com/", "https://graph.microsoft.com//"],
        includedEndings: [
            (".ReadWrite", ".Read"), (".ReadWrite.All", ".Read.All"), (".ReadWrite.All", ".ReadWrite"),
            (".ReadWrite.All", ".Read"), (".Read.All", ".Read"), (".Read.All", ".ReadBasic.All"),
            (".Read", ".ReadBasic"),
        ], unstated: ["openid", "profile", "email", "offline_access"], everything: ["/.default"], ignoresCase: true)
}
