class PatternError(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            self.lineno = pattern.count("\n", 0, pos) + 1
            self.colno = pos - pattern.rfind("\n", 0, pos)
            if "\n" in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        Exception.__init__(self, msg)


error = PatternError


class RegexFlag(int):
    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    __ror__ = __or__

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    def __invert__(self):
        return RegexFlag(~int(self))

    def __repr__(self):
        names = [f"re.{name}" for value, name in _NAMES if int(self) & value]
        return "|".join(names) or "re.NOFLAG"

    __str__ = __repr__


_NAMES = ((2, "IGNORECASE"), (8, "MULTILINE"), (16, "DOTALL"), (32, "UNICODE"), (64, "VERBOSE"), (256, "ASCII"))
NOFLAG = RegexFlag(0)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
A = ASCII = RegexFlag(256)
for _name in ("NOFLAG", "I", "IGNORECASE", "L", "LOCALE", "M", "MULTILINE", "S", "DOTALL", "U", "UNICODE", "X", "VERBOSE", "A",
        "ASCII"):
    setattr(RegexFlag, _name, globals()[_name])
# Patterns of bytes are compiled as the texts that Latin-1 makes of them, with classes of ASCII.
_BYTES = 1 << 20
_ALL = 1 << 62
_cache = {}


class Match:
    __module__ = "re"

    def __init__(self, pattern, string, places, pos, endpos):
        self.re = pattern
        self.string = string
        self._places = places
        self.pos = pos
        self.endpos = min(endpos, len(string))

    def _number(self, group):
        if isinstance(group, str):
            number = self.re.groupindex.get(group)
        else:
            number = group if isinstance(group, int) and 0 <= group <= self.re.groups else None
        if number is None:
            raise IndexError("no such group")
        return number

    def _text(self, number, default=None):
        start = self._places[2 * number]
        if start < 0:
            return default
        found = self.string[start:self._places[2 * number + 1]]
        return bytes(found) if self.re._is_bytes else found

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._number(groups[0]))
        return tuple([self._text(self._number(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._number(group))

    @property
    def regs(self):
        return tuple([self.span(number) for number in range(self.re.groups + 1)])

    def groups(self, default=None):
        return tuple([self._text(number, default) for number in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(number, default) for name, number in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._places[2 * self._number(group)]

    def end(self, group=0, /):
        return self._places[2 * self._number(group) + 1]

    def span(self, group=0, /):
        return self.start(group), self.end(group)

    def expand(self, template):
        return self.re._empty.join(_fill(_parse_template(template, self.re), self))

    @property
    def lastindex(self):
        last, end = None, -1
        for number in range(1, self.re.groups + 1):
            if self._places[2 * number + 1] > end:
                last, end = number, self._places[2 * number + 1]
        return last

    @property
    def lastgroup(self):
        for name, number in self.re.groupindex.items():
            if number == self.lastindex:
                return name
        return None

    def __bool__(self):
        return True

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"


def _parse_template(template, pattern):
    """Texts, and numbers of groups."""
    if isinstance(template, bytes):
        parts = _parse_template(template.decode("latin-1"), pattern)
        return [part.encode("latin-1") if isinstance(part, str) else part for part in parts]
    parts = []
    at = 0
    while True:
        found = template.find("\\", at)
        if found < 0:
            parts.append(template[at:])
            return parts
        parts.append(template[at:found])
        c = template[found + 1:found + 2]
        at = found + 2
        if c == "g":
            end = template.find(">", at)
            if template[at:at + 1] != "<":
                raise PatternError("missing <", template, at)
            if end < 0:
                raise PatternError("missing >, unterminated name", template, at + 1)
            name = template[at + 1:end]
            if name.isdigit():
                number = int(name)
            elif name in pattern.groupindex:
                number = pattern.groupindex[name]
            else:
                raise IndexError(f"unknown group name {name!r}")
            if number > pattern.groups:
                raise PatternError(f"invalid group reference {number}", template, at + 1)
            parts.append(number)
            at = end + 1
        elif c.isdigit() and c != "0":
            if template[at:at + 1].isdigit():
                c += template[at]
                at += 1
            if int(c) > pattern.groups:
                raise PatternError(f"invalid group reference {c}", template, found + 1)
            parts.append(int(c))
        elif c == "0":
            parts.append("\0")
        elif c in "abfnrtv" and c:
            parts.append("\a\b\f\n\r\t\v"["abfnrtv".index(c)])
        elif c == "\\":
            parts.append("\\")
        elif c.isascii() and c.isalpha():
            raise PatternError(f"bad escape \\{c}", template, found)
        else:
            parts.append("\\" + c)


def _fill(parts, match):
    return [match._text(part, match.re._empty) if isinstance(part, int) else part for part in parts]


class Pattern:
    __module__ = "re"

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self._empty = pattern[:0]
        self._is_bytes = isinstance(pattern, bytes)
        if self._is_bytes:
            if flags & 32:
                raise ValueError("cannot use UNICODE flag with a bytes pattern")
            pattern = pattern.decode("latin-1")
            made = _compile(pattern, int(flags) | 256 | _BYTES, PatternError)
            self._program, self.groups, self.groupindex, all_flags = made
            self.flags = all_flags & ~(256 | _BYTES) | flags & 256
            return
        self._program, self.groups, self.groupindex, self.flags = _compile(pattern, int(flags), PatternError)
        if not self.flags & 256:
            self.flags |= 32

    def _find(self, string, pos, endpos, how, most):
        return _find(self._program, string, pos, endpos, how, most)

    def _one(self, string, pos, endpos, how):
        for places in _find(self._program, string, pos, endpos, how, 1):
            return Match(self, string, places, pos, endpos)
        return None

    def match(self, string, pos=0, endpos=_ALL):
        return self._one(string, pos, endpos, 0)

    def fullmatch(self, string, pos=0, endpos=_ALL):
        return self._one(string, pos, endpos, 1)

    def search(self, string, pos=0, endpos=_ALL):
        return self._one(string, pos, endpos, 2)

    def findall(self, string, pos=0, endpos=_ALL):
        found = []
        for places in self._find(string, pos, endpos, 2, _ALL):
            match = Match(self, string, places, pos, endpos)
            if self.groups == 0:
                found.append(match._text(0))
            elif self.groups == 1:
                found.append(match._text(1, self._empty))
            else:
                found.append(match.groups(self._empty))
        return found

    def finditer(self, string, pos=0, endpos=_ALL):
        return iter([Match(self, string, places, pos, endpos) for places in self._find(string, pos, endpos, 2, _ALL)])

    def split(self, string, maxsplit=0):
        parts = []
        at = 0
        for places in self._find(string, 0, _ALL, 2, maxsplit or _ALL) if maxsplit >= 0 else ():
            match = Match(self, string, places, 0, _ALL)
            parts.append(string[at:places[0]])
            parts.extend(match.groups())
            at = places[1]
        parts.append(string[at:])
        return parts

    def subn(self, repl, string, count=0):
        parts = []
        at = number = 0
        template = None if callable(repl) else _parse_template(repl, self)
        for places in self._find(string, 0, _ALL, 2, count or _ALL) if count >= 0 else ():
            match = Match(self, string, places, 0, _ALL)
            if at < places[0]:
                parts.append(string[at:places[0]])
            if template is None:
                parts.append(repl(match))
            else:
                parts.extend(_fill(template, match))
            at = places[1]
            number += 1
        if at < len(string):
            parts.append(string[at:])
        return self._empty.join(parts), number

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        flags = self.flags & ~32
        return f"re.compile({self.pattern!r}{', ' + repr(RegexFlag(flags)) if flags else ''})"


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    key = pattern, int(flags)
    known = _cache.get(key)
    if known is None:
        if len(_cache) >= 512:
            _cache.clear()
        known = _cache[key] = Pattern(pattern, flags)
    return known


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def _by_name(function, name, args, given):
    # What is given by position and should not be.
    least = 2 if function == "split" else 3
    if len(args) > 2:
        raise TypeError(
            f"{function}() takes from {least} to {least + 2} positional arguments but {least + len(args)} were given"
        )
    for known, value, _ in zip((name, "flags"), given, args):
        if value:
            raise TypeError(f"{function}() got multiple values for argument {known!r}")
    import warnings

    warnings.warn(f"{name!r} is passed as positional argument", DeprecationWarning)
    return (*args, *given[len(args):])


def split(pattern, string, *args, maxsplit=0, flags=0):
    maxsplit, flags = _by_name("split", "maxsplit", args, (maxsplit, flags)) if args else (maxsplit, flags)
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, *args, count=0, flags=0):
    count, flags = _by_name("sub", "count", args, (count, flags)) if args else (count, flags)
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=0, flags=0):
    count, flags = _by_name("subn", "count", args, (count, flags)) if args else (count, flags)
    return compile(pattern, flags).subn(repl, string, count)


def escape(pattern):
    if isinstance(pattern, bytes):
        return escape(pattern.decode("latin-1")).encode("latin-1")
    return "".join("\\" + c if c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f" else c for c in pattern)


def purge():
    _cache.clear()
