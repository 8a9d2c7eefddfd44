for i in range(5):
    if i == 3:
        break
else:
    print("not reached")
for i in []:
    pass
else:
    print("else of empty for")
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("while else")
if n:
    print("no")
elif n == 0:
    print("elif")
else:
    print("no")
x = y = z = [1]
x.append(2)
print(y, z is x)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*start, last = "abc"
print(start, last)
first, *_ = range(5)
print(first, _)
a, b = b, a
print(a, b)
[p, q] = 1, 2
(r), s = 3, 4
print(p, q, r, s)
lst = [0, 1, 2]
i = 0
i, lst[i] = 2, 9
print(i, lst)
print((w := 5) + w, [w := w + k for k in range(3)], w)
while (line := next(iter(["x"] if w > 0 else []), None)) and w > 0:
    w -= 4
    print("walrus", line, w)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1, 1 == 1 in [1], not 1 == 2)


def noisy(v):
    print("eval", v)
    return v


print(noisy(1) < noisy(5) < noisy(3) < noisy(0))
print(noisy(0) or noisy("") or noisy("last"), noisy(1) and noisy(0) and noisy(2))
print(noisy(1) if noisy(0) else noisy(2))
noisy({})[noisy("key")] = noisy("value")
d = {noisy("k1"): noisy("v1"), noisy("k2"): noisy("v2")}
print(noisy(10) - noisy(3) * noisy(2))
noisy("{}{x}").format(noisy("arg"), x=noisy("keyword"))
del d["k1"], lst[0]
print(d, lst)
e = [1, 2, 3, 4, 5]
del e[1:3]
print(e)
try:
    del undefined
except NameError as error:
    print(error)
e += (6,)
e *= 2
print(e)
t = (1,)
t += (2, 3)
print(t)
try:
    ([1],)[0] += [2]
except TypeError as error:
    print(error)
count = 10
count //= 3; count **= 2; count %= 5; count <<= 3; count |= 1; count &= 0b101; count ^= 7; count >>= 1
print(count)
v: int = 5
u: "list[int]"
print(v, sorted(__annotations__) if "__annotations__" in globals() else "lazy")
pass
...
"a string statement"
print(None is None, 1 is not None, [] is [], "a" not in "abc", 5 in (1, 5))
print(1 if [] else 2 if {} else 3)
print(*[1, 2], *"ab", sep="-")
print([*range(3), *"xy"], {**{"a": 1}, "b": 2, **{"a": 3}}, (*[1],), {*[1, 1]})


def many():
    return 1, *[2, 3]


print(many())
if True: print("one line"); print("two statements")
class OneLine: x = 1
print(OneLine.x)
long = 1 + \
    2
print(long)
print("implicit " "concatenation"
      " over lines")
assert True, "fine"
print(0x1F, 0o17, 0b101, 1_000_000, 1e3, .5, 5., 1_0.0_1, 0xdead_beef)
print(-2 ** 2, 2 ** -1, 2 ** 3 ** 2, -7 // 2, -7 % 3, 7 // -2, ~5, 1 + 2 * 3 - 4 / 2, 5 & 3 | 4 ^ 1, 1 << 2 + 1, not True or True)
type Alias = int | str
print(Alias)


def generic[T](value: T) -> T:
    return value


print(generic(5))


class Box[T]:
    def __init__(self, item: T):
        self.item = item


print(Box(3).item)
import os.path as path_module, sys
from math import pi as PI, sqrt
print(round(PI, 2), sqrt(9), path_module.join("a", "b"), sys.version_info >= (3, 14), sys.version_info[:2])
try:
    import nothing_like_this
except ImportError as error:
    print(type(error).__name__, error)
try:
    from math import nothing
except ImportError as error:
    print(error)
print(__name__)
