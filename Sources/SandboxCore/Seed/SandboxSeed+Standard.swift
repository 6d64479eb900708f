internal import JSONKit

extension SandboxSeed {
    /// What a sandbox starts with unless it is told otherwise.
    public static let standard = SandboxSeed(
        users: [
            SandboxUser(
                id: "user_1", name: "ada", password: "engine", apiKey: "sk-sandbox-ada",
                sessionToken: "session-sandbox-ada", plan: "pro"),
            SandboxUser(
                id: "user_2", name: "ben", password: "kite", apiKey: "sk-sandbox-ben",
                sessionToken: "session-sandbox-ben", plan: "free"),
            SandboxUser(
                id: "user_3", name: "cleo", password: "needle", apiKey: "sk-sandbox-cleo",
                sessionToken: "session-sandbox-cleo", plan: "team"),
        ],
        characters: [
            SandboxCharacter(
                id: "1", owner: "ada", name: "Captain Vega",
                description: "A retired star-freighter pilot who has an anecdote for every orbit.",
                tags: ["space", "adventure"], starterMessage: "Strap in. Where are we bound?",
                systemPrompt: "You are Captain Vega, a dry-witted pilot. You speak in short sentences.",
                createdAt: 1_735_689_600),
            SandboxCharacter(
                id: "2", owner: "ada", name: "The Difference Engine",
                description: "A brass calculator that thinks aloud, one carry at a time.", isPrivate: true,
                tags: ["machine", "history"], systemPrompt: "You are a mechanical calculator with opinions.",
                createdAt: 1_738_368_000),
            SandboxCharacter(
                id: "3", owner: "ben", name: "Mira of the Moss",
                description: "Keeper of a very small forest, patient with visitors.",
                tags: ["nature", "calm"], starterMessage: "Mind the snails, and come in.",
                systemPrompt: "You are Mira, gentle and slow to answer. You compare everything to plants.",
                createdAt: 1_740_787_200),
            SandboxCharacter(
                id: "4", owner: "ben", name: "Night Porter",
                description: "Knows who comes and goes, and says nothing.", isPrivate: true,
                tags: ["mystery"], systemPrompt: "You are the night porter of a grand hotel. You never name a guest.",
                createdAt: 1_743_465_600),
            SandboxCharacter(
                id: "5", owner: "cleo", name: "Professor Quill",
                description: "Explains anything, twice, with a drawing.", tags: ["teacher"],
                starterMessage: "Ask me what you were afraid to ask.",
                systemPrompt: "You are Professor Quill. You explain with one example and one picture in words.",
                createdAt: 1_746_057_600),
        ],
        models: [
            SandboxModel(id: "sandbox/echo", kind: .echo),
            SandboxModel(id: "sandbox/poet", kind: .poet),
            SandboxModel(id: "sandbox/painter", kind: .painter),
        ],
        clients: [
            SandboxClient(
                id: "client_sandbox_public", secret: nil, owner: "cleo", name: "Sandbox Public App",
                redirectURIs: ["http://127.0.0.1/callback", "http://[::1]/callback"],
                scopes: ["profile", "generations", "characters", "openid"]),
            // With characters that HTTP Basic carries form-encoded, to see who decodes them (RFC 6749 §2.3.1).
            SandboxClient(
                id: "client_sandbox_punctuation", secret: "secret_with:colon+plus%percent/and=more", owner: "cleo",
                name: "Sandbox Punctuation App", redirectURIs: ["http://127.0.0.1/callback"],
                scopes: ["profile", "generations", "characters", "openid"]),
        ],
        resources: [
            SandboxResource(id: "https://calendar.example/", name: "calendar", tokenFormat: .jwt),
            SandboxResource(
                id: "https://mail.example/", name: "mail", tokenFormat: .jwt, scopes: ["profile", "openid"]),
            SandboxResource(id: "https://notes.example/", name: "notes"),
            // Nobody may get tokens for it, to see what a policy refuses.
            SandboxResource(id: "https://vault.example/", name: "vault", clients: []),
        ],
        issuers: [
            // The key of RFC 8037, Appendix A, whose private half everybody knows.
            SandboxIssuer(
                issuer: "https://issuer.example",
                keys: [
                    "keys": [
                        [
                            "kty": "OKP", "crv": "Ed25519", "kid": "published",
                            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                        ]
                    ]
                ])
        ])
}
