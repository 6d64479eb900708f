internal import JSONKit
internal import Workbench

extension EditorFile {
    /// For VS Code, Sublime Text, Zed, JetBrains and everything else that reads TextMate grammars.
    static let textMate = EditorFile(path: "keyway.tmLanguage.json") { table in
        TextMateGrammar(EditorNames(table)).json.text(.pretty) + "\n"
    }
}

private struct TextMateGrammar {
    let names: EditorNames

    init(_ names: EditorNames) { self.names = names }

    var json: JSON {
        [
            "name": "Keyway", "scopeName": "source.keyway", "fileTypes": ["keyway"],
            "patterns": ["#comment", "#step", "#command", "#keyword", "#word"].includes,
            "repository": [
                "comment": match("comment.line.number-sign.keyway", #"(?<=^|\s)#.*$"#),
                "step": step, "command": command, "keyword": keyword, "word": word, "string": strings,
                "reference": reference, "predicate": predicate,
            ],
        ]
    }

    private var step: JSON {
        [
            "begin": #"^\s*(step)\b"#, "end": "$", "beginCaptures": ["1": ["name": "keyword.control.step.keyway"]],
            "patterns": ["#string", "#reference", "#word"].includes,
        ]
    }

    /// A command at the beginning of a line, and all that follows it.
    private var command: JSON {
        [
            "begin": JSON(#"^\s*(?:(try)\s+)?("# + alternatives(names.commands) + #")(?=\s|$)"#),
            "end": #"(?<!\\)$"#,
            "beginCaptures": [
                "1": ["name": "keyword.control.keyway"], "2": ["name": "support.function.command.keyway"],
            ],
            "patterns": ["#comment", "#predicate", "#word"].includes,
        ]
    }

    private var keyword: JSON {
        match("keyword.control.keyway", #"(?<=^|\s)(?:"# + alternatives(names.keywords) + #")(?=\s|$)"#)
    }

    private var predicate: JSON {
        let words = names.predicates.filter(EditorNames.isWord) + names.queries
        return [
            "patterns": [
                match("keyword.operator.keyway", #"(?<=\s)(?:==|!=|<=|>=|<|>|=|\|)(?=\s)"#),
                match("support.function.predicate.keyway", #"(?<=\s)(?:"# + alternatives(words) + #")(?=\s|$)"#),
            ]
        ]
    }

    private var word: JSON {
        [
            "patterns": [
                ["include": "#comment"], ["include": "#string"], ["include": "#reference"],
                match("variable.parameter.option.keyway", #"(?<=\s)--[A-Za-z][A-Za-z0-9-]*"#),
                match("variable.other.path.keyway", #"(?<=^|\s)\$[.\[]?[^\s{]*"#),
                match("entity.other.attribute-name.keyway", #"(?<=\s)[A-Za-z_][A-Za-z0-9_.\[\]-]*(?=:=|==|=|:(?!//))"#),
                match("constant.numeric.keyway", #"(?<=[\s=])-?[0-9]+(?:\.[0-9]+)?(?=\s|$)"#),
                match("constant.language.keyway", #"(?<=[\s=])(?:true|false|null)(?=\s|$)"#),
                match("markup.underline.link.keyway", #"https?://[^\s"']+"#),
            ]
        ]
    }

    private var strings: JSON {
        [
            "patterns": [
                region("string.quoted.triple.keyway", "\"\"\"", "\"\"\"", ["#reference"]),
                region("string.quoted.single.keyway", "'", "'", []),
                [
                    "name": "string.quoted.double.keyway", "begin": "\"", "end": "\"",
                    "patterns": [match("constant.character.escape.keyway", #"\\."#), ["include": "#reference"]],
                ],
            ]
        ]
    }

    private var reference: JSON {
        [
            "name": "meta.interpolation.keyway", "begin": #"\{\{"#, "end": #"\}\}"#,
            "beginCaptures": ["0": ["name": "punctuation.section.interpolation.keyway"]],
            "endCaptures": ["0": ["name": "punctuation.section.interpolation.keyway"]],
            "patterns": [
                ["include": "#string"],
                match(
                    "support.function.filter.keyway",
                    #"(?<=\|)\s*(?:"# + alternatives(names.filters.filter(EditorNames.isWord)) + #")\b"#),
                match("variable.other.keyway", #"[A-Za-z_$][A-Za-z0-9_.$\[\]*-]*"#),
            ],
        ]
    }

    private func match(_ name: String, _ pattern: String) -> JSON { ["name": JSON(name), "match": JSON(pattern)] }

    private func region(_ name: String, _ begin: String, _ end: String, _ patterns: [String]) -> JSON {
        ["name": JSON(name), "begin": JSON(begin), "end": JSON(end), "patterns": patterns.includes]
    }

    private func alternatives(_ names: [String]) -> String {
        names.map { $0.replacing(" ", with: #"\s+"#) }.joined(separator: "|")
    }
}

extension [String] {
    fileprivate var includes: JSON { JSON(map { ["include": JSON($0)] }) }
}
