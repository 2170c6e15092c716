"""The tables and filters of record.py. Everything is generated from the given random numbers."""
import re
import struct

ROWS = 240
WORDS = ["", "a", "ab", "abc", "Abc", "b", "aab", "ba", "a%", "a%b", "_", "a_b", "\\", "a\\b", "zz", "zebra", "apple pie", "éa",
         "ünï", "中文", "中", "😀", "😀a", "x\"y", "x'y", "%", "tab\there", "10", "true", " ", "a b", "\uffee"]
COMPARISONS = ["==", "!=", "<", "<=", ">", ">="]
SMALL = [-7, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 8, 10, 100]
NOT_OF_LITERAL = re.compile(r"(not|!) *[-+.\d\"']")  # ends the process of Milvus 2.3.5, where `not` binds tighter than a comparison
RANGES = {"i8": (-128, 127), "i16": (-2**15, 2**15 - 1), "i32": (-2**31, 2**31 - 1), "i64": (-2**63, 2**63 - 1)}
FRACTIONS = [0.0, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, -0.5, -3.0, 7.0, 100.125, 1e10, -1e-7, 3.3]


def single(number):
    """The number as a FLOAT field stores it."""
    return struct.unpack("f", struct.pack("f", number))[0]


def field(name, kind, element=None, nullable=False):
    more = ({"element": element} if element else {}) | ({"nullable": True} if nullable else {})
    return {"name": name, "type": kind} | more


def integer(draw, name):
    low, high = RANGES[name]
    return draw.choice(SMALL) if draw.random() < 0.85 else draw.choice([low, high, low + 1, high - 1])


def scalar(draw):
    return draw.choice([None, True, False, draw.choice(SMALL), draw.choice(SMALL), draw.choice(FRACTIONS), draw.choice(WORDS)])


def json_object(draw):
    """Keys of one type (i, f, s, b), of several (n, m), nested (o, deep), lists (ints, strs, nums, arr, nest), and odd names."""
    keys = {
        "i": draw.choice(SMALL),
        "f": draw.choice(FRACTIONS),
        "s": draw.choice(WORDS),
        "b": draw.random() < 0.5,
        "n": scalar(draw),
        "m": draw.choice([1, "1", 1.0, True, [1], {"k": 1}, None]),
        "o": {"p": draw.choice(SMALL), "q": {"r": [draw.choice(SMALL) for _ in range(draw.randrange(4))], "t": draw.choice(WORDS)}},
        "deep": {"a": {"b": {"c": {"d": draw.choice(SMALL)}}}},
        "ints": [draw.choice(SMALL) for _ in range(draw.randrange(5))],
        "strs": [draw.choice(WORDS) for _ in range(draw.randrange(4))],
        "nums": [draw.choice([draw.choice(SMALL), draw.choice(FRACTIONS)]) for _ in range(draw.randrange(4))],
        "arr": [scalar(draw) for _ in range(draw.randrange(4))],
        "nest": [[draw.choice([1, 2, 3]) for _ in range(draw.randrange(3))] for _ in range(draw.randrange(3))],
        "objs": [{"k": draw.choice(SMALL)} for _ in range(draw.randrange(3))],
        "a b": draw.choice(SMALL), "a.b": draw.choice(SMALL), "a/b": draw.choice(SMALL), "a~b": draw.choice(SMALL),
        "中": draw.choice(SMALL), "0": draw.choice(SMALL), "big": draw.choice([2**63 - 1, -2**63, 2**53 + 1, 1]),
    }
    return {key: value for key, value in keys.items() if draw.random() < 0.8}


def dynamic(draw):
    keys = {"dyn": draw.choice(SMALL), "dynf": draw.choice(FRACTIONS), "dyns": draw.choice(WORDS), "dynb": draw.random() < 0.5,
            "dynm": scalar(draw), "dynj": {"k": [draw.choice(SMALL) for _ in range(draw.randrange(3))]}}
    return {key: value for key, value in keys.items() if draw.random() < 0.7}


def elements(draw, item):
    return [item() for _ in range(draw.randrange(5))]


def row(draw, number):
    return {
        "id": number, "i8": integer(draw, "i8"), "i16": integer(draw, "i16"), "i32": integer(draw, "i32"), "i64": integer(draw, "i64"),
        "f": single(draw.choice(FRACTIONS)), "d": draw.choice(FRACTIONS), "b": draw.random() < 0.5, "b2": draw.random() < 0.5,
        "s": draw.choice(WORDS), "s2": draw.choice(WORDS), "j": json_object(draw),
        "ai": elements(draw, lambda: draw.choice(SMALL)), "a8": elements(draw, lambda: integer(draw, "i8")),
        "a32": elements(draw, lambda: draw.choice(SMALL)), "a_s": elements(draw, lambda: draw.choice(WORDS)),
        "af": elements(draw, lambda: single(draw.choice(FRACTIONS))), "ad": elements(draw, lambda: draw.choice(FRACTIONS)),
        "ab": elements(draw, lambda: draw.random() < 0.5),
    }


