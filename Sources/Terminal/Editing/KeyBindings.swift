internal import CEditline

/// What a key function tells Editline.
enum KeyAnswer {
    case nothing, refresh, error, newline, end

    var code: UInt8 {
        let code =
            switch self {
            case .nothing: CC_NORM
            case .refresh: CC_REFRESH
            case .error: CC_ERROR
            case .newline: CC_NEWLINE
            case .end: CC_EOF
            }
        return UInt8(truncatingIfNeeded: code)
    }
}

/// Keys and what they do, before and after the user's own `.editrc`.
enum KeyBindings {
    /// Characters that no keyboard sends (C1 controls are dropped from the input), for keys that we press ourselves.
    enum Code: UInt32 {
        case paste = 0x9A
        case enter = 0x9B
        case list = 0x9C
        case stop = 0x9D
        case home = 0x80
        case end = 0x81
        case delete = 0x82
        case wordLeft = 0x83
        case wordRight = 0x84
        case up = 0x85
        case down = 0x86
        case left = 0x87
        case right = 0x88
        case older = 0x89
        case newer = 0x8A
        case deleteWord = 0x8B
        case pageUp = 0x8C
        case pageDown = 0x8D
        case search = 0x8E

        var scalar: Unicode.Scalar { Unicode.Scalar(UInt8(rawValue)) }
        /// As `bind` reads it.
        fileprivate var name: String { "\\" + String(rawValue, radix: 8) }
    }

    static func install(on editor: OpaquePointer, usesViKeys: Bool, bindingsFile: BindingsFile?) {
        addFunctions(to: editor)
        addMovements(to: editor)
        addRecalls(to: editor)
        keyway_el_set_editor(editor, usesViKeys ? "vi" : "emacs")
        bindConvenient(on: editor)
        bindEssentials(on: editor)
        if let file = bindingsFile {
            file.apply(to: editor)
            if file.choosesKeys {
                bindConvenient(on: editor)
                file.applyBindings(to: editor)
            }
        }
        bindEssentials(on: editor)
        // No signals and no flow control by keys; and line ends as they were sent, which Editline would swap.
        for flag in ["-isig", "-ixon", "-inlcr", "-icrnl"] { keyway_el_set_edit_mode_flag(editor, flag) }
    }

    private static let convenient = [
        ("^I", "keyway-complete"), ("^R", "keyway-search"), ("^S", "keyway-search"), ("^X^E", "keyway-edit"),
        ("^M", "keyway-enter"), ("^J", "keyway-enter"),
    ]

    /// What Emacs's keys have in vi's insert mode too: there Editline would insert the control character.
    private static let whileTyping = [
        ("^A", "ed-move-to-beg"), ("^B", "ed-prev-char"), ("^E", "keyway-end"), ("^F", "keyway-right"),
        ("^K", "ed-kill-line"), ("^L", "ed-clear-screen"), ("^N", "keyway-newer"), ("^P", "keyway-older"),
        ("^T", "ed-transpose-chars"), ("^Y", "em-yank"), ("^G", "ed-unassigned"), ("^O", "ed-unassigned"),
        ("^\\", "ed-unassigned"), ("^]", "ed-unassigned"), ("^^", "ed-unassigned"), ("^_", "ed-unassigned"),
    ]

    private static func bindConvenient(on editor: OpaquePointer) {
        let isVi = keyway_el_is_vi(editor) != 0
        for (key, command) in convenient { keyway_el_bind(editor, key, command) }
        for (key, emacs, typing, command) in SpecialKeys.commands {
            keyway_el_bind(editor, key.name, isVi ? typing : emacs)
            if isVi { keyway_el_bind_alternative(editor, key.name, command) }
        }
        guard isVi else { return }
        for (key, command) in whileTyping { keyway_el_bind(editor, key, command) }
        for (key, command) in convenient where key != "^I" { keyway_el_bind_alternative(editor, key, command) }
        keyway_el_bind_alternative(editor, "v", "keyway-edit")
    }

