import re


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    words, word, quote, at = [], None, "", 0
    while at < len(s):
        c = s[at]
        if quote:
            if c == quote:
                quote = ""
            elif c == "\\" and quote == '"' and s[at + 1:at + 2] in ('"', "\\"):
                at += 1
                word += s[at]
            else:
                word += c
        elif c in " \t\r\n":
            if word is not None:
                words.append(word)
            word = None
        elif comments and c == "#":
            at = s.find("\n", at) if "\n" in s[at:] else len(s)
            continue
        elif c == "\\":
            if at + 1 == len(s):
                raise ValueError("No escaped character")
            at += 1
            word = (word or "") + s[at]
        elif c in "'\"":
            quote, word = c, word or ""
        else:
            word = (word or "") + c
        at += 1
    if quote:
        raise ValueError("No closing quotation")
    return words if word is None else words + [word]


def quote(s):
    if not s:
        return "''"
    if re.fullmatch(r"[a-zA-Z0-9@%_\-+=:,./]+", s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join([quote(arg) for arg in split_command])
