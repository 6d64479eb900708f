internal import Workbench

extension EditorFile {
    /// For Vim and Neovim: a folder of the runtime path.
    static let vimSyntax = EditorFile(path: "vim/syntax/keyway.vim") { table in VimSyntax(EditorNames(table)).text }

    static let vimDetection = EditorFile(path: "vim/ftdetect/keyway.vim") { _ in
        "autocmd BufRead,BufNewFile *.keyway setfiletype keyway\n"
    }
}

private struct VimSyntax {
    let names: EditorNames

    init(_ names: EditorNames) { self.names = names }

    var text: String {
        """
        " Keyway recipes. Written by `keyway editor-files`; do not edit.
        if exists("b:current_syntax")
          finish
        endif
        syntax case match
        setlocal iskeyword+=-

        syntax match keywayComment /\\%(^\\|\\s\\)\\@1<=#.*$/
        syntax match keywayKeyword /^\\s*\\zs\\%(\(alternatives(names.keywords))\\)\\ze\\%(\\s\\|$\\)/ nextgroup=keywayCommand skipwhite
        syntax match keywayKeyword /\\s\\zs\\%(in\\|every\\|until\\)\\ze\\s/
        syntax match keywayCommand /\\%(^\\s*\\%(try\\s\\+\\)\\?\\)\\@<=\\%(\(alternatives(names.commands))\\)\\ze\\%(\\s\\|$\\)/
        syntax match keywayPredicate /\\s\\zs\\%(\(alternatives(names.predicates.filter(EditorNames.isWord)))\\)\\ze\\%(\\s\\|$\\)/
        syntax match keywayQuery /\\%(expect\\|show\\|if\\|until\\|=\\)\\s\\+\\zs\\%(\(alternatives(names.queries))\\)\\ze\\%(\\s\\|$\\)/
        syntax match keywayOperator /\\s\\zs\\%(==\\|!=\\|<=\\|>=\\|<\\|>\\|=\\||\\)\\ze\\s/
        syntax match keywayOption /\\s\\zs--[A-Za-z][A-Za-z0-9-]*/
        syntax match keywayItem /\\s\\zs[A-Za-z_][A-Za-z0-9_.\\[\\]-]*\\ze\\%(:=\\|==\\|=\\|:\\%(\\/\\/\\)\\@!\\)/
        syntax match keywayPath /\\%(^\\|\\s\\)\\@1<=\\$[.\\[]\\?[^ {]*/
        syntax match keywayNumber /\\%(\\s\\|=\\)\\@1<=-\\?\\d\\+\\%(\\.\\d\\+\\)\\?\\ze\\%(\\s\\|$\\)/
        syntax region keywayReference matchgroup=keywayBraces start=/{{/ end=/}}/ contains=keywayString,keywayFilter oneline
        syntax match keywayFilter /|\\s*\\zs\\%(\(alternatives(names.filters.filter(EditorNames.isWord)))\\)\\>/ contained
        syntax region keywayString start=/"/ skip=/\\\\./ end=/"/ contains=keywayReference
        syntax region keywayString start=/\"\"\"/ end=/\"\"\"/ contains=keywayReference
        syntax region keywayString start=/'/ end=/'/

        highlight default link keywayComment Comment
        highlight default link keywayKeyword Statement
        highlight default link keywayCommand Function
        highlight default link keywayPredicate Operator
        highlight default link keywayQuery Identifier
        highlight default link keywayOperator Operator
        highlight default link keywayOption Special
        highlight default link keywayItem Type
        highlight default link keywayPath Identifier
        highlight default link keywayNumber Number
        highlight default link keywayReference Identifier
        highlight default link keywayBraces Delimiter
        highlight default link keywayFilter Function
        highlight default link keywayString String

        let b:current_syntax = "keyway"

        """
    }

    private func alternatives(_ names: [String]) -> String {
        names.map { $0.replacing(" ", with: "\\s\\+") }.joined(separator: "\\|")
    }
}
