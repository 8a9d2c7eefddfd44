"""Patterns of bytes, what they find, and what does not go together."""
import re

for text in (r"re.match(b'(a)', b'ab').group(1)", r"re.findall(rb'\w+', b'ab cd')", r"re.findall(rb'(\w)(\d)?', b'a1b')", r"re.sub(b'a', b'x', b'banana')",
             r"re.sub(rb'(a)(n)', rb'<\2\g<1>>', b'banana')", r"re.sub(b'a', lambda m: m[0].upper(), b'banana', count=2)", r"re.split(rb'[,;]\s*', b'a, b;c')",
             r"re.compile(b'a')", r"re.compile(b'a', re.I)", r"re.compile(rb'\xff').match(b'\xff')", r"re.escape(b'a.b*')", r"re.search(rb'[\x80-\xff]', b'a\xe9').span()",
             r"re.match(rb'\w', b'\xe9')", r"re.match(b'E', b'e', re.I)", r"re.match(rb'(?P<key>\w+)=(?P<value>.*)', b'k=v').groupdict()", r"re.fullmatch(b'a*', bytearray(b'aa')).group()",
             r"re.compile(b'(?P<n>a)').match(b'a').expand(rb'[\g<n>]')", r"re.subn(b'', b'-', b'ab')", r"re.match(b'(a)|b', b'b').groups()", r"re.compile(b'a').pattern, re.compile(b'a').flags",
             r"re.match(b'a', 'a')", r"re.match('a', b'a')", r"re.findall('a', bytearray(b'a'))", r"re.sub(b'a', 'x', b'a')", r"re.sub('a', b'x', 'a')", r"re.compile(b'(')", r"re.compile(b'a', re.U)",
             r"re.match('a', 5)", r"re.match(b'a', None)", r"re.RegexFlag.IGNORECASE, re.RegexFlag.A == re.ASCII", r"[m.start() for m in re.finditer(b'\n', b'a\nb\n')]"):
    try: print(text, "->", repr(eval(text)))
    except Exception as e: print(text, "!!", type(e).__name__, e)
