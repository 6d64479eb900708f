/// Every topic. To add one, write it in this folder and name it here.
package enum TopicTable {
    /// The narrower ones first: the first that is named gives the verdict where no rule does.
    static let all: [Topic] = [
        .pending, .slowDown, .deviceExpired, .nonce, .dpopNonce, .dpopProof, .stepUp,
        .federatedSubject, .tenant, .twoMethods, .secretIdentifier, .secretExpired, .clientDisabled, .certificate,
        .refreshReuse, .refreshToken, .insecureRedirectURI, .pushed, .requestURI, .requestObject,
        .registration, .json, .redirectURI, .verifier, .codeUsed, .codeExpired, .code, .exchangeRefused, .subjectToken,
        .tokenAudience,
        .target, .tester, .consent, .interaction, .user, .clientAssertion, .assertion, .client, .secret,
        .clientAuthentication,
        .grantType, .responseType, .apiDisabled, .scopeShort, .scope, .policy,
        .encrypted, .issuer, .audience, .key, .signature, .clock, .revoked, .tokenMissing, .expired, .headerMissing,
        .apiKey,
        .environment, .emailUnverified, .plan, .permission, .state, .cookie, .origin, .userAgent, .mediaType, .method,
        .parameterMissing, .authorizationParameterMissing, .rate, .blocked,
    ]

    /// What each topic may mean: the topic's name, the cause, and the verdict's sentence, in the order of the table.
    package static var meanings: [(topic: String, cause: String, sentence: String)] {
        all.flatMap { topic in topic.meanings.map { (topic.name, $0.cause, $0.sentence) } }
    }

    /// The topics that words speak of at any of some endpoints, in the order of the table.
    static func named(in words: ServerWords, at places: Set<EndpointKind>) -> [Topic] {
        guard !words.isEmpty else { return [] }
        return all.filter { topic in
            guard topic.at?.isDisjoint(with: places) != true else { return false }
            return topic.isNamed(in: words)
        }
    }
}
