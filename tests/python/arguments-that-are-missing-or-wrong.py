import decimal
import itertools
import math


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for name in ("accumulate", "compress", "groupby", "permutations", "combinations", "combinations_with_replacement", "batched"):
    attempt(f"itertools.{name}()")
for text in (
    "itertools.compress([1])", "itertools.combinations([1])", "itertools.batched([1])", "itertools.batched(n=1)",
    "pow()", "pow(1)", "pow(base=2)", "pow(exp=2)", "pow(exp=2, base=3)", "round()", "round(ndigits=1)",
    "str(1, 2)", "str(b'a', 2)", "str(b'a', 'utf-8', 3)", "str(b'a', 'utf-8', 'strict')", "str(errors=1)", "str('a', 'utf-8')",
    "bytes(1, 2)", "bytes('a', 1)", "bytes('a', 'utf-8', 1)", "bytes(1, 'utf-8')", "bytes('a', 'utf-8')", "bytes('a')",
    "decimal.Decimal([1])", "decimal.Decimal((1, 2))", "decimal.Decimal((1, (2, 3), -1))",
    "math.sumprod([0.1] * 10, [0.3] * 10)", "math.sumprod([10.0, 1e16, -1e16], [1, 3, 3])", "math.sumprod([1, 2.5], [3, 4])",
    "math.sumprod([1e200, 1.0], [1e200, 1.0])", "math.sumprod([float('nan')], [1.0])", "math.sumprod([], [])",
    "math.sumprod([1, 2], [3, 4])", "math.sumprod([decimal.Decimal(2)], [3])", "math.sumprod([1e-200, 0.0], [1e-200, -0.0])",
    "math.sumprod([2**60, 0.5], [0.5, True])", "math.sumprod([1.0], [])",
):
    attempt(text)
