import json, copy, string, textwrap, statistics, hashlib, base64, uuid, os, datetime as dt
print(json.dumps({"a": [1, 2.5, None, True, "x\n\"é"], "b": {}}), json.dumps([1, [2]], indent=2), json.dumps("é", ensure_ascii=False), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 1, 1.5: 2}), json.dumps((1, 2)), json.dumps([]), json.dumps({}, indent=4), json.dumps([[], {}], indent=1), json.dumps(10**30), json.dumps(1e300), json.dumps(float("inf")))
print(json.loads('{"a": [1, 2.5, null, true, false, "x\\u00e9\\n", -3, 1e3, 12345678901234567890], "b": {"c": {}}}'), json.loads(" [ ] "), json.loads('"\\ud83d\\ude00"'), json.loads("3"), json.loads('[1,2]', parse_int=str), json.loads('{"a":1}', object_hook=lambda d: sorted(d.items())), json.loads('{"a":1,"a":2}', object_pairs_hook=list), json.loads('1.10', parse_float=str))
class P:
    def __init__(s, x): s.x = x
class E(json.JSONEncoder):
    def default(s, o):
        if isinstance(o, P): return {"p": o.x}
        return super().default(o)
print(json.dumps([P(1), {"k": P([P(2)])}], cls=E, indent=1), json.dumps(P(3), default=lambda o: o.x), E().encode(P(1)))
try: json.dumps(P(1), cls=E); json.dumps(object(), cls=E)
except TypeError as e: print(e)
try: json.loads("{bad")
except json.JSONDecodeError as e: print(e, e.msg, e.pos, e.lineno, e.colno, e.doc, isinstance(e, ValueError))
class F:
    def __init__(s): s.t = ""
    def write(s, x): s.t += x
    def read(s): return s.t
f = F(); json.dump({"x": [1]}, f); print(f.t, json.load(f))
print(json.JSONDecoder().raw_decode("[1] x"))
x = [1, [2, 3], {"a": [4]}]; y = copy.deepcopy(x); z = copy.copy(x); y[1].append(9); print(x, y, z, z[1] is x[1])
class N:
    def __init__(s): s.items = [1]; s.me = s
n = N(); m = copy.deepcopy(n); m.items.append(2); print(n.items, m.items, m.me is m, copy.copy(n).items is n.items)
class C:
    def __copy__(s): return "copied"
    def __deepcopy__(s, memo): return "deep"
print(copy.copy(C()), copy.deepcopy([C()]))
l = []; l.append(l); k = copy.deepcopy(l); print(k[0] is k)
print(string.ascii_letters, string.digits, string.punctuation, string.capwords("hello  world"), string.Template("$a ${b} $$").substitute(a=1, b=2), string.Template("$a $c").safe_substitute(a=1))
try: string.Template("$x").substitute()
except KeyError as e: print(repr(e))
print(textwrap.dedent("""
    a
      b
    c"""), textwrap.fill("The quick brown fox jumps over the lazy dog", 20), textwrap.wrap("aaa bbb ccc", 5), textwrap.shorten("hello world foo", 12), textwrap.indent("a\nb", "> "))
print(statistics.mean([1,2,3,4]), statistics.mean([1.5,2]), statistics.median([3,1,2]), statistics.median([1,2,3,4]), statistics.mode("aab"), statistics.stdev([1,2,3,4]), statistics.pstdev([.1,.2,.3]), statistics.variance([1,2,3,4]), statistics.quantiles(range(10)), statistics.fmean([1,2]), statistics.multimode("aabb"), statistics.harmonic_mean([40,60]), statistics.geometric_mean([1,4]))
print(hashlib.md5(b"x").hexdigest(), hashlib.sha1(b"x").hexdigest(), hashlib.sha256(b"hello"*50).hexdigest(), hashlib.sha512(b"").hexdigest()[:20], hashlib.new("sha256", b"a").digest()[:4], base64.b64encode(b"hello?>"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b32decode(b"NBUQ===="), base64.b16decode("6869"))
h = hashlib.sha256(); h.update(b"a"); h.update(b"b"); print(h.hexdigest(), h.name, h.digest_size)
u = uuid.UUID("12345678123456781234567812345678"); print(u, repr(u), u.hex, u.int, uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), u == uuid.UUID(int=u.int))
print(os.path.join("a", "b"), os.path.splitext("x.py"), os.environ.get("NOPE", "dflt"), os.getenv("NOPE"), os.linesep == "\n")
D = dt.datetime
a = D(2024, 2, 28, 23, 59, 59); b = a + dt.timedelta(days=1, seconds=1.5); print(a, b - a, (b - a).total_seconds(), b.isoformat(), b.strftime("%Y/%m/%d %H:%M:%S.%f %A %j"), f"{a:%d %B %Y %H:%M}", a < b, a.date(), a.time(), repr(a.date()), repr(a.time()), D.strptime("2024-01-02 03:04", "%Y-%m-%d %H:%M"), D.fromisoformat("2024-01-02T03:04:05+01:00"), a.replace(hour=1), a.weekday(), a.isocalendar(), dt.timezone.utc, dt.timedelta(hours=25), repr(dt.timedelta(hours=25)), str(dt.timedelta(milliseconds=1500)), dt.timedelta(seconds=90) // dt.timedelta(minutes=1), dt.timedelta(1) / 3, max([dt.timedelta(1), dt.timedelta(2)]), sum([dt.timedelta(1)], dt.timedelta()), D(2024,1,1,tzinfo=dt.timezone.utc).astimezone(dt.timezone(dt.timedelta(hours=2))), D.fromtimestamp(0, dt.timezone.utc), {a: 1}[D(2024, 2, 28, 23, 59, 59)], sorted([b, a])[0] == a, a.timetuple()[:6], D(1970,1,2).timestamp(), dt.date(2024,1,1) - dt.date(2023,1,1), dt.date.today().__class__, D.combine(dt.date(2024,1,1), dt.time(5)), copy.deepcopy(a) == a, a.ctime())
for e in ["D(2024,1,1)-5", "D('a',1,1)", "D(2024,1,1)<dt.date(2024,1,1)", "dt.timedelta('x')"]:
    try: eval(e) if False else None
    except Exception as x: print(x)
class MyDate(dt.date):
    def next(s): return s + dt.timedelta(1)
print(repr(MyDate(2024, 1, 1).next()), MyDate(2024,1,1))
