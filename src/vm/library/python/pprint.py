import collections
import sys
import types
from dataclasses import fields, is_dataclass

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


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


def _sorted_items(mapping):
    return sorted(mapping.items(), key=lambda item: (_Sortable(item[0]), _Sortable(item[1])))


def _within_itself(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
        self._indent, self._width = int(indent), int(width)
        if self._indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not self._width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._stream = sys.stdout if stream is None else stream
        self._compact, self._sort_dicts, self._underscore_numbers = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        return self._laid_out(object, 0, 0, {}, 0)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """In one line, whether that can be read by eval(), and whether it is within itself: for derived classes to change."""
        kind = type(object)
        method = kind.__repr__
        if issubclass(kind, int) and method is int.__repr__:
            return f"{object:_d}" if self._underscore_numbers and kind is not bool else repr(object), True, False
        if issubclass(kind, dict) and method is dict.__repr__:
            start, end = "{}"
            items = _sorted_items(object) if self._sort_dicts else list(object.items())
            parts = [part for item in items for part in item]
        elif issubclass(kind, list) and method is list.__repr__:
            start, end = "[]"
            parts = object
        elif issubclass(kind, tuple) and method is tuple.__repr__:
            start, end = "(", ",)" if len(object) == 1 else ")"
            parts = object
        else:
            text = repr(object)
            return text, kind in _SCALARS or bool(text) and not text.startswith("<"), False
        if not object:
            return start + end, True, False
        if maxlevels and level >= maxlevels:
            return f"{start}...{end}", False, id(object) in context
        if id(object) in context:
            return _within_itself(object), False, True
        context[id(object)] = 1
        shown = [self.format(part, context, maxlevels, level + 1) for part in parts]
        del context[id(object)]
        texts = [text for text, _, _ in shown]
        if start == "{":
            texts = [f"{key}: {value}" for key, value in zip(texts[::2], texts[1::2])]
        readable = all([readable for _, readable, _ in shown])
        return start + ", ".join(texts) + end, readable, any([recursive for _, _, recursive in shown])

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _laid_out(self, object, indent, allowance, context, level):
        """In as many lines as it takes: from a column, and with room for so much behind it."""
        if id(object) in context:
            return _within_itself(object)
        text = self._repr(object, context, level)
        if len(text) <= self._width - indent - allowance:
            return text
        lay_out = _LAYOUTS.get(type(object).__repr__)
        if lay_out is None:
            # The methods that dataclasses make are of no module.
            if not is_dataclass(object) or isinstance(object, type) or type(object).__repr__.__module__ is not None:
                return text
            lay_out = PrettyPrinter._dataclass
        context[id(object)] = 1
        text = lay_out(self, object, indent, allowance, context, level + 1)
        del context[id(object)]
        return text

    def _pad(self):
        return " " * (self._indent - 1)

    def _dict(self, object, indent, allowance, context, level):
        items = _sorted_items(object) if self._sort_dicts else list(object.items())
        return "{" + self._pad() + self._items(items, indent, allowance + 1, context, level) + "}"

    def _items(self, items, indent, allowance, context, level):
        indent += self._indent
        parts = []
        for at, (key, value) in enumerate(items, 1):
            shown = self._repr(key, context, level)
            room = allowance if at == len(items) else 1
            parts.append(f"{shown}: " + self._laid_out(value, indent + len(shown) + 2, room, context, level))
        return (",\n" + " " * indent).join(parts)

    def _list(self, object, indent, allowance, context, level):
        return "[" + self._elements(object, indent, allowance + 1, context, level) + "]"

    def _tuple(self, object, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        return "(" + self._elements(object, indent, allowance + len(end), context, level) + end

    def _set(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        start, end = "{", "}"
        if type(object) is not set:
            start, end = type(object).__name__ + "({", "})"
        elements = sorted(object, key=_Sortable)
        indent += len(start) - 1
        return start + self._elements(elements, indent, allowance + len(end), context, level) + end

    def _elements(self, object, indent, allowance, context, level):
        indent += self._indent
        elements = list(object)
        newline = ",\n" + " " * indent
        text, between = "" if self._indent <= 1 else self._pad(), ""
        whole = room = self._width - indent + 1
        for at, element in enumerate(elements, 1):
            last = at == len(elements)
            if last:
                whole, room = whole - allowance, room - allowance
            if self._compact:
                shown = self._repr(element, context, level)
                needed = len(shown) + 2
                if room < needed:
                    room = whole
                    between = between and newline
                if room >= needed:
                    room -= needed
                    text += between + shown
                    between = ", "
                    continue
            text += between + self._laid_out(element, indent, allowance if last else 1, context, level)
            between = newline
        return text

    def _str(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        if level == 1:
            indent, allowance = indent + 1, allowance + 1
        chunks, width = [], self._width - indent
        lines = object.splitlines(True)
        for at, line in enumerate(lines, 1):
            behind = allowance if at == len(lines) else 0
            if len(repr(line)) <= width - behind:
                chunks.append(repr(line))
            else:
                chunks += map(repr, _filled(_words(line), width, behind))
        if len(chunks) == 1:
            return chunks[0]
        text = ("\n" + " " * indent).join(chunks)
        return f"({text})" if level == 1 else text

    def _bytes(self, object, indent, allowance, context, level):
        if len(object) <= 4:
            return repr(object)
        if level == 1:
            indent, allowance = indent + 1, allowance + 1
        quads = [object[at:at + 4] for at in range(0, len(object), 4)]
        # CPython leaves no room behind where the last quad is whole.
        behind = allowance if len(object) % 4 else 0
        text = ("\n" + " " * indent).join(map(repr, _filled(quads, self._width - indent, behind)))
        return f"({text})" if level == 1 else text

    def _bytearray(self, object, indent, allowance, context, level):
        return f"bytearray({self._bytes(bytes(object), indent + 10, allowance + 1, context, level + 1)})"

    def _mappingproxy(self, object, indent, allowance, context, level):
        return f"mappingproxy({self._laid_out(object.copy(), indent + 13, allowance + 1, context, level)})"

    def _dataclass(self, object, indent, allowance, context, level):
        values = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        return self._fields(type(object).__name__, values, indent, allowance, context, level)

    def _namespace(self, object, indent, allowance, context, level):
        name = "namespace" if type(object) is types.SimpleNamespace else type(object).__name__
        return self._fields(name, list(object.__dict__.items()), indent, allowance, context, level)

    def _fields(self, name, values, indent, allowance, context, level):
        indent += len(name) + 1
        parts = []
        for at, (field, value) in enumerate(values, 1):
            room = allowance if at == len(values) else 1
            within = id(value) in context
            shown = "..." if within else self._laid_out(value, indent + len(field) + 1, room, context, level)
            parts.append(f"{field}={shown}")
        return f"{name}(" + (",\n" + " " * indent).join(parts) + ")"

    def _ordered_dict(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        name = type(object).__name__
        items = list(object.items())
        return f"{name}({self._laid_out(items, indent + len(name) + 1, allowance + 1, context, level)})"

    def _default_dict(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        start = f"{type(object).__name__}("
        indent += len(start)
        factory = self._repr(object.default_factory, context, level)
        return f"{start}{factory},\n{' ' * indent}{self._dict(object, indent, allowance + 1, context, level)})"

    def _counter(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        name = type(object).__name__
        items = self._items(object.most_common(), indent + len(name) + 1, allowance + 2, context, level)
        return name + "({" + self._pad() + items + "})"

    def _chain_map(self, object, indent, allowance, context, level):
        start = f"{type(object).__name__}("
        indent += len(start)
        parts = []
        for at, mapping in enumerate(object.maps, 1):
            room = allowance + 1 if at == len(object.maps) else 1
            parts.append(self._laid_out(mapping, indent, room, context, level))
        return start + (",\n" + " " * indent).join(parts) + ")"

    def _deque(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        start = f"{type(object).__name__}("
        indent += len(start)
        if object.maxlen is None:
            return f"{start}[{self._elements(object, indent, allowance + 2, context, level)}])"
        elements = self._elements(object, indent, 2, context, level)
        return f"{start}[{elements}],\n{' ' * indent}maxlen={self._repr(object.maxlen, context, level)})"

    def _user(self, object, indent, allowance, context, level):
        return self._laid_out(object.data, indent, allowance, context, level - 1)


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})

_LAYOUTS = {
    dict.__repr__: PrettyPrinter._dict,
    list.__repr__: PrettyPrinter._list,
    tuple.__repr__: PrettyPrinter._tuple,
    set.__repr__: PrettyPrinter._set,
    frozenset.__repr__: PrettyPrinter._set,
    str.__repr__: PrettyPrinter._str,
    bytes.__repr__: PrettyPrinter._bytes,
    bytearray.__repr__: PrettyPrinter._bytearray,
    types.MappingProxyType.__repr__: PrettyPrinter._mappingproxy,
    types.SimpleNamespace.__repr__: PrettyPrinter._namespace,
    collections.OrderedDict.__repr__: PrettyPrinter._ordered_dict,
    collections.defaultdict.__repr__: PrettyPrinter._default_dict,
    collections.Counter.__repr__: PrettyPrinter._counter,
    collections.ChainMap.__repr__: PrettyPrinter._chain_map,
    collections.deque.__repr__: PrettyPrinter._deque,
    collections.UserDict.__repr__: PrettyPrinter._user,
    collections.UserList.__repr__: PrettyPrinter._user,
    collections.UserString.__repr__: PrettyPrinter._user,
}


def _words(line):
    """Words with the blanks behind them."""
    words, was_blank = [], True
    for character in line:
        blank = character.isspace()
        if was_blank and not blank or not words:
            words.append("")
        words[-1] += character
        was_blank = blank
    return words


def _filled(pieces, width, behind):
    """Pieces in lines whose repr() is no wider, with room for so much behind the last one."""
    lines, line = [], pieces[0][:0]
    for at, piece in enumerate(pieces, 1):
        if at == len(pieces):
            width -= behind
        if len(repr(line + piece)) <= width:
            line += piece
            continue
        if line:
            lines.append(line)
        line = piece
    return lines + [line] if line else lines


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    printer = PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers)
    return printer.pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    printer = PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers)
    printer.pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter().format(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().format(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter().format(object, {}, None, 0)[2]