def fields(nullable=False):
    plain = [field("id", "INT64")]
    for name, kind in (("i8", "INT8"), ("i16", "INT16"), ("i32", "INT32"), ("i64", "INT64"), ("f", "FLOAT"), ("d", "DOUBLE"),
                       ("b", "BOOL"), ("b2", "BOOL"), ("s", "VARCHAR"), ("s2", "VARCHAR"), ("j", "JSON")):
        plain.append(field(name, kind, nullable=nullable))
    for name, element in (("ai", "INT64"), ("a8", "INT8"), ("a32", "INT32"), ("a_s", "VARCHAR"), ("af", "FLOAT"), ("ad", "DOUBLE"),
                          ("ab", "BOOL")):
        plain.append(field(name, "ARRAY", element, nullable))
    return plain


def wide_table(draw):
    """Every type of field and a dynamic field, without nulls: both servers accept it."""
    return {"name": "wide", "dynamic": True, "fields": fields(), "rows": [row(draw, number) | dynamic(draw) for number in range(ROWS)]}


def nullable_table(draw):
    """The same fields with nulls, which Milvus 2.3.5 does not support."""
    def with_nulls(values):
        return {key: None if key != "id" and draw.random() < 0.2 else value for key, value in values.items()}
    rows = [with_nulls(row(draw, number)) for number in range(ROWS)]
    return {"name": "nullable", "dynamic": False, "fields": fields(nullable=True), "rows": rows}


class Lines:
    """The filters in the order of their generation, each with whether Milvus may be asked."""

    def __init__(self, draw):
        self.draw = draw
        self.found = {}

    def add(self, line, milvus=True):
        assert "\t" not in line and "\n" not in line
        self.found.setdefault(line, milvus and not NOT_OF_LITERAL.search(line))

    def fill(self, count, make):
        """Adds `count` new lines of one kind, or as many as the kind has."""
        wanted = len(self.found) + count
        for _ in range(count * 20):
            if len(self.found) >= wanted:
                break
            self.add(make())


def wide_lines(draw):
    lines = Lines(draw)
    for line in FIXED:
        lines.add(line)
    for line in DANGEROUS:
        lines.add(line, milvus=False)
    kinds = Kinds(draw)
    for count, kind in ((70, kinds.integers), (45, kinds.floats), (35, kinds.texts), (15, kinds.booleans), (50, kinds.ranges),
                        (60, kinds.membership), (50, kinds.like), (60, kinds.arithmetic), (35, kinds.pairs), (120, kinds.paths),
                        (60, kinds.path_lists), (25, kinds.exists), (70, kinds.json_contains), (60, kinds.array_contains),
                        (45, kinds.array_length), (50, kinds.array_elements), (45, kinds.dynamic), (40, kinds.path_arithmetic),
                        (160, kinds.combined), (40, kinds.unbracketed), (45, kinds.refused)):
        lines.fill(count, kind)
    return lines.found


def nullable_lines(draw):
    lines = Lines(draw)
    kinds = Kinds(draw)
    names = [one["name"] for one in fields()]
    for name in names:
        for test in ("is null", "is not null", "IS NULL", "Is Not Null"):
            lines.add(f"{name} {test}")
        lines.add(f"not ({name} is null)")
    for count, kind in ((30, kinds.integers), (15, kinds.floats), (25, kinds.texts), (12, kinds.booleans), (40, kinds.membership),
                        (30, kinds.like), (30, kinds.arithmetic), (20, kinds.pairs), (40, kinds.paths), (20, kinds.exists),
                        (30, kinds.json_contains), (30, kinds.array_contains), (20, kinds.array_length), (20, kinds.array_elements),
                        (120, kinds.combined)):
        lines.fill(count, kind)
    lines.fill(80, lambda: f"({draw.choice(names)} is {draw.choice(['null', 'not null'])}) {draw.choice(['and', 'or'])} ({kinds.leaf()})")
    return lines.found


