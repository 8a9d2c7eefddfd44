# What is wrong with a pattern, and where; and patterns that are nearly wrong.
import re

PATTERNS = [
    r"(a", r"a)", r"[a", r"*a", r"a**", r"a{2,1}", r"a{1}{2}", r"^*", r"$?", r"\b+",
    r"(?P<n>a)(?P<n>b)", r"(?P<1>a)", r"(?P<a-b>x)", r"(?P=x)", r"(a)(?P=1)", r"(?P<a", r"(?P<>a)", r"(?P", r"(?P=", r"(?Px)",
    r"\1", r"(a\1)", r"(a)\18", r"\8", r"\18", r"\07", r"\012", r"[\012]", r"\123", r"\400", r"[\8]", r"\x1g", r"\u12", r"\q", r"[\q]",
    r"(?z)", r"a(?i)", r"(?i)a", r"(?#note)(?i)a", r"(?i)(?m)a", r"(?<a)", r"(?<=a+)b", r"(?<!a|bc)d", r"(?<=a|b)c",
    r"(?(1)a|b)", r"(a)?(?(1)b|c)", r"(?(2)a)(b)(c)", r"(?(0)a)", r"(?(n)a|b)", r"(?(a-b)a)", r"(a)(?(1)a|b|c)", r"(?(1",
    r"(?#c", r"(?:a", r"(?", r"(?aL)a", r"(?au)a", r"(?-u:a)", r"(?-:a)", r"(?i-)a", r"(?-i)a", r"(?i", r"(?i-i:a)", r"(?iz)a", r"(?-z:a)",
    r"[b-a]", r"[a-\d]", r"[]", r"[]a]", r"[^]]", "\\",
]

for pattern in PATTERNS:
    try:
        compiled = re.compile(pattern)
    except re.PatternError as error:
        print(f"{pattern:20} {error} | {error.pos} {error.lineno}:{error.colno}")
    else:
        found = [match.span() for match in compiled.finditer("aab\nS1")]
        print(f"{pattern:20} {compiled.groups} {dict(compiled.groupindex)} {int(compiled.flags)} {found}")