    private static func bindEssentials(on editor: OpaquePointer) {
        let essentials = [
            ("^C", "keyway-interrupt"), ("^D", "keyway-end-or-delete"), ("^Z", "keyway-suspend"),
            (Code.paste.name, "keyway-paste"), (Code.enter.name, "keyway-finish"), (Code.list.name, "keyway-list"),
            (Code.stop.name, "keyway-stop"), (Code.search.name, "keyway-show-search"),
        ]
        for (key, command) in essentials {
            keyway_el_bind(editor, key, command)
            keyway_el_bind_alternative(editor, key, command)
        }
    }

    private static func addFunctions(to editor: OpaquePointer) {
        add("keyway-complete", "Complete the word at the cursor", to: editor) { handle, _ in
            (Editline.of(handle)?.complete() ?? .error).code
        }
        add("keyway-list", "Show the candidates", to: editor) { handle, _ in
            (Editline.of(handle)?.list() ?? .error).code
        }
        add("keyway-interrupt", "Give the line up", to: editor) { handle, _ in
            (Editline.of(handle)?.interrupt() ?? .error).code
        }
        add("keyway-end-or-delete", "Leave, or delete the next character", to: editor) { handle, _ in
            (Editline.of(handle)?.endOrDelete() ?? .error).code
        }
        add("keyway-paste", "Insert what was pasted", to: editor) { handle, _ in
            (Editline.of(handle)?.insertPaste() ?? .error).code
        }
        add("keyway-suspend", "Stop and go back to the shell", to: editor) { handle, _ in
            (Editline.of(handle)?.suspend() ?? .error).code
        }
        add("keyway-stop", "Stop below the line", to: editor) { handle, _ in
            (Editline.of(handle)?.stop() ?? .error).code
        }
    }

    private static func addMovements(to editor: OpaquePointer) {
        add("keyway-edit", "Open the line in an editor", to: editor) { handle, _ in
            (Editline.of(handle)?.edit() ?? .error).code
        }
        add("keyway-end", "Go behind the last character", to: editor) { handle, _ in
            (Editline.of(handle)?.goToEnd() ?? .error).code
        }
        add("keyway-right", "Go behind the next character", to: editor) { handle, _ in
            (Editline.of(handle)?.goRight() ?? .error).code
        }
        add("keyway-delete", "Delete the next character", to: editor) { handle, _ in
            (Editline.of(handle)?.deleteNext() ?? .error).code
        }
        add("keyway-older", "Recall the entry before", to: editor) { handle, _ in
            (Editline.of(handle)?.recall(.older) ?? .error).code
        }
        add("keyway-newer", "Recall the next entry", to: editor) { handle, _ in
            (Editline.of(handle)?.recall(.newer) ?? .error).code
        }
    }

    private static func addRecalls(to editor: OpaquePointer) {
        add("keyway-enter", "Enter the line", to: editor) { handle, _ in
            (Editline.of(handle)?.enter() ?? .error).code
        }
        add("keyway-finish", "Hand the line over", to: editor) { handle, _ in
            (Editline.of(handle)?.finish() ?? .error).code
        }
        add("keyway-search", "Search the history", to: editor) { handle, _ in
            (Editline.of(handle)?.beginSearch() ?? .error).code
        }
        add("keyway-show-search", "Show what was found", to: editor) { handle, _ in
            (Editline.of(handle)?.showSearch() ?? .error).code
        }
        add("keyway-earlier", "Recall the entry before that begins so", to: editor) { handle, _ in
            (Editline.of(handle)?.recallPrefixed(by: 1) ?? .error).code
        }
        add("keyway-later", "Recall the next entry that begins so", to: editor) { handle, _ in
            (Editline.of(handle)?.recallPrefixed(by: -1) ?? .error).code
        }
    }

    private static func add(
        _ name: String, _ help: String, to editor: OpaquePointer,
        function: @escaping @convention(c) (OpaquePointer?, Int32) -> UInt8
    ) {
        keyway_el_add_function(editor, name, help, function)
    }
}