class Kinds:
    """One method for each kind of condition."""

    INTEGERS = ["id", "i8", "i16", "i32", "i64"]
    FLOATS = ["f", "d"]
    TEXTS = ["s", "s2"]
    ARRAYS = {"ai": "integer", "a8": "integer", "a32": "integer", "a_s": "text", "af": "fraction", "ad": "fraction", "ab": "boolean"}
    PATHS = ['j["i"]', 'j["f"]', 'j["s"]', 'j["b"]', 'j["n"]', "j['n']", 'j["m"]', 'j["o"]["p"]', 'j["o"]["q"]["t"]', 'j["o"]["q"]["r"][0]',
             'j["deep"]["a"]["b"]["c"]["d"]', 'j["ints"][0]', 'j["ints"][3]', 'j["arr"][1]', 'j["nest"][0][1]', 'j["objs"][0]["k"]', 'j["a b"]',
             'j["a.b"]', 'j["a/b"]', 'j["a~b"]', 'j["中"]', 'j["0"]', 'j["big"]', 'j["missing"]', 'j["o"]["missing"]', 'j["o"]', 'j["ints"]']
    LISTS = ['j["ints"]', 'j["strs"]', 'j["nums"]', 'j["arr"]', 'j["nest"]', 'j["o"]["q"]["r"]', 'j["n"]', 'j["missing"]', 'dynj["k"]',
             '$meta["dynj"]["k"]', "dyn"]
    DYNAMIC = ["dyn", "dynf", "dyns", "dynb", "dynm", '$meta["dyn"]', "$meta['dyns']", 'dynj["k"][0]', "nowhere"]

    def __init__(self, draw):
        self.draw = draw
        self.pick = draw.choice

    # Literals

    def integer(self):
        spelled = self.draw.random()
        value = self.pick(SMALL)
        if spelled < 0.08:
            return self.pick(["0x7", "0X1f", "-0x2", "010", "0b101", "- 3", "+4", "007"])
        if spelled < 0.2:
            return str(self.pick([127, -128, 128, 300, 32767, -32768, 2**31 - 1, -2**31, 2**31, 2**53 + 1, 2**63 - 1, -2**63 + 1]))
        return str(value)

    def plain_integer(self):
        return str(self.pick(SMALL))

    def fraction(self):
        if self.draw.random() < 0.25:
            return self.pick([".5", "1.", "1e1", "2.5E0", "1e-1", "-.25", "1e10", "1E+2", "1e300", "0x1p-1"])
        return repr(self.pick(FRACTIONS))

    def number(self):
        return self.pick([self.integer, self.fraction])()

    def text(self):
        word = self.pick(WORDS)
        mark = self.pick(['"', '"', "'"])
        spelled = word.replace("\\", "\\\\").replace(mark, "\\" + mark).replace("\t", "\\t")
        if self.draw.random() < 0.12:
            spelled = "".join(f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}" for letter in word)
        return mark + spelled + mark

    def boolean(self):
        return self.pick(["true", "false", "True", "False", "TRUE", "FALSE"])

    def literal(self):
        return self.pick([self.plain_integer, self.fraction, self.text, self.boolean])()

    def list(self, item, empty=True):
        count = self.draw.randrange(0 if empty and self.draw.random() < 0.2 else 1, 6)
        return "[" + self.pick([",", ", "]).join(item() for _ in range(count)) + "]"

    # Conditions

    def integers(self):
        left, right = self.pick(self.INTEGERS), self.integer()
        if self.draw.random() < 0.25:
            left, right = right, left
        return f"{left}{self.pick([' ', ''])}{self.pick(COMPARISONS)} {right}"

    def floats(self):
        left, right = self.pick(self.FLOATS), self.number()
        if self.draw.random() < 0.25:
            left, right = right, left
        return f"{left} {self.pick(COMPARISONS)} {right}"

    def texts(self):
        left, right = self.pick(self.TEXTS), self.text()
        if self.draw.random() < 0.25:
            left, right = right, left
        return f"{left} {self.pick(COMPARISONS)} {right}"

    def booleans(self):
        return f"{self.pick(['b', 'b2'])} {self.pick(COMPARISONS)} {self.boolean()}"

    def ranges(self):
        names, item = self.pick([(self.INTEGERS, self.integer), (self.FLOATS, self.number), (self.TEXTS, self.text),
                                 (self.PATHS, self.plain_integer), (self.DYNAMIC, self.plain_integer)])
        low, high = item(), item()
        signs = self.pick([("<", "<="), ("<=", "<"), ("<", "<"), ("<=", "<="), (">", ">="), (">=", ">")])
        if item is self.plain_integer and (int(low) > int(high)) == (signs[0][0] == "<"):
            low, high = high, low
        return f"{low} {signs[0]} {self.pick(names)} {signs[1]} {high}"

    def membership(self):
        names, item = self.pick([(self.INTEGERS, self.integer), (self.INTEGERS, self.plain_integer), (self.FLOATS, self.number),
                                 (self.TEXTS, self.text), (["b"], self.boolean)])
        return f"{self.pick(names)} {self.pick(['in', 'in', 'not in', 'IN'])} {self.list(item)}"

    def pattern(self):
        if self.draw.random() < 0.35:
            return self.pick(["a", "ab", "é", "中", "z", "A", "x", "😀", "", " ", "apple"]) + "%"
        pieces = [self.pick(["a", "b", "ab", "_", "%", "中", "e", " ", "\\\\%", "\\\\_", "z"]) for _ in range(self.draw.randrange(1, 5))]
        return "".join(pieces)

    def like(self):
        name = self.pick(self.TEXTS + self.TEXTS + ['j["s"]', 'j["n"]', 'j["o"]["q"]["t"]', "dyns"])
        return f"{name} {self.pick(['like', 'like', 'LIKE'])} \"{self.pattern()}\""

    def arithmetic(self):
        name = self.pick(self.INTEGERS + self.FLOATS)
        sign = self.pick(["+", "-", "*", "/", "%"])
        if name in self.FLOATS and sign == "%":
            sign = "+"
        second = self.pick(["1", "2", "3", "5", "7", "-2"]) if sign in "/%" or self.draw.random() < 0.7 else self.fraction()
        right = self.plain_integer() if name in self.INTEGERS or self.draw.random() < 0.4 else self.fraction()
        compare = self.pick(["==", "!="]) if self.draw.random() < 0.7 else self.pick(COMPARISONS)
        return f"{name} {sign} {second} {compare} {right}"

    def pairs(self):
        names = self.pick([self.INTEGERS, self.FLOATS, self.INTEGERS + self.FLOATS, self.TEXTS, ["b", "b2"]])
        return f"{self.pick(names)} {self.pick(COMPARISONS)} {self.pick(names)}"

    def paths(self):
        left, right = self.pick(self.PATHS), self.literal()
        if self.draw.random() < 0.15:
            left, right = right, left
        return f"{left} {self.pick(COMPARISONS)} {right}"

    def path_lists(self):
        item = self.pick([self.plain_integer, self.text, self.fraction, self.boolean, self.literal])
        if self.draw.random() < 0.3:
            return f"{self.pick(self.LISTS)} {self.pick(['==', '!='])} {self.list(item)}"
        return f"{self.pick(self.PATHS)} {self.pick(['in', 'in', 'not in'])} {self.list(item)}"

    def exists(self):
        name = self.pick(self.PATHS + self.DYNAMIC)
        return self.pick([f"exists {name}", f"exists {name}", f"EXISTS {name}", f"not exists {name}", f"not (exists {name})", f"exists({name})"])

    def json_contains(self):
        name = self.pick(self.LISTS)
        item = self.pick([self.plain_integer, self.text, self.fraction, self.boolean])
        kind = self.draw.random()
        if kind < 0.5:
            value = self.list(self.plain_integer, empty=False) if "nest" in name and self.draw.random() < 0.7 else item()
            return f"{self.pick(['json_contains', 'json_contains', 'JSON_CONTAINS'])}({name}, {value})"
        function = self.pick(["json_contains_all", "json_contains_any", "JSON_CONTAINS_ALL", "JSON_CONTAINS_ANY"])
        return f"{function}({name}, {self.list(item if self.draw.random() < 0.8 else self.literal)})"

    def array_item(self, name):
        return {"integer": self.plain_integer, "text": self.text, "fraction": self.fraction, "boolean": self.boolean}[self.ARRAYS[name]]

    def array_contains(self):
        name = self.pick(list(self.ARRAYS))
        item = self.array_item(name) if self.draw.random() < 0.92 else self.literal
        if self.draw.random() < 0.5:
            return f"{self.pick(['array_contains', 'array_contains', 'ARRAY_CONTAINS'])}({name}, {item()})"
        function = self.pick(["array_contains_all", "array_contains_any", "ARRAY_CONTAINS_ALL", "ARRAY_CONTAINS_ANY"])
        return f"{function}({name}, {self.list(item)})"

    def array_length(self):
        name = self.pick(list(self.ARRAYS) + ['j["ints"]', 'j["arr"]', 'j["n"]', 'j["missing"]', 'dynj["k"]'])
        compare = self.pick(["==", "!=", "=="]) if self.draw.random() < 0.6 else self.pick(COMPARISONS)
        left, right = f"{self.pick(['array_length', 'array_length', 'ARRAY_LENGTH'])}({name})", str(self.draw.randrange(6))
        if self.draw.random() < 0.1:
            left, right = right, left
        return f"{left} {compare} {right}"

    def array_elements(self):
        name = self.pick(list(self.ARRAYS))
        element = f"{name}[{self.draw.randrange(5)}]"
        if self.draw.random() < 0.25:
            return f"{element} {self.pick(['in', 'not in'])} {self.list(self.array_item(name))}"
        if self.draw.random() < 0.15:
            return f"{name} {self.pick(['==', '!='])} {self.list(self.array_item(name))}"
        return f"{element} {self.pick(COMPARISONS)} {self.array_item(name)()}"

    def dynamic(self):
        name = self.pick(self.DYNAMIC)
        if self.draw.random() < 0.3:
            item = self.pick([self.plain_integer, self.text, self.boolean])
            return f"{name} {self.pick(['in', 'not in'])} {self.list(item)}"
        return f"{name} {self.pick(COMPARISONS)} {self.literal()}"

    def path_arithmetic(self):
        name = self.pick(['j["i"]', 'j["f"]', 'j["n"]', 'j["o"]["p"]', "dyn", "dynf"])
        sign = self.pick(["+", "-", "*", "/", "%"])
        compare = self.pick(["==", "!="]) if self.draw.random() < 0.7 else self.pick(COMPARISONS)
        return f"{name} {sign} {self.pick(['1', '2', '3', '7'])} {compare} {self.plain_integer()}"

    def leaf(self):
        return self.pick([
            self.integers, self.floats, self.texts, self.booleans, self.ranges, self.membership, self.paths, self.exists,
            self.array_contains, self.json_contains, self.array_length, self.dynamic,
            lambda: f"{self.pick(self.TEXTS)} like \"{self.pick(['a', 'ab', 'z', '中'])}%\""])()

    def condition(self, depth):
        if depth == 0:
            return self.leaf()
        kind = self.draw.random()
        if kind < 0.2:
            return f"{self.pick(['not', '!', 'not'])} ({self.condition(depth - 1)})"
        sign = self.pick(["and", "or", "&&", "||", "and", "or"])
        return f"({self.condition(depth - 1)}) {sign} ({self.condition(depth - 1)})"

    def combined(self):
        return self.condition(self.pick([1, 1, 2, 2, 3]))

    def unbracketed(self):
        """Several conditions without parentheses: the precedence of `and`, `or` and `not` decides."""
        text = self.pick([self.integers, self.booleans, self.texts])()
        for _ in range(self.draw.randrange(1, 5)):
            more = self.pick([self.integers, self.booleans, self.texts, self.membership])()
            text += f" {self.pick(['and', 'or', '&&', '||'])} {self.pick(['', '', '', 'not '])}{more}"
        return text

    def refused(self):
        """A valid filter with damage: a part is missing, doubled or of another type."""
        line = self.leaf()
        at = self.draw.randrange(len(line))
        return self.pick([
            lambda: line[:at], lambda: f"({line}", lambda: f"{line})", lambda: f"{line} and", lambda: f"or {line}", lambda: f"{line} {line}",
            lambda: f"{self.pick(self.TEXTS)} {self.pick(COMPARISONS)} {self.integer()}", lambda: f"{self.pick(['b'])} == {self.text()}",
            lambda: f"{self.pick(self.INTEGERS)} {self.pick(COMPARISONS)} {self.text()}", lambda: f"{self.pick(self.INTEGERS)} in {self.list(self.text, False)}",
            lambda: f"{self.pick(self.TEXTS)} in {self.list(self.integer, False)}", lambda: f"{self.pick(self.ARRAYS and list(self.ARRAYS))} like \"a%\"",
            lambda: f"exists {self.pick(self.INTEGERS + self.TEXTS)}", lambda: f"json_contains({self.pick(self.TEXTS)}, {self.literal()})",
            lambda: f"array_length({self.pick(self.INTEGERS + self.TEXTS)}) == 1"])().strip() or "("


