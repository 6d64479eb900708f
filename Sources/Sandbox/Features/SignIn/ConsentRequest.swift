internal import OAuthCore

/// What a user is asked to allow, and where the answer goes.
///
/// The sign-in and consent pages know nothing else of what asks: an authorization request, or a device that waits. The
/// value lives for one HTTP request. The pages' forms carry ``text``, from which the ``ConsentSource`` that made the
/// value makes it again.
struct ConsentRequest: Sendable {
    /// The name of the ``ConsentSource`` that made it.
    var source: String
    /// What the source makes it from: the form field `request`.
    var text: String
    var client: Client
    /// What the user can tick on the consent page.
    var scope: Scope
    /// The path that shows this request to whoever is signed in, or asks to sign in.
    var path: String
    /// The path that follows a sign-in.
    var pathAfterSignIn: String
    /// The user name that the sign-in page begins with.
    var loginHint: String?
    /// Where the pages' forms may lead beside the sandbox, as a Content-Security-Policy names it.
    var formTarget: String?
    /// A sentence above the permissions, such as what the user is to compare.
    var note: String?
    /// A sentence for the end of the consent page, where the user is not sent to ``formTarget``.
    var closing: String?
    /// Carries out that the user allowed a scope, which is a part of ``scope`` and not empty.
    var allow: @Sendable (Scope, BrowserSession) async throws -> Reply
    /// Carries out that the user denied it.
    var deny: @Sendable (BrowserSession) async throws -> Reply
}

/// A kind of request that the sign-in and consent pages are shown for.
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/consentSources``.
struct ConsentSource: Sendable {
    /// The form field `source`; the pages leave it out for ``standard``.
    let name: String
    /// Makes the request from the text that a form brings, and checks it again: the text may be anything.
    ///
    /// - Throws: a ``Refusal`` where there is no such request, or not any more.
    let read: @Sendable (_ text: String, Provider) async throws -> ConsentRequest

    /// The source of a form that does not name one.
    static let standard = "authorization"
}
