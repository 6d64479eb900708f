extension ScopeNames {
    /// docs.github.com: Scopes for OAuth apps; normalized scopes. What another scope includes is left out of the answer.
    static let github = ScopeNames(
        included: [
            "repo": ["repo:status", "repo_deployment", "public_repo", "repo:invite", "security_events"],
            "admin:repo_hook": ["write:repo_hook", "read:repo_hook"], "write:repo_hook": ["read:repo_hook"],
            "admin:org": ["write:org", "read:org", "manage_runners:org"], "write:org": ["read:org"],
            "admin:public_key": ["write:public_key", "read:public_key"], "write:public_key": ["read:public_key"],
            "admin:gpg_key": ["write:gpg_key", "read:gpg_key"], "write:gpg_key": ["read:gpg_key"],
            "admin:ssh_signing_key": ["write:ssh_signing_key", "read:ssh_signing_key"],
            "write:ssh_signing_key": ["read:ssh_signing_key"], "user": ["read:user", "user:email", "user:follow"],
            "project": ["read:project"], "write:packages": ["read:packages"],
            "write:discussion": ["read:discussion"], "codespace": ["codespace:secrets"],
            "admin:enterprise": ["manage_runners:enterprise", "manage_billing:enterprise", "read:enterprise"],
            "audit_log": ["read:audit_log"],
        ])
}
