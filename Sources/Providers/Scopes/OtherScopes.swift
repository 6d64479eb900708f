extension ScopeNames {
    /// Names that several providers have in common, each documented by them: Salesforce (`full`), Strava, Zoho, Reddit.
    static let others = ScopeNames(
        aliases: [["offline_access", "refresh_token", "offline"]],
        included: [
            "full": ["api", "web", "id", "profile", "email", "address", "phone", "openid", "chatter_api"],
            "activity:read_all": ["activity:read"], "profile:read_all": ["read"], "read_all": ["read"],
        ])
}
