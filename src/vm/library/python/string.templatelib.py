class Interpolation:
    __match_args__ = ("value", "expression", "conversion", "format_spec")
    __slots__ = __match_args__

    def __init__(self, value, expression="", conversion=None, format_spec=""):
        if conversion not in (None, "s", "r", "a"):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        put = object.__setattr__
        put(self, "value", value)
        put(self, "expression", expression)
        put(self, "conversion", conversion)
        put(self, "format_spec", format_spec)

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute")

    def __repr__(self):
        return f"Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})"


class Template:
    __slots__ = ("strings", "interpolations")

    def __init__(self, *args):
        strings, fields = [""], []
        for part in args:
            if isinstance(part, str):
                strings[-1] += part
            elif isinstance(part, Interpolation):
                fields.append(part)
                strings.append("")
            else:
                name = type(part).__name__
                raise TypeError(f"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {name}")
        object.__setattr__(self, "strings", tuple(strings))
        object.__setattr__(self, "interpolations", tuple(fields))

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute")

    @property
    def values(self):
        return tuple(field.value for field in self.interpolations)

    def __iter__(self):
        for text, field in zip(self.strings, self.interpolations):
            if text:
                yield text
            yield field
        if self.strings[-1]:
            yield self.strings[-1]

    def __add__(self, other):
        if isinstance(other, Template):
            return Template(*self, *other)
        kind, own = type(other).__name__, "string.templatelib.Template"
        raise TypeError(f'can only concatenate {own} (not "{kind}") to {own}')

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"


def convert(obj, /, conversion):
    match conversion:
        case None:
            return obj
        case "r":
            return repr(obj)
        case "s":
            return str(obj)
        case "a":
            return ascii(obj)
    raise ValueError(f"invalid conversion specifier: {conversion}")


def _template(*parts):
    return Template(*(part if isinstance(part, str) else Interpolation(*part) for part in parts))
