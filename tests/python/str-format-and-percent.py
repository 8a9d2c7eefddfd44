print("{} {}".format(1, "a"), "{1} {0} {1}".format("x", "y"), "{a} {b}".format(a=1, b=[2]), "{0[1]}".format([5, 6]))
print("{:>5}|{:<5}|{:^5}|{:05d}|{:.2f}|{:,}".format("a", "b", "c", 7, 1.005, 1234567))
print("{!r} {!s}".format("x", "y"), "{0!r:>6}".format("q"))
print("{:{}}|{:{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2), "{{}} {{{}}}".format(5))
print("{d[key]} {o.real} {l[0][1]}".format(d={"key": "v"}, o=5, l=[[1, 2]]))
for bad in (lambda: "{}".format(), lambda: "{a}".format(), lambda: "{0} {}".format(1, 2), lambda: "{".format(1), lambda: "}".format(1),
            lambda: "{0.nope}".format(1), lambda: "{:d}".format("x"), lambda: "{1}".format(0), lambda: "{!x}".format(1)):
    try:
        print(bad())
    except (IndexError, KeyError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print("{x}".format_map({"x": 5}))
print("%s %d %r %a" % ("a", 5, "b", "é"), "%s" % 5, "%s" % [1, 2], "%s and %s" % ("x", None), "%%" % ())
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%c|%c" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 65, "z"))
print("%f|%.2f|%8.3f|%-8.1f|%e|%.3e|%g|%g|%G" % (3.14159, 3.14159, 3.14159, 3.14159, 31415.9, 31415.9, 1e10, 0.0001, 1e-10))
print("%10s|%-10s|%.2s|%*d|%.*f" % ("right", "left", "cut", 5, 42, 2, 3.14159))
print("%(name)s is %(age)03d" % {"name": "Bo", "age": 7, "extra": 1}, "%(x)s" % {"x": (1, 2)})
print("%d" % 3.99, "%d" % True, "%s" % (1,), "%s" % ((1, 2),), "%i %u" % (1, 2), "%5.1f%%" % 99.5)
for bad in (lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: "%z" % 1, lambda: "%(a)s" % {}, lambda: "%(a)s" % 5,
            lambda: "%c" % "ab", lambda: "%" % 1, lambda: "%d" % None, lambda: "abc" % 1, lambda: "%x" % 1.5, lambda: "%f" % "a"):
    try:
        print(bad())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
print("no args" % {}, b"%d %s" % (5, b"x"))
print("%-10s|%+.1e|%#o" % ("a", -1234.5, 8), "%r" % ("t",), "%s" % {"a": 1}, "%.0f" % 0.5, "%.0f" % 1.5)
