def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def current():
        return count

    return increment, current


increment, current = counter()
increment()
increment(5)
print(current())
other, _ = counter()
print(other(), current())

functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])

total = 0


def add_globally(n):
    global total
    total += n
    return total


print(add_globally(3), add_globally(4), total)


def shadow():
    try:
        print(total)
        total = 1
    except UnboundLocalError as error:
        print(type(error).__name__, error)


shadow()


def deleted():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)


deleted()


def free():
    def inner():
        return late

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    late = 1
    return inner()


print(free())
try:
    undefined_name
except NameError as error:
    print(error)


def three_levels():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "changed"

        inner()
        return x

    return middle(), x


print(three_levels())


class Scope:
    value = 1
    values = [v for v in [value]]

    def method(self):
        try:
            return value
        except NameError as error:
            return str(error)


print(Scope.values, Scope().method())


def loop_variable():
    for i in range(3):
        pass
    return i


print(loop_variable())
x = "module"
print([x for x in range(3)], x)


def exception_name_is_deleted():
    try:
        raise ValueError("v")
    except ValueError as error:
        pass
    try:
        error
    except UnboundLocalError as problem:
        print(problem)


exception_name_is_deleted()


def make_adders():
    adders = []
    for n in range(3):
        def adder(x, n=n):
            return x + n
        adders.append(adder)
    return adders


print([f(10) for f in make_adders()])


def compose(*functions):
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return composed


print(compose(str, abs, lambda x: x - 10)(3))
print((lambda *a, **k: (a, k))(1, 2, x=3))


def gen_closure():
    n = 10
    return (n + i for i in range(3))


print(list(gen_closure()))
print(globals()["total"], "total" in globals(), sorted(k for k in locals() if k == "total"))


def local_names(a, b=1):
    c = 2
    return locals()


print(local_names(0))
