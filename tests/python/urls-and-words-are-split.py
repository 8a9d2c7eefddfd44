from urllib.parse import urlparse, urljoin, urlencode, parse_qs, quote, unquote, urlsplit, parse_qsl, quote_plus, urlunparse, urldefrag
import urllib.parse, shlex
u = urlparse("https://user:pw@example.com:8080/a/b;p?x=1&y=2&x=3#frag"); print(u, u.hostname, u.port, u.username, u.geturl(), u._replace(query="z=1").geturl())
for b, r in [("http://a/b/c/d", "g"), ("http://a/b/c/d", "../g"), ("http://a/b/c/d", "/g"), ("http://a/b/c/d", "//h/g"), ("http://a/b/c/d", "?q=1"), ("http://a/b/c/d", "http://z/"), ("http://a", "x"), ("http://a/b/", "./x/../y"), ("http://a/b", "#f"), ("http://a/b/c", "..")]: print(urljoin(b, r))
print(urlencode({"a": 1, "b c": "d&e", "l": "é"}), urlencode([("a", [1, 2])], doseq=True), parse_qs("a=1&b=2&a=3&c="), parse_qsl("a=1&b=%20x+y", keep_blank_values=True), quote("a b/c?é"), unquote("a%20b%C3%A9%zz"), quote_plus("a b&c"), urlsplit("//h/p?q"), urllib.parse.quote("x y", safe=""), urlparse("path/only"), urldefrag("http://a#b")[1])
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # h", comments=True), shlex.quote("it's"), shlex.join(["a", "b c"]), shlex.split("say hello"))
try: shlex.split("a 'b")
except ValueError as e: print(e)
