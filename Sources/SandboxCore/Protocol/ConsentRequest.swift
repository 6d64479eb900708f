package import OAuthCore

/// What a user is asked to allow, and where the answer goes.
///
/// The sign-in and consent pages know nothing else of what asks: an authorization request, or a device that waits. The
/// value lives for one HTTP request. The pages' forms carry ``text``, from which the ``ConsentSource`` that made the
/// value makes it again.
package struct ConsentRequest: Sendable {
    /// The name of the ``ConsentSource`` that made it.
    package var source: String
    /// What the source makes it from: the form field `request`.
    package var text: String
    /// The client that asks, whose name the pages show.
    package var client: Client
    /// What the user can tick on the consent page.
    package var scope: Scope
    /// The path that shows this request to whoever is signed in, or asks to sign in.
    package var path: String
    /// The path that follows a sign-in.
    package var pathAfterSignIn: String
    /// The user name that the sign-in page begins with.
    package var loginHint: String?
    /// Where the pages' forms may lead beside the sandbox, as a Content-Security-Policy names it.
    package var formTarget: String?
    /// A sentence above the permissions, such as what the user is to compare.
    package var note: String?
    /// A sentence for the end of the consent page, where the user is not sent to ``formTarget``.
    package var closing: String?
    /// Carries out that the user allowed a scope, which is a part of ``scope`` and not empty.
    package var allow: @Sendable (Scope, BrowserSession) async throws -> Reply
    /// Carries out that the user denied it.
    package var deny: @Sendable (BrowserSession) async throws -> Reply

    /// A request for consent; see the properties for the meaning of each value.
    package init(
        source: String, text: String, client: Client, scope: Scope, path: String, pathAfterSignIn: String,
        loginHint: String? = nil, formTarget: String? = nil, note: String? = nil, closing: String? = nil,
        allow: @escaping @Sendable (Scope, BrowserSession) async throws -> Reply,
        deny: @escaping @Sendable (BrowserSession) async throws -> Reply
    ) {
        self.source = source
        self.text = text
        self.client = client
        self.scope = scope
        self.path = path
        self.pathAfterSignIn = pathAfterSignIn
        self.loginHint = loginHint
        self.formTarget = formTarget
        self.note = note
        self.closing = closing
        self.allow = allow
        self.deny = deny
    }
}

/// A kind of request that the sign-in and consent pages are shown for.
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/consentSources``.
package struct ConsentSource: Sendable {
    /// The form field `source`; the pages leave it out for ``standard``.
    package let name: String
    /// Makes the request from the text that a form brings, and checks it again: the text may be anything.
    ///
    /// - Throws: a ``Refusal`` where there is no such request, or not any more.
    package let read: @Sendable (_ text: String, Provider) async throws -> ConsentRequest

    /// The source of a form that does not name one.
    package static let standard = "authorization"

    /// A source; `name` must differ from those of the other sources.
    package init(name: String, read: @escaping @Sendable (_ text: String, Provider) async throws -> ConsentRequest) {
        self.name = name
        self.read = read
    }
}
