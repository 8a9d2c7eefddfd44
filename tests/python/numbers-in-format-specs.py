values = [0, 1, -1, 42, -42, 1234567, 10**20]
for spec in ("", "d", "5d", "<8", ">8", "^8", "=8", "+", "-", " ", "08", "+08d", "x", "X", "#x", "o", "#o", "b", "#b", ",", "_", "_b",
             "_x", "e", ".2e", "E", "f", ".0f", "F", "g", "G", "%", ".1%", "n", "*^12", "x>5", "<05", "^05", "#06x", "+#x", ",.2f", "012,"):
    print(spec, [format(v, spec) for v in values])
floats = [0.0, -0.0, 1.0, -1.5, 3.14159, 1e-10, 1e16, 123456789.123, 1e300, 0.1, 1 / 3, float("inf"), float("-inf"), float("nan")]
for spec in ("", "f", ".0f", ".1f", ".2f", ".10f", "e", ".0e", ".3e", "E", "g", ".3g", ".10g", "G", "%", ".0%", "+", " ", "10", "<10.2f",
             ">10.2f", "^10.2f", "010.2f", "=+10.1f", ",", ",.2f", "_.1f", ".3", "10.4", "#g", "#.0f", "z.1f", "n", "+.2e"):
    print(spec, [format(v, spec) for v in floats])
print([format(v, ".2f") for v in (2.675, 1.005, 0.125, 0.375, 2.5, 3.5)], [format(v, ".0f") for v in (0.5, 1.5, 2.5, 3.5)])
print([format(v, ".1f") for v in (0.05, 0.15, 0.25, 0.35, 0.45)], format(1e22, "f"), format(2**70, "f"), format(10**30, "g"))
for value, spec in ((5, "5.5d"), (5, ".3"), (5, "zz"), (5.0, "d"), (5.0, "x"), (5, "s"), (True, "s"), (5, ",s"), (5.0, ",n"), (5, "c5"), (-1, "c")):
    try:
        print(format(value, spec))
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
print(format(True), format(True, "d"), format(True, "5"), format(False, ">7"), format("x", "5"), format(None), format([1]))
