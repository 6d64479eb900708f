"""What differs for a reason, with the reason; everything else is a mistake of one side."""

import re


def reason(query, ours, theirs):
    if isinstance(theirs, str):
        return "jsonpath-rfc9535 fails on a query that is well-typed"
    if theirs is None and has_comma_in_argument(query):
        return "jsonpath-rfc9535 takes a comma in brackets for one between arguments"
    if ours is None and re.search(r"!\s*!", query):
        return "the grammar of RFC 9535 (2.3.5.1) negates once"
    return None


def needs_truth(query):
    """Whether a filter may test for existence: there jsonpath-rfc9535 asks whether the value is true."""
    comparisons = re.findall(r"[=!<>]=|[<>]", query)
    return query.count("?") > len(comparisons) or re.search(r"&&|\|\||!(?!=)", query) is not None


def has_comma_in_argument(query):
    """Whether a comma stands in brackets inside a function's parentheses; strings are left out."""
    open_marks = []
    for mark in re.findall(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|[a-z]\(|[\[\](),]", query):
        if mark[-1] in "([":
            open_marks.append(mark)
        elif mark in ")]" and open_marks:
            open_marks.pop()
        elif mark == "," and open_marks and open_marks[-1] == "[" and any(len(mark) == 2 for mark in open_marks):
            return True
    return False
