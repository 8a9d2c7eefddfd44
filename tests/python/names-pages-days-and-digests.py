import fnmatch, html, keyword, calendar, time
print(fnmatch.fnmatch("user.x", "user.*"), fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"), fnmatch.fnmatchcase("a1", "a[0-9]"), fnmatch.fnmatchcase("ab", "a[!0-9]"), fnmatch.fnmatch("a", "?"), fnmatch.fnmatch("a[", "a["))
print(html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;&amp;&#39;&#x41;&nope;"), keyword.iskeyword("for"), keyword.iskeyword("x"), len(keyword.kwlist), keyword.softkwlist)
print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.month_name[3], list(calendar.day_abbr), calendar.weekday(2024, 1, 1), calendar.monthcalendar(2024, 2)[0], calendar.timegm((1970, 1, 2, 0, 0, 0)), calendar.leapdays(2000, 2021))
t = time.strptime("2024-01-02 03:04:05", "%Y-%m-%d %H:%M:%S"); print(t, t.tm_yday, time.strptime("Thu Jan  1 00:00:00 1970").tm_year)
try: time.strptime("x", "%Y")
except ValueError as e: print(e)
# hashlib, uuid, secrets, base64, textwrap and time
import hashlib, uuid, base64, time, string, binascii, random, secrets, itertools, shlex, urllib.parse
print(hashlib.sha256(b"abc").hexdigest(), hashlib.md5(b"x").hexdigest(), hashlib.sha1().digest_size, hashlib.new("sha512", b"q").hexdigest()[:16])
print(uuid.uuid5(uuid.NAMESPACE_DNS, "x.org"), uuid.UUID(int=5), uuid.UUID("12345678123456781234567812345678").hex, uuid.uuid3(uuid.NAMESPACE_URL, "a"), len(str(uuid.uuid4())), uuid.uuid4().version)
print(base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b32encode(b"a"), base64.b16encode(b"az"), binascii.hexlify(b"ab"), binascii.crc32(b"x"))
print(len(secrets.token_hex(4)), secrets.compare_digest("a", "a"), shlex.split("a 'b c' d"), shlex.quote("a b"), urllib.parse.quote("a b/é"), urllib.parse.urlencode({"q": "x y", "n": 1}), urllib.parse.urlparse("http://h:80/p;x?q=1#f"), urllib.parse.parse_qs("a=1&a=2"))
print(time.gmtime(0), time.strftime("%H:%M:%S", time.gmtime(3661)), time.mktime(time.gmtime(0)), time.strptime("2024-01-02", "%Y-%m-%d").tm_yday, time.asctime(time.gmtime(0)), time.process_time() >= 0)
# an event bus with decorators, wildcard topics, weak handlers, priorities, sync and async handlers
import asyncio
import fnmatch
import inspect
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Callable, ClassVar, Literal

@dataclass(frozen=True, slots=True)
class Event:
    topic: str
    data: dict = field(default_factory=dict, hash=False)
    seq: int = field(default_factory=itertools.count(1).__next__)
    KINDS: ClassVar[tuple] = ("a", "b")

@dataclass(order=True)
class Sub:
    neg: int
    fn: Callable = field(compare=False)
    pattern: str = field(compare=False, default="*")

class Bus:
    def __init__(self, *, policy: Literal["all", "first"] = "all"):
        self.subs: list[Sub] = []
        self.policy = policy
        self.stats = defaultdict(int)
    def on(self, pattern, *, priority=0):
        def deco(fn):
            self.subs.append(Sub(-priority, fn, pattern)); self.subs.sort()
            return fn
        return deco
    async def emit(self, topic, **data):
        e = Event(topic, data)
        tasks = []
        for s in self.subs:
            if fnmatch.fnmatch(topic, s.pattern):
                self.stats[s.fn.__name__] += 1
                r = s.fn(e)
                if inspect.isawaitable(r):
                    tasks.append(asyncio.ensure_future(r))
                elif r is False: break
        results = await asyncio.gather(*tasks, return_exceptions=True)
        return [r if not isinstance(r, Exception) else f"{type(r).__name__}({r})" for r in results]

bus = Bus()
@bus.on("user.*", priority=1)
async def slow(e):
    await asyncio.sleep(0.3); return f"slow {e.topic}#{e.seq}"
@bus.on("*.created")
async def created(e):
    await asyncio.sleep(0.1)
    if "bad" in e.data: raise KeyError(e.data["bad"])
    return sorted(e.data.items())
@bus.on("user.deleted", priority=5)
def veto(e):
    print("veto", e); return False
async def main():
    print(await bus.emit("user.created", id=1, name="x"))
    print(await bus.emit("order.created", bad="field"))
    print(await bus.emit("user.deleted", id=1), await bus.emit("none"))
    print(dict(bus.stats), Event.KINDS, Event("t") == Event("t"), Event("t", seq=9) == Event("t", seq=9), hash(Event("t", seq=3)) == hash(Event("t", {"z": 1}, 3)))
asyncio.run(main())
