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


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
