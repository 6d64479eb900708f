internal import Settings
internal import Workbench

extension CompletionSource {
    /// Files and folders below what is typed; hidden ones only where a dot asks for them.
    static let files = CompletionSource(kind: .file) { request, bench in
        let slash = request.typed.lastIndex(of: "/")
        let folder = slash.map { String(request.typed[...$0]) } ?? ""
        let name = slash.map { request.typed[request.typed.index(after: $0)...] } ?? request.typed[...]
        let entries = bench.environment.files.list(folder.isEmpty ? "." : folder)
        return entries.filter { $0.name.hasPrefix(name) && (name.hasPrefix(".") || !$0.name.hasPrefix(".")) }
            .sorted { $0.name < $1.name }.map { entry in
                Completion(folder + entry.name + (entry.isFolder ? "/" : ""), isWhole: !entry.isFolder)
            }
    }
}
