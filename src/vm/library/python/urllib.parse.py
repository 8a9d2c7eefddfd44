import collections

_KEPT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


class _Result:
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self) if len(self) == 5 else urlunparse(self)

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    def _userinfo(self):
        info, found, _ = self.netloc.rpartition("@")
        name, has_password, password = info.partition(":")
        return (name if found else None, password if has_password else None)

    def _host(self):
        host, _, port = self.netloc.rpartition("@")[2].partition(":")
        return host, port

    @property
    def hostname(self):
        return self._host()[0].lower() or None

    @property
    def port(self):
        port = self._host()[1]
        if not port:
            return None
        if not port.isdigit():
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class SplitResult(_Result, collections.namedtuple("SplitResult", "scheme netloc path query fragment")):
    __slots__ = ()


class ParseResult(_Result, collections.namedtuple("ParseResult", "scheme netloc path params query fragment")):
    __slots__ = ()


def urlsplit(url, scheme="", allow_fragments=True):
    netloc = query = fragment = ""
    head, colon, rest = url.partition(":")
    if colon and head[:1].isalpha() and all(c.isalnum() or c in "+-." for c in head):
        scheme, url = head.lower(), rest
    if url[:2] == "//":
        ends = [at for at in (url.find(c, 2) for c in "/?#") if at >= 0]
        end = min(ends, default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    head, slash, last = path.rpartition("/")
    last, _, params = last.partition(";")
    return ParseResult(scheme, netloc, head + slash + last, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, path, query, fragment = parts
    if netloc:
        path = "//" + netloc + ("/" if path and path[:1] != "/" else "") + path
    if scheme:
        path = scheme + ":" + path
    if query:
        path += "?" + query
    return path + ("#" + fragment if fragment else "")


def urlunparse(parts):
    scheme, netloc, path, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f"{path};{params}" if params else path, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b = urlsplit(base)
    u = urlsplit(url, b.scheme, allow_fragments)
    if u.scheme != b.scheme:
        return url
    if u.netloc:
        return urlunsplit(u)
    if not u.path:
        return urlunsplit((u.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    path = u.path if u.path[:1] == "/" else (b.path.rpartition("/")[0] or "") + "/" + u.path
    made = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if len(made) > 1:
                made.pop()
        elif part != ".":
            made.append(part)
    if parts[-1] in (".", ".."):
        made.append("")
    return urlunsplit((u.scheme, b.netloc, "/".join(made) or "/", u.query, u.fragment))


def urldefrag(url):
    parts = urlsplit(url)
    return urlunsplit(parts[:4] + ("",)), parts.fragment


def quote(string, safe="/", encoding="utf-8", errors="strict"):
    data = string if isinstance(string, bytes) else string.encode(encoding)
    kept = _KEPT | set(safe)
    return "".join([chr(b) if chr(b) in kept else f"%{b:02X}" for b in data])


def quote_plus(string, safe="", encoding="utf-8", errors="strict"):
    return quote(string, safe + " ", encoding).replace(" ", "+")


def unquote(string, encoding="utf-8", errors="replace"):
    if "%" not in string:
        return string
    first, *others = string.split("%")
    data = first.encode()
    for part in others:
        try:
            data += bytes.fromhex(part[:2]) + part[2:].encode() if len(part) > 1 else b"%" + part.encode()
        except ValueError:
            data += b"%" + part.encode()
    return data.decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding="utf-8", errors="strict", quote_via=quote_plus):
    made = []
    for key, value in query.items() if hasattr(query, "items") else query:
        for one in value if doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__iter__") else [value]:
            one = one if isinstance(one, bytes) else str(one)
            made.append(quote_via(str(key), safe) + "=" + quote_via(one, safe))
    return "&".join(made)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False):
    made = []
    for pair in qs.split("&"):
        name, equals, value = pair.partition("=")
        if strict_parsing and not equals:
            raise ValueError(f"bad query field: {pair!r}")
        if value or (keep_blank_values and pair):
            made.append((unquote_plus(name), unquote_plus(value)))
    return made


def parse_qs(qs, keep_blank_values=False, strict_parsing=False):
    made = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing):
        made.setdefault(name, []).append(value)
    return made
