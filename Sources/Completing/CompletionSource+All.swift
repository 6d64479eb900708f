package import Workbench

extension CompletionSource {
    /// Where names come from. To add one, write its file in `Sources` and name it here.
    package static let all: [CompletionSource] = [
        .clients, .tokens, .tokenFields, .tokenTypes, .sessions, .providers, .scopes, .redirectURIs,
        .clientAuthentications,
        .resources, .headers, .files, .variables, .exchanges, .users, .faults, .preferences, .preferenceValues,
        .aliases, .pluginOperands,
    ]
}
