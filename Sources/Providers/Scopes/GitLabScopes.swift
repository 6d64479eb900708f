extension ScopeNames {
    /// docs.gitlab.com: Configure GitLab as an OAuth 2.0 identity provider, authorized applications.
    static let gitlab = ScopeNames(
        included: [
            "api": [
                "read_api", "read_user", "read_repository", "write_repository", "read_registry", "write_registry",
            ], "read_api": ["read_user", "read_repository", "read_registry"], "write_repository": ["read_repository"],
            "write_registry": ["read_registry"],
        ])
}
