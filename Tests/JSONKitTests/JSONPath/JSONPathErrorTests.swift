import JSONKit
import Testing

/// What a rejected query is told, habits of other dialects among it.
@Suite struct JSONPathErrorTests {
    @Test(
        arguments: [
            (
                ".a", 0, 1, "expected '$', with which every query begins but found '.'",
                "write $.a"
            ),
            (
                "a.b", 0, 1, "expected '$', with which every query begins but found 'a'",
                "write $.a.b"
            ),
            (
                "[0]", 0, 1, "expected '$', with which every query begins but found '['",
                "write $[0]"
            ),
            (
                "@.a", 0, 1, "expected '$', with which every query begins but found '@'",
                "write $.a; '@' has a meaning in filters only"
            ),
            (
                "", 0, 0, "expected '$', with which every query begins but the query ends",
                "$ alone is the whole document"
            ),
            (
                ".", 0, 1, "expected '$', with which every query begins but found '.'",
                "write $, which is jq's ."
            ),
            (
                " $.a", 0, 1, "expected '$', with which every query begins but found a blank",
                "leave out the blanks before '$'"
            ),
            (
                "$.a ", 3, 1, "expected '.', '[' or the end of the query but found a blank",
                "leave out the blanks at the end"
            ),
            (
                "..a[*]", 0, 1, "expected '$', with which every query begins but found '.'",
                "write $..a[*]"
            ),
            (
                "/a/b", 0, 1, "expected '$', with which every query begins but found '/'",
                "write $.a.b"
            ),
            (
                "$.a | length", 3, 1, "expected '.', '[' or the end of the query but found a blank",
                "a query is one path; what follows '|' in jq is a query of its own"
            ),
            (
                "$.a.length()", 10, 1, "expected '.', '[' or the end of the query but found '('",
                "functions stand in filters, as in $[?length(@.name) > 3]"
            ),
            (
                "$.", 2, 0, "expected a name or '*' after '.' but the query ends",
                "leave out the last '.', or write .* for all children"
            ),
            (
                "$..", 3, 0, "expected a name, '*' or '[' after '..' but the query ends",
                "leave out the last '.', or write .* for all children"
            ),
            (
                "$...a", 3, 1, "expected a name, '*' or '[' after '..' but found '.'",
                "write .. for descendants, or . for a child"
            ),
            (
                "$.[0]", 2, 1, "expected a name or '*' after '.' but found '['",
                "leave out the '.' before '['"
            ),
            (
                "$.a-b", 3, 1, "expected '.', '[' or the end of the query but found '-'",
                "write ['a-b'], since the name has a hyphen"
            ),
            (
                "$.0", 2, 1, "expected a name or '*' after '.' but found '0'",
                "write [0] for an index, ['0'] for a name"
            ),
            (
                "$.'a b'", 2, 1, "expected a name or '*' after '.' but found a single quote",
                "write the name in brackets: ['a b']"
            ),
            (
                "$.a[]", 4, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found ']'",
                "write [*] for all elements"
            ),
            (
                "$[a]", 2, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found 'a'",
                "write the name in quotes: 'a'"
            ),
            (
                "$[a-b]", 2, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found 'a'",
                "write the name in quotes: 'a-b'"
            ),
            (
                "$[(@.length-1)]", 2, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found '('",
                "write [-1] to count from the end"
            ),
            (
                "$[(@.x)]", 2, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found '('",
                "RFC 9535 has no scripts; a filter begins with '?'"
            ),
            (
                "$[1,]", 4, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found ']'",
                "leave out the last ','"
            ),
            (
                "$[01]", 2, 2, "an integer is written without leading zeros and without '-0'",
                "write 1"
            ),
            (
                "$[-0]", 2, 2, "an integer is written without leading zeros and without '-0'",
                "write 0"
            ),
            (
                "$[+1]", 2, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found '+'",
                "leave out the '+'"
            ),
            (
                "$[$.a]", 2, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found '$'",
                "RFC 9535 has no computed names; a filter [?…] can compare"
            ),
            (
                "$[?@.b = 1]", 7, 1, "expected a comparison, '&&', '||', ',' or ']' but found '='",
                "write == to compare"
            ),
            (
                "$[?@.b === 1]", 9, 1, "expected a query, a value or a function but found '='",
                "leave out the last '='"
            ),
            (
                "$[?@.b <> 1]", 8, 1, "expected a query, a value or a function but found '>'",
                "write != for not equal"
            ),
            (
                "$[?@.b & @.c]", 7, 1, "expected a comparison, '&&', '||', ',' or ']' but found '&'",
                "write && for and"
            ),
            (
                "$[?@.b | @.c]", 7, 1, "expected a comparison, '&&', '||', ',' or ']' but found '|'",
                "write || for or"
            ),
            (
                "$[?@.b and @.c]", 7, 3, "expected a comparison, '&&', '||', ',' or ']' but found 'and'",
                "write && for and"
            ),
            (
                "$[?not @.b]", 3, 3, "expected a query, a value or a function but found 'not'",
                "write ! for not"
            ),
            (
                "$[?.b]", 3, 1, "expected a query, a value or a function but found '.'",
                "write @.b for a member of what is being tested"
            ),
            (
                "$[?b == 1]", 3, 1, "expected a query, a value or a function but found 'b'",
                "write @.b for a member, 'b' in quotes for a text"
            ),
            (
                "$[?@.b =~ /x/]", 7, 1, "expected a comparison, '&&', '||', ',' or ']' but found '='",
                "write match(@.name, '…') for the whole text or search(@.name, '…') for a part"
            ),
            (
                "$[?@.b in ['a']]", 7, 2, "expected a comparison, '&&', '||', ',' or ']' but found 'in'",
                "compare with each: @.a == 'x' || @.a == 'y'"
            ),
            (
                "$[?@.b == True]", 10, 4, "expected a query, a value or a function but found 'True'",
                "write true"
            ),
            (
                "$[?@.b == nil]", 10, 3, "expected a query, a value or a function but found 'nil'",
                "write null, or !@.name for what does not exist"
            ),
            (
                "$[?count (@.*) > 1]", 3, 5, "expected a query, a value or a function but found 'count'",
                "write count(…) without a blank before '('"
            ),
            (
                "$[?length(@.*) > 1]", 10, 3, "length() takes a single value here, and the query can select several",
                "count(…) counts what a query selects"
            ),
            (
                "$[?length(@.a)]", 3, 11, "length() gives a value, which is no condition by itself",
                "compare it, for instance length(…) > 0"
            ),
            (
                "$[?match(@.a,'x') == true]", 3, 17, "match() is true or false and cannot be compared",
                "leave out the comparison; '!' before the function negates it"
            ),
            (
                "$[?@.* == 1]", 3, 6, "a query that can select several values cannot be compared",
                "test the values one by one with a filter inside, as in @.list[?@ == 1]"
            ),
            (
                "$[?len(@.a)>1]", 3, 3, "there is no function 'len'",
                "write length(…)"
            ),
            (
                "$[?count(1) > 1]", 9, 1, "count() takes a query here",
                nil
            ),
            (
                "$[?true]", 3, 4, "a value is no condition by itself",
                "to select everything, write *"
            ),
            (
                "$['a", 2, 2, "the string is not closed",
                nil
            ),
            (
                #"$['\x']"#, 3, 2, #"'\x' is no escape in a string in ' quotes"#,
                #"a backslash itself is written \\"#
            ),
            (
                #"$['\ud800']"#, 3, 6, "half of a surrogate pair is no character",
                nil
            ),
            (
                "$[9007199254740992]", 2, 16, "the integer is beyond ±(2^53−1)",
                nil
            ),
            (
                "$[?@.a==1e400]", 8, 5, "the number is too large",
                nil
            ),
            (
                "$[?!@.a==1]", 3, 6, "a condition cannot be compared",
                "to negate a comparison, write !(…) around all of it"
            ),
            (
                "$[?@.a > ]", 9, 1, "expected a query, a value or a function but found ']'",
                nil
            ),
            (
                "$.a^", 3, 1, "expected '.', '[' or the end of the query but found '^'",
                "RFC 9535 has no parents and no names of members; paths show both"
            ),
            (
                "$[?(@.a]", 7, 1, "expected a comparison, '&&', '||' or ')' but found ']'",
                nil
            ),
            (
                "$.a[?@.b.length() > 1]", 15, 1, "expected a comparison, '&&', '||', ',' or ']' but found '('",
                "a function takes the query as its argument, as in length(@.name)"
            ),
            (
                "$[1 2]", 4, 1, "expected ',' or ']' but found '2'",
                nil
            ),
            (
                "$.ä🇩🇪[x]", 5, 1, "expected a name in quotes, an index, a slice, '*' or '?' but found 'x'",
                "write the name in quotes: 'x'"
            ),
            (
                "$?(@.a)", 1, 1, "expected '.', '[' or the end of the query but found '?'",
                "a filter stands in brackets: [?…]"
            ),
            (
                "$[?match(@.a)]", 12, 1, "match() takes 2 arguments, not 1",
                "write it as in match(@.date, '2026-.*')"
            ),
            (
                "$['a\tb']", 4, 1, "a control character cannot stand in a string as it is",
                #"write \t"#
            ),
        ] as [(String, Int, Int, String, String?)])
    func says(query: String, offset: Int, length: Int, message: String, suggestion: String?) throws {
        let error = try #require(throws: JSONPathError.self) { try JSONPath(query) }
        #expect(error.message == message)
        #expect([error.offset, error.length] == [offset, length])
        #expect(error.suggestion == suggestion)
        #expect(!error.expected.isEmpty)
    }
}
