internal import Settings
internal import Workbench

extension CompletionSource {
    static let preferences = CompletionSource(kind: .preference) { _, _ in
        Preference.all.map { Completion($0.name, $0.summary) }
    }

    static let preferenceValues = CompletionSource(kind: .preferenceValue) { request, _ in
        (request.words.first.flatMap(Preference.named)?.choices ?? []).map { Completion($0) }
    }
}
