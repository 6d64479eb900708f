internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Plugins
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum PluginNew {
    static let command = Command(
        "plugin new", .plugin, "write the beginnings of a plugin, with a test of it",
        operands: [OperandShape("NAME", .word, "what it is to be called")],
        options: [OptionShape("kind", value: "KIND", "script (as by default), or process: an executable in Python")],
        details: "It writes NAME.keyway or NAME.py, and NAME.test.keyway beside it, into the working folder.",
        traits: CommandTraits(
            effect: .managesPlugins, runBy: .typed, needs: .plugins, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["plugin new sign", "plugin new --kind process sign"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let name = call.text(0) ?? ""
        guard name.wholeMatch(of: /[a-z][a-z0-9-]*/) != nil else {
            throw Diagnostic(
                .usage, "plugin-name", "a plugin cannot be called \(name)", expected: "small letters, digits and -")
        }
        let kind = call.option("kind") ?? "script"
        guard let kind = PluginRecord.Kind(rawValue: kind) else {
            throw Diagnostic(.usage, "plugin-kind", "there is no kind \(kind)", expected: "script or process")
        }
        let file = bench.environment.files.absolute(kind == .script ? "\(name).keyway" : "\(name).py")
        let test = bench.environment.files.absolute("\(name).test.keyway")
        for path in [file, test] {
            try bench.checkWriting(path, call)
            guard bench.environment.files.exists(path) else { continue }
            throw Diagnostic(.execution, "file-exists", "\(path) is there already", advice: ["choose another name"])
        }
        let text = kind == .script ? PluginSkeleton.script(name) : PluginSkeleton.process(name)
        _ = try bench.write(Array(text.utf8), toNamed: file, for: call)
        _ = try bench.write(Array(PluginSkeleton.test(name).utf8), toNamed: test, for: call)
        if kind == .process { try PrivateFile.makeExecutable(file) }
        return .note(
            "wrote \(file) and \(test); try it: plugin test \(file), plugin add \(file), then keyway run \(test)",
            ["file": JSON(file), "test": JSON(test)])
    }
}
