# Decimals, fractions, records of bytes, rows, graphs, schedules, paths.
# decimal
from decimal import *
a, b = Decimal("1.10"), Decimal("2.205")
print(a + b, a - b, a * b, a / b, -a, abs(-b), a ** 2, b // a, b % a, divmod(b, a), a < b, a == Decimal("1.1"), hash(a) == hash(Decimal("1.1")))
print(repr(a), Decimal(5), Decimal(0.1), Decimal("1E+3"), Decimal("0.000001"), Decimal("0.0000001"), Decimal("-0"), Decimal("Infinity"), Decimal("nan"))
print(b.quantize(Decimal("0.01")), b.quantize(Decimal(".01"), rounding=ROUND_HALF_UP), b.quantize(Decimal("1")), round(b, 1), round(b), int(b), float(b))
print(f"{b:.2f} {b:10.1f}| {Decimal('1234567.891'):,.2f} {b:e} {Decimal('0.256'):.1%} {b:<10}| {a:+} {b:08.2f}")
getcontext().prec = 6
print(Decimal(1) / Decimal(3), Decimal(2).sqrt(), Decimal(10) / 4, Decimal("1e10") / 3, sum([Decimal("0.1")] * 3), Decimal(2) ** -2)
with localcontext() as c:
    c.prec = 30
    c.rounding = ROUND_FLOOR
    print(Decimal(1) / Decimal(7), c.prec)
with localcontext(prec=3):
    print(Decimal("1.2345") + 0)
    try: print(f())
    except Exception as e: print(type(e).__name__, e, [c.__name__ for c in type(e).__mro__[1:3]])
print(Decimal("1.50").normalize(), Decimal("100").normalize(), Decimal("3.7").to_integral_value(), a.as_tuple(), b.as_integer_ratio(), b.adjusted(), max(a, b), sorted([b, a, Decimal(0)]), a.compare(b), Decimal("1.1") == 1.1, Decimal("0.5") == 0.5, Decimal(3) == 3)
getcontext().prec = 28
print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(1000).log10(), Decimal("123.456").scaleb(2), bool(Decimal(0)), Decimal("3.14").is_nan(), Decimal((1, (1, 2, 3), -2)), Decimal.from_float(0.5), str(Decimal("1E-10")), Decimal("12E+5").to_eng_string())
print(Decimal("10") * Decimal("1.0"), Decimal("1.00") / 3, Decimal("7") // 2, Decimal("-7") // 2, Decimal("-7") % 3, 5 - Decimal("0.5"), 2 * Decimal("1.5"), Decimal("2.50") == Decimal("2.5"), {Decimal("1"): "x"}[1])
total = Decimal("0.00")
for p, q in [("19.99", 3), ("5.25", 2), ("0.10", 7)]:
    total += Decimal(p) * q
print(total, (total * Decimal("0.0825")).quantize(Decimal("0.01"), ROUND_HALF_EVEN), isinstance(total, Decimal))
from fractions import Fraction
import numbers
a, b = Fraction(3, 4), Fraction("2.5")
print(a + b, a - b, a * b, a / b, a ** 2, a ** -1, -a, abs(-a), b // a, b % a, repr(a), a + 1, 1 - a, 2 / a, a + 0.5, a > b, a == 0.75, Fraction(0.125), Fraction("1/3"), float(a), round(b), round(Fraction(22, 7), 2), int(b), hash(Fraction(2)) == hash(2))
print(Fraction(3.14159265).limit_denominator(100), sum([Fraction(1, n) for n in range(1, 5)]), Fraction(6, -8), a.numerator, a.denominator, isinstance(a, numbers.Rational), isinstance(3, numbers.Integral), isinstance(2.5, numbers.Number), divmod(b, a), max(a, b), f"{a}", f"{b:.3f}", f"{a:>8}", bool(Fraction(0)), sorted([b, a]), {a: 1}[Fraction(6, 8)])
for f in (lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction(1.5, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import struct
print(struct.pack(">IHb", 1, 2, -3), struct.pack("<d", 3.5), struct.pack("!4sf?", b"ab", 1.1, True), struct.calcsize("!I4sH"), struct.calcsize("bi"), struct.calcsize("=bi"))
print(struct.unpack(">IHb", b"\x00\x00\x00\x01\x00\x02\xfd"), struct.unpack("<d", struct.pack("<d", -0.1)), struct.unpack("<2f", struct.pack("<2f", 0.5, 1e-3)), struct.unpack_from("<H", b"\x00\x01\x02\x03", 2), list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")))
S = struct.Struct("!BH")
print(S.size, S.format, S.pack(1, 2), S.unpack(b"\x01\x00\x02"))
buf = bytearray(6); struct.pack_into("<H", buf, 2, 513); print(buf, struct.pack("<q", -1), struct.pack("<Q", 2**64 - 1), struct.pack("3s2x", b"abcdef"), struct.pack("<e", 1.5), struct.pack("<f", float("inf")))
for f in (lambda: struct.pack("B", 256), lambda: struct.unpack("I", b"abc"), lambda: struct.pack("I"), lambda: struct.pack("y", 1), lambda: struct.pack("<h", "x"), lambda: struct.pack("<i", 2**40)):
    try: print(f())
    except struct.error as e: print(e)
import csv, io, graphlib, sched, time, http, ast, numbers
from pathlib import Path, PurePosixPath
out = io.StringIO()
w = csv.writer(out); w.writerow(["a", 1, 2.5, None, 'say "hi"', "x,y", "line\nbreak"]); w.writerows([[1, 2], ["", ""], [""]])
print(repr(out.getvalue()))
print(list(csv.reader(io.StringIO('a,b,c\n1,"2,5","he said ""no"""\n\n , x,\n'))), list(csv.reader(["a;b"], delimiter=";")))
d = csv.DictWriter(out := io.StringIO(), ["n", "v"], lineterminator="\n"); d.writeheader(); d.writerow({"n": "x", "v": 1}); d.writerow({"n": "y"}); print(out.getvalue())
print([row for row in csv.DictReader(io.StringIO("n,v\nx,1\ny,2,3\nz\n"))])
try: d.writerow({"q": 1})
except ValueError as e: print(e)
ts = graphlib.TopologicalSorter({"D": {"B", "C"}, "B": ["A"], "C": ["A"]})
print(list(graphlib.TopologicalSorter({"d": ["c"], "c": ["b"], "b": ["a"]}).static_order()))
ts = graphlib.TopologicalSorter(); ts.add("x", "y"); ts.add("z", "x", "y"); ts.prepare()
while ts.is_active():
    r = ts.get_ready(); print(r); ts.done(*r)
try: graphlib.TopologicalSorter({"a": ["b"], "b": ["a"]}).prepare()
except graphlib.CycleError as e: print(e.args)
s = sched.scheduler(time.monotonic, time.sleep)
s.enter(2, 1, print, ("two",)); s.enter(1, 2, print, ("one b",)); s.enter(1, 1, print, kwargs={"sep": ""}, argument=("one a",)); e = s.enter(3, 1, print, ("no",)); s.cancel(e); s.run(); print(s.empty(), time.monotonic())
print(http.HTTPStatus.NOT_FOUND, http.HTTPStatus(200).phrase, http.HTTPStatus.OK == 200, repr(http.HTTPStatus.IM_A_TEAPOT), http.HTTPStatus.OK.is_success, http.HTTPMethod.GET)
print(ast.literal_eval("[1, -2.5, 'a', (3,), {'k': None}, {1, 2}, True]"), ast.literal_eval(" 'x' "))
for bad in ("f(1)", "x", "1 +", "__import__('os')"):
    try: ast.literal_eval(bad)
    except (ValueError, SyntaxError) as e: print(type(e).__name__, str(e).split(" on line")[0].split(": <")[0])
p = Path("/srv/data") / "in" / "file.tar.gz"
print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix(".zip"), p.relative_to("/srv"), p.is_absolute(), repr(p), list(p.parents)[:2], p.with_name("x.txt"), Path("a//b/./c"), Path(), p == Path(str(p)), PurePosixPath("a") / "/b", p.match("*.gz"))
