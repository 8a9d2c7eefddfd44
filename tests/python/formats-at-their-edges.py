# Format specs that are nearly right, complex numbers as text, powers that are complex, and ranges of far numbers.


def tell(label, function):
    try:
        print(label, repr(function()))
    except Exception as error:
        print(label, type(error).__name__, error)


for spec in [",,", ",,d", "_,", "__", ",s", ",x", "_c", ".3,", ".3,x", ".2,n", "z", "zd", "-", "-z#", "-c", "#c", "15c", "=10", "<010", "0=10"]:
    for value in ["ab", 5, 2.5, 1j]:
        tell(f"{value!r} {spec}", lambda: format(value, spec))
for template in ["%5%", "%-%", "%.3%", "%(a)%", "%%", "%l%", "%-5d|", "%+.2x", "%#o"]:
    for value in [(), (1,), {"a": 1}, 1]:
        tell(f"{template} {value}", lambda: template % value)
for spec in ["d", "s", "%", ".20", ".3", ".0", "10", "<10", "*^20.3f", "+", " .3", "e", ".3g", "G", ",", "_.2f", "#", "#.3", "<<z0,.3F"]:
    for number in [1j, 1.5 - 2j, 0j, complex(1e20, -0.0), complex(float("inf"), float("nan")), 1234.5 + 6789j]:
        tell(f"{number} {spec}", lambda: format(number, spec))
for base, exponent in [(-8, 0.5), (-8.0, 0.25), (-1, 0.5), (-1e300, 1.5), (8, 0.5), (-8, 2.0)]:
    tell(f"{base} ** {exponent}", lambda: base**exponent)
tell("bytes", lambda: b"x" % 1)
tell("index", lambda: range(3).index(7))
tell("index", lambda: range(3).index("a"))
for number in range(10**30):
    if number == 3:
        print(number, 5 in range(10**30))
        break
tell("length", lambda: len(range(10**30)))
