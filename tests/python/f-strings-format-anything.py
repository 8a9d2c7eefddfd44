name, n, pi, items = "Ann", 42, 3.14159265, [1, "a", None]
print(f"{name} {n} {pi} {items}")
print(f"{name!r} {name!s} {'é'!a} {items!r:>20}|")
print(f"{n:5}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{n:x}|{n:#x}|{n:b}|{n:,}|{n * 1000:_}|{n:e}|{n:.1f}|{n:%}")
print(f"{pi:.2f}|{pi:8.3f}|{pi:<8.1f}|{pi:+.0f}|{pi:e}|{pi:.3g}|{pi:10}|{pi:010.2f}|{1e10:,.2f}|{0.5:.1%}")
print(f"{name:10}|{name:>10}|{name:^10}|{name:*^10}|{name:.2}|{name:-<6.1}|")
width, precision, fill = 10, 3, "."
print(f"{pi:{width}.{precision}f}|{name:{fill}>{width}}|{n:{'0'}{5}}|{pi:{'.2' + 'f'}}")
print(f"{n=} {name=} {pi=:.2f} {n + 1 = } {name=!s} {items[0]=}")
print(f"{{literal}} {{{n}}} }}{{")
print(f"{'nested ' + f'{n + 1}'} {f'{f'{n}'}'}")
print(f"{name.upper()} {items[1]} {len(items)} {n if n > 5 else 0} {(lambda x: x * 2)(4)} {{1: 2}}")
print(f"{ {'a': 1}['a'] } {[x for x in range(3)]} { {1, } }")
print(f"""multi
{name}
line""", rf"\n{n}", f'{"quotes"}' f"{'joined'}" "plain {n}")
print(f"{None} {True} {1, 2} {...}")
print(f"{'a\nb'!r} {'\t'!r}")


class Custom:
    def __format__(self, spec):
        return f"custom({spec})"

    def __repr__(self):
        return "R"

    def __str__(self):
        return "S"


c = Custom()
print(f"{c} {c:abc} {c!r} {c!s:>3} {c=} {c:{n}} {[c]}")
print(f"{65:c}{0x1F600:c}")
for bad in (lambda: f"{'a':d}", lambda: f"{5:s}", lambda: f"{5.5:d}", lambda: f"{[]:5}", lambda: f"{None:5}", lambda: f"{5:.2d}",
            lambda: f"{'a':+}", lambda: f"{5:q}", lambda: f"{'a':,}", lambda: f"{5:,b}", lambda: f"{object:>5}"):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
from datetime import datetime
print(f"{datetime(2024, 5, 6, 7, 8, 9):%Y-%m-%d %H:%M} {datetime(2024, 5, 6)}")
print(f"{n!r:>6}|{n!s:<6}|{True:d}|{True}|{True:>6}|{-n:=+8}|{n:<+8}|{-5:05}|{1.5:05}")
print(f"{1_000_000:,}|{1234567.891:,.1f}|{1234567:_}|{0xFFFFFFFF:_x}|{255:#o}|{255:#b}|{255:X}|{255:#010x}")
