class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __pos__(self):
        return self

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __invert__(self):
        return Vector(self.y, self.x)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __bool__(self):
        return bool(self.x or self.y)

    def __iter__(self):
        yield self.x
        yield self.y

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __contains__(self, value):
        return value in (self.x, self.y)

    def __call__(self, k):
        return self * k

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __format__(self, spec):
        return f"<{self.x:{spec}}|{self.y:{spec}}>" if spec else repr(self)

    def __round__(self, digits=None):
        return Vector(round(self.x, digits), round(self.y, digits))

    def __divmod__(self, k):
        return "divmod", k

    def __int__(self):
        return int(self.x)

    def __float__(self):
        return float(self.y)

    def __reversed__(self):
        return iter([self.y, self.x])


a, b = Vector(1, 2), Vector(3, 4)
print(a + b, a * 2, 2 * a, -a, +a is a, abs(b), ~a, a == Vector(1, 2), a != b, a @ b)
print(sum([a, b]), bool(Vector(0, 0)), not a, list(a), len(a), a[1], 2 in a, 9 in a, a(3))
print(f"{a:.1f} {a}", "{:>4}".format(a), round(Vector(1.26, 2.74), 1), divmod(a, 5), int(a), float(a))
print({a: 1}[Vector(1, 2)], a in [b, Vector(1, 2)], list(reversed(a)))
x, y = a
print(x, y, max(a), [*a, *b])
for action in (lambda: a + 1, lambda: 1 + a, lambda: a - b, lambda: a < b, lambda: a // 2, lambda: a[5], lambda: a @ 5,
               lambda: a ** 2, lambda: a & b, lambda: a["k"]):
    try:
        print(action())
    except (TypeError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __lt__(self, other):
        print("lt")
        return self.cents < other.cents

    def __le__(self, other):
        print("le")
        return self.cents <= other.cents

    def __iadd__(self, other):
        print("iadd")
        self.cents += other
        return self

    def __isub__(self, other):
        return Money(self.cents - other)

    def __repr__(self):
        return f"{self.cents}c"


m, n = Money(1), Money(2)
print(m < n, m > n, m <= n, m >= n, m == n, m != m)
same = m
m += 5
print(m, same is m)
m -= 1
print(m, same, same is m)
print(sorted([Money(3), Money(1), Money(2)]), min(Money(5), Money(4)))


class Items:
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        print("get", key)
        return self.data[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.data[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.data[key]


items = Items()
items["a"] = 1
items["a"] += 5
items[1:2] = "slice"
items[1, 2] = "tuple"
items[...] = None
print(items["a"], items[1, 2])
del items["a"]
try:
    items["a"]
except KeyError as error:
    print("KeyError", error)


class Sequence:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError(i)
        return i * 10


print(list(Sequence()), 20 in Sequence(), [*zip(Sequence(), "ab")])


class Index:
    def __index__(self):
        return 2


print([1, 2, 3][Index()], "x" * Index(), hex(Index()), range(Index()), bin(Index()), [0, 1, 2, 3][Index():])


class Reflected:
    def __rsub__(self, other):
        return f"{other} - r"

    def __rtruediv__(self, other):
        return f"{other} / r"

    def __rpow__(self, other):
        return f"{other} ** r"

    def __ror__(self, other):
        return f"{other} | r"


r = Reflected()
print(1 - r, 2.5 / r, "s" - r, 2 ** r, {} | r)


class Falsy:
    def __len__(self):
        return 0


class Bad:
    def __len__(self):
        return -1

    def __bool__(self):
        return 5

    def __str__(self):
        return 5

    def __repr__(self):
        return None

    def __hash__(self):
        return "x"

    def __iter__(self):
        return 5

    def __index__(self):
        return "x"


print(bool(Falsy()), "yes" if Falsy() else "no")
bad = Bad()
for action in (lambda: len(bad), lambda: bool(bad), lambda: str(bad), lambda: repr(bad), lambda: hash(bad),
               lambda: list(bad), lambda: [1][bad]):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Unhashable:
    def __eq__(self, other):
        return True


for value in (Unhashable(), [], {}, set()):
    try:
        hash(value)
    except TypeError as error:
        print(error)
print(Unhashable() == 5, 5 == Unhashable(), Unhashable() != 5)
