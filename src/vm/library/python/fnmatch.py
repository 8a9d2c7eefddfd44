import re


def translate(pat):
    made, at = "", 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == "*":
            made += ".*"
        elif c == "?":
            made += "."
        elif c == "[":
            end = at + 1 if pat[at:at + 1] == "!" else at
            end = pat.find("]", end + 1)
            if end < 0:
                made += r"\["
                continue
            inner = pat[at:end].replace("\\", r"\\")
            at = end + 1
            made += "[" + ("^" + inner[1:] if inner[0] == "!" else "\\" + inner if inner[0] == "^" else inner) + "]"
        else:
            made += re.escape(c)
    return rf"(?s:{made})\z"


def fnmatchcase(name, pat):
    return re.fullmatch(translate(pat).removesuffix(r"\z"), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def filterfalse(names, pat):
    return [name for name in names if not fnmatchcase(name, pat)]
