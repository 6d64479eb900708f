/// Secrets of every kind, each put where a user would write it by hand, and found again by nobody.
///
/// Each is made of letters that turn up nowhere else. The shortest have five: fewer turn up in what is random.
enum PlantedSecrets {
    static let kinds: [(kind: String, value: String, line: String)] = [
        ("short client secret", "q7Zx9", "client add short client_secret=q7Zx9 redirect={{callback}}"),
        ("long client secret", "l0ng-cl1ent-s3cr3t-000111", "client add long client_secret=l0ng-cl1ent-s3cr3t-000111"),
        ("authorization code", "c0de-pl4nted", "try exchange code=c0de-pl4nted"),
        ("short code", "k3y9Q", "try exchange code=k3y9Q"),
        ("code verifier", "v3r1fier-pl4nted", "try exchange code=x1 code_verifier=v3r1fier-pl4nted"),
        ("password", "pw.4Xz", "try exchange code=x1 username=ada password=pw.4Xz"),
        ("device code", "d3v1ce-pl4nted", "try exchange code=x1 device_code=d3v1ce-pl4nted"),
        ("refresh token", "r3fresh-pl4nted", "try refresh refresh_token=r3fresh-pl4nted"),
        ("access token", "acc3ss-pl4nted", "try get /oauth/userinfo?access_token=acc3ss-pl4nted"),
        ("token in a fragment", "fr4gment-pl4nted", "try get /oauth/userinfo?a=1#access_token=fr4gment-pl4nted"),
        ("revoked token", "r3v0ked-pl4nted", "try revoke token=r3v0ked-pl4nted"),
        ("key by its name", "k3yset-pl4nted", "set SERIKA_API_KEY = k3yset-pl4nted"),
        ("short key by its name", "s4rtK", "set other_key = s4rtK"),
        ("key by its form", "at_f0rmpl4nted0000", "set tok = at_f0rmpl4nted0000"),
        ("key by its look", "wJ4lrXUtnF9MI7K8MD2NGbPxRf5CYzz0", "set plain = wJ4lrXUtnF9MI7K8MD2NGbPxRf5CYzz0"),
        ("marked", "m4rkd", "set --secret pin = m4rkd"),
        ("password in a URL", "us3r1nfo", "try get http://ada:us3r1nfo@127.0.0.1:9/x"),
        ("password of a proxy", "pr0xypw", "try get http://127.0.0.1:9/x --proxy http://ada:pr0xypw@127.0.0.1:9"),
        ("cookie", "c00k1", "try get /oauth/userinfo Cookie:\"theme=dark; sid=c00k1\""),
        ("bearer by hand", "b34rer-pl4nted", "try get /oauth/userinfo Authorization:\"Bearer b34rer-pl4nted\""),
        ("short bearer by hand", "h4ndB", "try get /oauth/userinfo Authorization:\"Bearer h4ndB\""),
        ("key in a header", "x4pi9", "try get /oauth/userinfo X-Api-Key:x4pi9"),
        ("member of JSON", "j5onS", "try post /things client_secret=j5onS"),
        ("in a raw body", "r4wBd", "try post /things --body 'a=1&client_secret=r4wBd'"),
        ("encoded by hand", "h4nd%2fenc", "try get /oauth/userinfo?access_token=h4nd%2fenc"),
        ("private key", "MIIEvPl4ntedPrivateKey0123456789abcdef", "set pem=@PEM"),
        ("private key that is sent", "MIIEvPl4ntedPrivateKey0123456789abcdef", "try post /things note={{pem}}"),
        ("of the environment", "env1r0nment-pl4nted", "try post /things note={{env.PLANTED_TOKEN}}"),
    ]

    /// What fails before it runs; each is typed by itself.
    static let mistakes: [(value: String, line: String)] = [
        ("w0rds-pl4nted", "session unlock w0rds-pl4nted"), ("sp4re-pl4nted", "client add a sp4re-pl4nted"),
        ("unkn0wn-pl4nted", "clint add a client_secret=unkn0wn-pl4nted"),
        ("bl4nk-pl4nted", "get /x Authorization:Bearer bl4nk-pl4nted"),
        ("sett1ng-pl4nted", "client add a client_secret=sett1ng-pl4nted bogus=1"),
        ("p4ssw-pl4nted", "set password = my p4ssw-pl4nted"),
    ]

    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIIEvPl4ntedPrivateKey0123456789abcdef
        -----END PRIVATE KEY-----

        """

    /// - Parameter file: where the private key lies.
    static func lines(privateKey file: String) -> [String] {
        ["use sandbox", "client create App redirect={{callback}} scope=profile", "client add mine", "client use App"]
            + kinds.map { $0.line.replacing("PEM", with: file) }
    }

    /// What looks at all of it, and writes it to files.
    static let looking = [
        "client list", "client show", "vars", "vars --all", "log", "log 2", "log 5", "log 9", "log 12", "log 15",
        "log 20",
        "show request", "show headers", "show", "trace", "why", "show {{SERIKA_API_KEY}}", "show {{env.PLANTED_TOKEN}}",
        "export curl", "export hurl", "export httpie", "export har all --to all.har", "export curl all --to all.sh",
        "export hurl all --to all.hurl", "export http all --to all.http", "export httpie all --to all.httpie",
        "export keyway all --to all.keyway", "session export bundle.json", "vars > vars.txt", "log 3 | cat",
        "history", "config",
    ]
}
