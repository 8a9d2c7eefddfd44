whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pairs of kind and text: 'text', 'escaped', 'named', 'braced', 'invalid'."""
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield "text", text[at:], at
                return
            yield "text", text[at:found], at
            at = found + len(mark)
            if text.startswith(mark, at):
                yield "escaped", mark, found
                at += len(mark)
                continue
            braced = text.startswith("{", at)
            start = end = at + braced
            while end < len(text) and text[end].isascii() and (
                text[end] == "_" or (text[end].isalnum() if end > start else text[end].isalpha())
            ):
                end += 1
            if end == start or braced and not text.startswith("}", end):
                yield "invalid", mark, found
            else:
                yield ("braced" if braced else "named"), text[start:end], found
                at = end + braced

    def _fill(self, mapping, kws, safe):
        out = []
        for kind, text, at in self._parts():
            if kind in ("text", "escaped"):
                out.append(text)
            elif kind == "invalid":
                if not safe:
                    lines = self.template[:at].split("\n")
                    raise ValueError(f"Invalid placeholder in string: line {len(lines)}, col {len(lines[-1]) + 1}")
                out.append(text)
            elif text in kws:
                out.append(str(kws[text]))
            elif safe and text not in mapping:
                out.append(f"{self.delimiter}{{{text}}}" if kind == "braced" else self.delimiter + text)
            else:
                out.append(str(mapping[text]))
        return "".join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, True)

    def is_valid(self):
        return all(kind != "invalid" for kind, _, _ in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys(text for kind, text, _ in self._parts() if kind in ("named", "braced")))


def _fields(text):
    """What `format()` finds in a text: tuples of a literal, and the name, spec and conversion of the field after it."""
    at, literal = 0, ""
    while at < len(text):
        mark = min((found for found in (text.find("{", at), text.find("}", at)) if found >= 0), default=len(text))
        literal += text[at:mark]
        if mark == len(text):
            break
        if text[mark : mark + 2] in ("{{", "}}"):
            yield literal + text[mark], None, None, None
            at, literal = mark + 2, ""
            continue
        if text[mark] == "}":
            raise ValueError("Single '}' encountered in format string")
        end, depth, inside = mark + 1, 1, False
        while end < len(text) and depth:
            inside = (inside or text[end] == "[") and text[end] != "]"
            depth += not inside and (text[end] == "{") - (text[end] == "}")
            end += 1
        if depth:
            if text.endswith("!"):
                raise ValueError("end of string while looking for conversion specifier")
            raise ValueError("expected '}' before end of string" if end > mark + 1 else "Single '{' encountered in format string")
        field = text[mark + 1 : end - 1]
        cut, inside = 0, False
        while cut < len(field) and (inside or field[cut] not in "!:"):
            inside = (inside or field[cut] == "[") and field[cut] != "]"
            cut += 1
        name, rest, conversion = field[:cut], field[cut:], None
        if rest.startswith("!"):
            if len(rest) == 1:
                raise ValueError("end of string while looking for conversion specifier")
            conversion, rest = rest[1], rest[2:]
            if rest and not rest.startswith(":"):
                raise ValueError("expected ':' after conversion specifier")
        yield literal, name, rest[1:], conversion
        at, literal = end, ""
    if literal:
        yield literal, None, None, None


def _split_name(name):
    """The first part of a field's name, and pairs of whether the next ones are attributes, and what they are called."""
    end = min((found for found in (name.find("."), name.find("[")) if found >= 0), default=len(name))
    first, rest = name[:end], name[end:]
    number = lambda text: int(text) if text.isdecimal() else text
    parts = []
    while rest:
        if rest[0] == "[":
            key, closed, rest = rest[1:].partition("]")
            if not closed:
                raise ValueError("Missing ']' in format string")
            if rest and rest[0] not in ".[":
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
            parts.append((False, number(key)))
        else:
            end = min((found for found in (rest.find(".", 1), rest.find("[", 1)) if found >= 0), default=len(rest))
            key, rest = rest[1:end], rest[end:]
            parts.append((True, key))
        if key == "":
            raise ValueError("Empty attribute in format string")
    return number(first), parts


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            first, _ = _split_name(name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index) + name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                auto_arg_index = False
            value, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            out.append(self.format_field(value, spec))
        return "".join(out), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in "sra":
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _fields(format_string)

    def get_field(self, field_name, args, kwargs):
        first, parts = _split_name(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in parts:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first
