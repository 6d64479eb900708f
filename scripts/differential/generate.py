"""Random documents and random queries, rich in what the two sides might see differently."""

import json

NAMES = ["a", "b", "c", "id", "ä", "a b", "", "'", '"', "\\", "\n", "0", "length", "😀", "\u0000"]
TEXTS = ["", "a", "ab", "abc", "ä", "😀", "a.c", "a\nb", "2026-11-25", "1", "A", "\u2028", "a\rb"]
NUMBERS = [0, 1, -1, 2, 3, 10, 1.5, -0.5, 1e2, 1.0, -0.0, 9007199254740993, 1e300]
PATTERNS = ["a", "a.*", "a.c", "[a-c]+", "[^a]", "a|ä", "(ab?)*c?", "\\\\p{L}+", "\\\\P{Lu}", "a{1,2}b", "\\\\.", ".",
            "(", "a**", "[", "\\\\d", "\\\\p{Xx}", "a{2,1}", "(?:a)", "^a", "a$", "\\\\n", "[a-", "a{,2}", "[\\\\-x]"]
BLANKS = ["", "", "", "", " ", "\t", "\n", "\r\n "]


class Generator:
    def __init__(self, chance):
        self.chance = chance

    def one(self, *choices):
        return self.chance.choice(choices)

    def document(self, depth=3, all_true=False):
        """Any value; `all_true` if Python must take it, and every value in it, for true."""
        value = self.value(depth, all_true)
        return value if value or value is None or not all_true else 1

    def value(self, depth, all_true):
        kind = self.chance.randrange(8 if depth else 4)
        if kind == 0:
            return self.one(None, True, False)
        if kind == 1:
            return self.chance.choice(NUMBERS)
        if kind < 4:
            return self.chance.choice(TEXTS)
        count = self.chance.randrange(4)
        if kind < 6:
            return [self.document(depth - 1, all_true) for _ in range(count)]
        return {self.chance.choice(NAMES): self.document(depth - 1, all_true) for _ in range(count)}

    def query(self):
        text = "$" + self.segments(4)
        for _ in range(self.chance.choice([0, 0, 0, 1, 2])):
            text = self.mutated(text)
        return text

    def mutated(self, text):
        place = self.chance.randrange(len(text) + 1)
        pieces = ["$", "@", ".", "..", "[", "]", "*", "?", "(", ")", "'", '"', "\\", ":", ",", "-", "0", "==", "<", "!",
                  "&&", "||", " ", "a", "length(", "count(@.*)", "1e", "null", "\t", "ä", "+", "01", "-0"]
        if self.chance.random() < 0.5:
            return text[:place] + text[place + 1:]
        return text[:place] + self.chance.choice(pieces) + text[place:]

    def blank(self):
        return self.chance.choice(BLANKS)

    def segments(self, most, filters=2):
        return "".join(self.segment(filters) for _ in range(self.chance.randrange(most)))

    def segment(self, filters):
        name = self.one("a", "b", "c", "id", "ä", "length", "*")
        bracketed = f"[{self.blank()}{self.selectors(filters)}{self.blank()}]"
        return self.blank() + self.one(f".{name}", f"..{name}", bracketed, bracketed, f"..{bracketed}")

    def selectors(self, filters):
        separator = f"{self.blank()},{self.blank()}"
        return separator.join(self.selector(filters) for _ in range(self.one(1, 1, 1, 2, 3)))

    def selector(self, filters):
        kind = self.chance.randrange(8 if filters else 5)
        if kind == 0:
            return "*"
        if kind == 1:
            return self.string(self.chance.choice(NAMES))
        if kind == 2:
            return str(self.chance.randrange(-4, 5))
        if kind == 3:
            return self.slice()
        if kind == 4:
            return self.string("a")
        return f"?{self.blank()}{self.condition(filters - 1)}"

    def slice(self):
        def number():
            return self.one("", str(self.chance.randrange(-5, 6)))

        end = f"{self.blank()}:{self.blank()}{number()}" if self.chance.random() < 0.5 else ""
        return f"{number()}{self.blank()}:{self.blank()}{number()}{end}"

    def string(self, text):
        escaped = json.dumps(text, ensure_ascii=self.chance.random() < 0.3)[1:-1]
        if self.chance.random() < 0.5:
            return f'"{escaped}"'
        return "'" + escaped.replace('\\"', '"').replace("'", "\\'") + "'"

    def condition(self, filters, depth=2):
        kind = self.chance.randrange(8 if depth else 4)
        if kind < 2:
            return f"{self.comparable(filters)}{self.blank()}{self.sign()}{self.blank()}{self.comparable(filters)}"
        if kind == 2:
            return self.one("", "!") + self.inner(filters)
        if kind == 3:
            name = self.one("match", "search")
            text = self.string(self.chance.choice(TEXTS)) if self.chance.random() < 0.2 else self.single()
            return self.one("", "!") + f"{name}({text}, '{self.chance.choice(PATTERNS)}')"
        left, right = self.condition(filters, depth - 1), self.condition(filters, depth - 1)
        if kind < 7:
            return f"{left}{self.blank()}{self.one('&&', '||')}{self.blank()}{right}"
        return self.one("", "!") + f"({self.blank()}{left}{self.blank()})"

    def sign(self):
        return self.one("==", "!=", "<", "<=", ">", ">=")

    def inner(self, filters):
        return self.one("@", "@", "$") + self.segments(3, filters)

    def single(self):
        segments = [self.one(".a", ".b", ".id", "[0]", "[-1]", "['c']") for _ in range(self.chance.randrange(3))]
        return self.one("@", "@", "@", "$") + "".join(segments)

    def comparable(self, filters):
        kind = self.chance.randrange(9)
        if kind < 4:
            return self.single()
        if kind == 4:
            return self.string(self.chance.choice(TEXTS))
        if kind == 5:
            return self.one("true", "false", "null")
        if kind == 6:
            return self.one("0", "1", "-1", "1.5", "1e2", "-0", "1E+0", "10", "0.5e0", "9007199254740993")
        if kind == 7:
            return f"length({self.single()})"
        return self.one("count", "value") + f"({self.inner(filters)})"
