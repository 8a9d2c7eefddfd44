import re


class _Sortable:
    """What can't be compared is in the order of its types."""

    def __init__(self, object):
        self.object = object

    def __lt__(self, other):
        try:
            return self.object < other.object
        except TypeError:
            one, another = self.object, other.object
            return (str(type(one)), id(one)) < (str(type(another)), id(another))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
        self._indent, self._width, self._depth = indent, width, depth
        self._stream, self._compact, self._sort_dicts = stream, compact, sort_dicts

    def pprint(self, object):
        text = self.pformat(object)
        if self._stream is None:
            print(text)
        else:
            self._stream.write(text + "\n")

    def pformat(self, object):
        return self._format(object, 0, 0, 1)

    def _repr(self, object, level):
        if isinstance(object, dict) and type(object).__repr__ is dict.__repr__:
            if self._depth and level > self._depth:
                return "{...}"
            items = [f"{self._repr(k, level + 1)}: {self._repr(v, level + 1)}" for k, v in self._items(object)]
            return "{" + ", ".join(items) + "}"
        if type(object) in (list, tuple):
            start, end = "[]" if isinstance(object, list) else "()"
            if self._depth and level > self._depth:
                return f"{start}...{end}"
            items = [self._repr(item, level + 1) for item in object]
            comma = "," if isinstance(object, tuple) and len(items) == 1 else ""
            return start + ", ".join(items) + comma + end
        return repr(object)

    def _items(self, object):
        items = list(object.items())
        if self._sort_dicts:
            items.sort(key=lambda item: _Sortable(item[0]))
        return items

    def _format(self, object, indent, allowance, level):
        text = self._repr(object, level)
        if len(text) <= self._width - indent - allowance or (self._depth and level > self._depth):
            return text
        if isinstance(object, dict) and type(object).__repr__ is dict.__repr__ and object:
            return self._dict(self._items(object), indent, allowance, level)
        if type(object) in (list, tuple) and object:
            start, end = "[]" if isinstance(object, list) else "()"
            if isinstance(object, tuple) and len(object) == 1:
                end = ",)"
            return self._sequence(list(object), start, end, indent, allowance, level)
        if type(object) in (set, frozenset) and object:
            start, end, more = "{", "}", 0
            if isinstance(object, frozenset):
                start, end, more = "frozenset({", "})", 10
            return self._sequence(sorted(object, key=_Sortable), start, end, indent + more, allowance, level, 1 + more)
        if type(object) is str and object:
            return self._string(object, indent, allowance, level)
        if hasattr(type(object), "__dataclass_fields__") and type(object).__repr__.__qualname__ == (
            type(object).__qualname__ + ".__repr__"
        ):
            names = [f.name for f in object.__dataclass_fields__.values() if f.repr and f._field_type == "_FIELD"]
            return self._fields(object, object.__class__.__name__, names, indent, allowance, level)
        name = type(object).__name__
        if name == "SimpleNamespace" and object.__dict__:
            return self._fields(object, "namespace", list(object.__dict__), indent, allowance, level)
        if type(object).__module__ == "collections" and object:
            return self._collection(object, name, indent, allowance, level)
        return text

    def _collection(self, object, name, indent, allowance, level):
        inner = indent + len(name) + 1
        if name == "OrderedDict":
            return f"{name}({self._format(list(object.items()), inner, allowance + 1, level)})"
        if name == "defaultdict":
            items = self._dict(self._items(object), inner, allowance + 1, level)
            return f"{name}({object.default_factory!r},\n{' ' * inner}{items})"
        if name == "Counter":
            return f"{name}({self._dict(object.most_common(), inner, allowance + 1, level)})"
        if name == "deque":
            end = "])" if object.maxlen is None else f"],\n{' ' * inner}maxlen={object.maxlen})"
            items = self._sequence(list(object), "[", "])", inner, allowance, level)
            return f"{name}({items[:-2]}{end}"
        if name == "ChainMap":
            maps = [self._format(each, inner, 1, level + 1) for each in object.maps[:-1]]
            maps.append(self._format(object.maps[-1], inner, allowance + 1, level + 1))
            return f"{name}({(',\n' + ' ' * inner).join(maps)})"
        return repr(object)

    def _sequence(self, items, start, end, indent, allowance, level, width=1):
        result = start + " " * (self._indent - 1)
        indent += self._indent
        parts = []
        for at, item in enumerate(items):
            last = at == len(items) - 1
            parts.append(self._format(item, indent, allowance + len(end) if last else 1, level + 1))
        if not self._compact:
            return result + (",\n" + " " * indent).join(parts) + end
        lines, line = [], ""
        for at, part in enumerate(parts):
            last = at == len(parts) - 1
            room = self._width - indent - (allowance + len(end) if last else 1)
            if line and len(line) + 2 + len(part) > room:
                lines.append(line + ",")
                line = part
            else:
                line = f"{line}, {part}" if line else part
        lines.append(line)
        return result + ("\n" + " " * indent).join(lines) + end

    def _dict(self, items, indent, allowance, level):
        indent += self._indent
        parts = []
        for at, (key, value) in enumerate(items):
            shown = self._repr(key, level + 1)
            room = allowance + 1 if at == len(items) - 1 else 1
            parts.append(f"{shown}: " + self._format(value, indent + len(shown) + 2, room, level + 1))
        return "{" + " " * (self._indent - 1) + (",\n" + " " * indent).join(parts) + "}"

    def _string(self, object, indent, allowance, level):
        if level == 1:
            indent, allowance = indent + 1, allowance + 1
        chunks, room = [], self._width - indent
        lines = object.splitlines(keepends=True)
        for at, line in enumerate(lines):
            in_last = at == len(lines) - 1
            if len(repr(line)) <= room - (allowance if in_last else 0):
                chunks.append(repr(line))
                continue
            words, current = re.findall(r"\S*\s*", line)[:-1], ""
            for number, word in enumerate(words):
                is_last = in_last and number == len(words) - 1
                if len(repr(current + word)) > room - (allowance if is_last else 0):
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ("\n" + " " * indent).join(chunks)
        return f"({text})" if level == 1 else text

    def _fields(self, object, name, names, indent, allowance, level):
        indent += len(name) + 1
        parts = []
        for at, field in enumerate(names):
            room = allowance + 1 if at == len(names) - 1 else 1
            parts.append(f"{field}=" + self._format(getattr(object, field), indent + len(field) + 1, room, level + 1))
        return f"{name}(" + (",\n" + " " * indent).join(parts) + ")"


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def isreadable(object):
    return isinstance(object, (str, bytes, int, float, complex, type(None))) or (
        type(object) in (list, tuple, set, frozenset) and all(map(isreadable, object))
        or type(object) is dict and all(isreadable(key) and isreadable(value) for key, value in object.items())
    )


def isrecursive(object):
    return "..." in repr(object) and not isinstance(object, str)


def saferepr(object):
    return PrettyPrinter()._repr(object, 1)