DANGEROUS = [
    "i8 / 0 == 1", "i8 % 0 == 1", "f / 0 == 1", "d / 0.0 > 1", 'j["i"] / 0 == 1', 'j["i"] % 0 == 1', "1 / 0 == i8",
    "s + 1 == 2", "b + 1 == 2", "i8 + true == 2", 'i8 + "a" == 2', 's + "x" == "ax"', 's + s2 == "ab"', '"a" + "b" == s',
]

FIXED = [
    # Precedence and associativity
    "id < 5 or id > 230 and b == true", "(id < 5 or id > 230) and b == true", "b == true and id > 230 or id < 5", "not (id < 5) and id < 9",
    "not (id < 5 or id > 9)", "!(id < 5) || id == 3", "not (not (id < 5))", "!!(id < 5)", "not not (id < 5)", "!(!(b == true))",
    "i8 + 1 * 2 == 5", "(i8 + 1) * 2 == 8", "i8 - 1 - 1 == 1", "i8 * 2 + 1 == 7", "i8 == 1 + 2", "i8 == 1 + 2 * 3", "i8 == (1 + 2) * 3",
    "i8 == 10 - 3 - 2", "i8 == 7 / 2", "i8 == -7 / 2", "i8 == 7 % 4", "i8 == -7 % 4", "i8 == 2 - -1", "i8 == -(3)", "d == 1 / 2.0",
    "d == 0.1 + 0.4", "i8 < 3 == true", "(i8 < 3) == (b == true)", "id == 3 and id == 3 or id == 4 and id == 4",
    "id in [1, 2] and not (id in [2])", "id not in [1, 2] and id < 6", "((((id < 3))))", "( id < 3 )", "id<3", "id  <  3", " id < 3 ",
    # Spellings of literals
    "i8 == 0x3", "i8 == 0X3", "i8 == 03", "i8 == 0b11", "i8 == 0B11", "i8 == 0o3", "i8 == 3u", "i8 == 3L", "i8 == 1_0", "i8 == 3e0", "i8 == 3.0",
    "d == .5", "d == 0.50", "d == 5e-1", "d == 5E-1", "d == 0x1p-1", "d == 0X1P-1", "d == 0x.8p0", "d == 1.", "d == 1", "d == +0.5", "d == - 0.5",
    "d == 0.5f", "d == 0.5d", "d == nan", "d == inf", "d == -0.0", "f == 0.1", "f == 0.10000000149011612", "f < 0.1", "f <= 0.1", "f >= 3.3",
    "f in [0.1, 3.3]", "d in [0.1, 3.3]", "d in [1, 2.5]", "f == 1e10", "f == 1e39", "d == 1e308", "d == 1e309", "d == 1e-400",
    "i64 == 9223372036854775807", "i64 == -9223372036854775807", "i64 == -9223372036854775808", "i64 == 9223372036854775808",
    "i64 > 9223372036854775806", "i64 < -9223372036854775807", "i64 >= 9223372036854775807", "i32 == 2147483648", "i32 < 2147483648",
    "i32 > -2147483649", "i16 < 40000", "i8 < 128", "i8 > -129", "i8 == 128", "i8 in [127, 128]", "i8 not in [300]", "i64 == 0x7fffffffffffffff",
    # Texts
    's == ""', "s == ''", 's == "a" and s2 == \'a\'', r's == "x\"y"', r"s == 'x\'y'", "s == \"x'y\"", "s == 'x\"y'", r's == "a\\b"', r's == "\\"',
    r's == "\x61"', r's == "\141"', r's == "\u0061"', r's == "\U00000061"', r's == "tab\there"', r's == "\a"', r's == "\q"', r's == "a\b"',
    r's == "\u4e2d\u6587"', 's == "中文"', 's == "😀"', r's == "\U0001F600"', r's == "\ud83d\ude00"', 's > "中"', 's < "\uffee"', 's > "\uffee"',
    's >= "a" and s < "b"', '"a" < s', 's == abc', 's == "abc', "s == 'abc", 's == "a""b"', 's == "a" "b"', 's in ["a", \'ab\']', 's in ["a",]',
    # like
    's like "a"', 's like "a%"', 's like "%a"', 's like "%a%"', 's like "a%b"', 's like "_"', 's like "__"', 's like "_b"', 's like "a_"',
    's like "a_b"', 's like "%_%"', 's like "%"', 's like "%%"', 's like ""', r's like "a\\%"', r's like "a\\_b"', r's like "\\%"', r's like "a\%"',
    r's like "\\\\"', r's like "a\\\\b"', "s like 'a%'", 's LIKE "a%"', 's Like "a%"', 's not like "a%"', 'not (s like "a%")', 'not s like "a%"',
    's like "A%"', 's like "%中%"', 's like "😀%"', 's like "_a"', "s like s2", "s like 5", 'i8 like "1%"', 'j like "a%"', 'b like "t%"', 'ai like "a%"',
    'a_s[0] like "a%"', 's like "a%" and s like "ab%"', 's like "a%" or s like "z%"', '"abc" like "a%"',
    # Booleans and constants
    "b", "not b", "!b", "b and b2", "b or b2", "b and id < 9", "(b)", "b == b2", "b != b2", "true", "false", "not true", "true and b", "1 == 1", "1 < 2",
    "2 < 1", '"a" == "a"', '"a" < "b"', "1 == 1 and id < 3", "b == 1", "b == 0", 'b == "true"', "b in [true]", "b in [true, false]", "b in [1]",
    "b not in [true]", "b > false", "true == b", "true == true",
    # Keywords in other case
    "id < 3 AND b == true", "id < 3 OR b == true", "NOT (id < 3)", "NOT b == true", "id IN [1, 2]", "id NOT IN [1, 2]", "id Not In [1, 2]",
    "id In [1, 2]", "id < 3 And b == true", "Exists j[\"i\"]", "EXISTS j[\"i\"]", "id is null", "id is not null",
    # Ranges
    "1 < id < 5", "1 <= id <= 5", "5 > id > 1", "5 >= id >= 1", "1 < id > 5", "1 < id < 1", "5 < id < 1", "1 <= id <= 1", "1 < id <= 1", "1 > id > 5",
    "-3 < i8 <= 3", '"a" < s < "b"', '"b" < s < "a"', "0.1 <= f <= 0.5", "0 < d < 1.5", "1.5 < i8 < 3", "false < b < true", '1 < j["i"] < 5',
    '1.5 < j["f"] < 5', '"a" < j["s"] < "b"', "1 < ai[0] < 5", "1 < i8 + 1 < 5", "1 < id < i8", "1 < 2 < 3", "i8 < id < i16",
    # Membership
    "id in []", "id not in []", "id in [1]", "id in [1,2,3,]", "id in (1, 2)", "id in ([1, 2])", "id in 1", "id in [i8]", "id in [1 + 1]", "id in [-1, 1]",
    "id in [1.5]", "id in [1.0]", "id in [\"1\"]", "id in [true]", "id in [1, 1, 1]", "i8 in [1, 2] or s in [\"a\"]", "3 in [1, 2, 3]", "[1] in [[1]]",
    "id+1 in [3]", 'j in [1]', "not id in [1, 2]", "not (id in [1, 2])", "id in[1]", "id in [0x1, 02]", "s in [\"a\"] and i8 in [1]",
    # Arithmetic
    "i8 + 1 == 2", "1 + i8 == 2", "i8 - 1 == 2", "1 - i8 == 2", "i8 * 2 == 4", "2 * i8 == 4", "i8 / 2 == 1", "10 / i8 == 5", "i8 % 2 == 1",
    "i8 % 2 == -1", "i8 % -2 == 1", "i8 / -2 == 1", "-i8 == 3", "+i8 == 3", "i8 + i16 == 4", "i8 + 1 == i16", "i8 + 1 == i16 + 1", "f + 1 == 1.5",
    "f * 2 == 1.0", "f / 2 == 0.25", "d + 0.5 == 1", "d - 0.1 == 0", "d * 10 == 1", "d / 2 > 1", "f % 2 == 1", "d % 2 == 0.5", "i8 ** 2 == 9",
    "i8 << 1 == 4", "i8 >> 1 == 1", "i8 & 1 == 1", "i8 | 1 == 3", "i8 ^ 1 == 2", "~i8 == 1", "i8 + 1 > 2", "i8 + 1 in [2, 3]", "i8 + 300 == 301",
    "i64 + 1 == 2", "i64 * 2 == 4", "i64 + 9223372036854775807 == 0", "i8 + 0.5 == 1.5",
    "ai[0] + 1 == 2", "ai[0] * 2 == 4", "ad[0] + 0.5 == 1", "ai + 1 == 2", "array_length(ai) + 1 == 3",
    # JSON
    'j["i"] == 1', "j['i'] == 1", 'j["i"] == 1.0', 'j["f"] == 1', 'j["f"] == 1.0', 'j["n"] == 1', 'j["n"] == "1"', 'j["n"] == true', 'j["m"] == 1',
    'j["m"] == "1"', 'j["m"] == 1.0', 'j["m"] == true', 'j["m"] == [1]', 'j["m"] != 1', 'j["m"]["k"] == 1', 'j["m"][0] == 1', 'j["m"] == null',
    'j["n"] == null', 'j["n"] is null', 'j["n"] is not null', 'j["b"]', 'j["b"] == true', 'not (j["b"] == true)', 'j["i"] + 1 == 2', 'j["i"] == i8',
    'j["i"] == j["f"]', 'j["i"] + j["f"] == 2', "j == 1", 'j[0] == 1', 'j["ints"][-1] == 1', 'j["ints"]["0"] == 1', 'j["ints"][00] == 1', 'j[i] == 1',
    'j.i == 1', 'j["i" == 1', 'j[] == 1', 'j[""] == 1', 'j["o"]["p"] == 1', 'j["o"] == {"p": 1}', 'j["a b"] == 1', 'j["a.b"] == 1', 'j["a/b"] == 1',
    'j["a~b"] == 1', 'j["中"] == 1', r'j["\u4e2d"] == 1', 'j["0"] == 1', 'j["deep"]["a"]["b"]["c"]["d"] == 1', 'j["big"] == 9223372036854775807',
    'j["big"] == -9223372036854775808', 'j["big"] == 9007199254740993', 'j["big"] > 9007199254740992', 'j["s"] > "a"', 'j["s"] == ""', 'j["s"] like "a%"',
    'j["s"] in ["a", "ab"]', 'j["n"] in [1, "a"]', 'j["n"] in [1, 1.5]', 'j["n"] in [true]', 'j["n"] in []', 'j["n"] not in [1]', 'j["i"] in [1.0]',
    'j["ints"] == [1, 2]', 'j["ints"] == []', 'j["ints"] != []', 'j["ints"] > 1', 'j["nest"] == [[1]]', 'J["i"] == 1', 'j["i"] % 2 == 1',
    'exists j', 'exists j["i"]', 'exists j["n"]', 'exists j["o"]["q"]', 'exists j["ints"][2]', 'exists i8', 'exists dyn', 'exists $meta["dyn"]', "exists $meta",
    'json_contains(j["ints"], 1)', 'json_contains(j["nest"], [1])', 'json_contains(j["nest"], [1, 2])', 'json_contains(j["arr"], [1])', 'json_contains(j, 1)',
    'json_contains(j["ints"])', 'json_contains(j["ints"], 1, 2)', 'json_contains(j["ints"], i8)', 'json_contains_all(j["ints"], 1)',
    'json_contains_all(j["ints"], [])', 'json_contains_any(j["ints"], [])', 'json_contains_all(j["nest"], [[1], [2]])', 'json_contains_any(j["nest"], [[1], [2]])',
    'json_contains_any(j["arr"], [1, "a", true, 0.5])', 'json_contains(ai, 1)', 'json_contains(s, "a")', 'not json_contains(j["ints"], 1)',
    'json_contains_any(j["arr"], [1, [1]])', 'json_contains(j["m"], 1)', 'Json_Contains(j["ints"], 1)', 'json_contains (j["ints"], 1)',
    # Arrays
    "array_contains(ai, 1)", "array_contains(ai, 1.0)", 'array_contains(ai, "1")', "array_contains(af, 0.5)", "array_contains(af, 0.1)", "array_contains(af, 1)",
    "array_contains(ad, 0.1)", "array_contains(ad, 1)", 'array_contains(a_s, "a")', "array_contains(ab, true)", "array_contains(a8, 300)",
    "array_contains_all(ai, [1, 2])", "array_contains_all(ai, [])", "array_contains_any(ai, [])", "array_contains_any(ai, [1, 100])",
    'array_contains_any(ai, [1, "a"])', "array_contains_all(ai, 1)", "array_contains(i8, 1)", 'array_contains(j["ints"], 1)', "not array_contains(ai, 1)",
    "array_contains(ai, [1])", "array_contains(ai)", "array_contains(ai, i8)", "array_length(ai) == 2", "array_length(ai) > 1", "0 == array_length(ai)",
    "array_length(a_s) != 0", 'array_length(j["ints"]) == 2', "array_length(s) == 1", "array_length(ai) in [1, 2]", "array_length(ai) == 1.5",
    "1 < array_length(ai) < 3", "array_length() == 1", "array_length(ai, 1) == 1", "ai[0] == 1", "ai[9] == 1", "ai[10] == 1", "ai[-1] == 1", "ai[0] == 1.0",
    'ai["a"] == 1', "ai[0][0] == 1", "ai[i8] == 1", "ai == [1, 2]", "ai == []", "ai != [1]", "a_s == [\"a\"]", "ai == 1", "ai > [1]", "ai in [[1]]",
    "ai[0] in [1, 2]", "ai[0] not in [1, 2]", "ai[0] == ai[1]", "ai[0] == i8", "a_s[0] == \"a\"", "a_s[0] > \"a\"", "af[0] == 0.1", "ad[0] == 0.1",
    "ab[0] == true", "ab[0]", "not (ai[0] == 1)", "ai[0] < 3 and ai[1] > 1",
    # Names and syntax
    "nowhere == 1", "nowhere != 1", "not (nowhere == 1)", "nowhere > 1", "nowhere in [1]", 'nowhere == "a"', "$meta", "$meta == 1", 'dynm == "a"',
    "ID < 3", "`id` < 3", "[id] < 3", "id", "3", '"a"', "[1]", "()", "(", ")", "id <", "< 3", "id = 3", "id === 3", "id <> 3", "id !== 3", "id =< 3",
    "id < 3;", "id < 3 -- x", "id < 3 # x", "id < 3 /* x */", "id < 3, b == true", "id < 3 and", "and id < 3", "id < 3 or or b == true", "id and b",
    "id < 3 && && b == true", "not", "!", "id between 1 and 3", "id == null", "id == None", "like", "in", "exists", "id < 3 xor b == true",
    "id < 3 & b == true", "id < 3 | b == true", "unknown(id)", "unknown(id) == 1", "id(1)", "v == 1", "v[0] == 1", "v is null", "v in [1]",
]
