internal import GRDB
internal import SandboxCore

extension Feature {
    /// The pages on which users sign in and allow what a feature asks for, and what the pages are drawn with.
    static var signIn: Feature {
        var feature = Feature("sign-in", "Signs users in and asks for their consent.")
        feature.canBeSwitchedOff = false
        feature.routes = [
            Route("POST", "/oauth/sign-in", .page, .signIn, SignIn.respond),
            Route("POST", "/oauth/sign-out", .page, .signOut, SignOut.respond),
            Route("POST", "/oauth/consent", .page, .consent, GiveConsent.respond),
            Route("GET", "/oauth/pages/:name", .page, "page-files", PageFile.respond),
            Route("GET", "/oauth/avatars/:name", .page, "avatars", AvatarFile.respond),
        ]
        feature.pages = [
            PageTemplate("sign-in", PackageResources.sign_in_mustache),
            PageTemplate("consent", PackageResources.consent_mustache),
        ]
        feature.housekeeping = { past, db in
            try db.run("DELETE FROM browser_sessions WHERE expires_at < ?", [past])
        }
        return feature
    }
}

extension EndpointName {
    static let signIn: EndpointName = "sign-in"
    static let signOut: EndpointName = "sign-out"
    static let consent: EndpointName = "consent"
}
