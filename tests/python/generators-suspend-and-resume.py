def simple():
    print("start")
    received = yield 1
    print("got", received)
    try:
        received = yield 2
        print("got", received)
    except ValueError as error:
        print("caught", error)
        yield "after throw"
    finally:
        print("finally")
    return "result"


g = simple()
print(next(g), g.send("hello"))
try:
    g.send("again")
except StopIteration as stop:
    print("stopped with", stop.value)
print(list(g), next(g, "default"))
g = simple()
next(g), next(g)
print(g.throw(ValueError("boom")))
try:
    next(g)
except StopIteration as stop:
    print(stop.value, repr(stop))
g = simple()
next(g), next(g)
g.close()
g.close()
g = simple()
g.close()
print(list(g))
try:
    simple().send(1)
except TypeError as error:
    print(error)


def delegating():
    result = yield from simple()
    print("inner gave", result)
    yield from [10, 20]
    yield from range(2)
    return "outer"


def outermost():
    print((yield from delegating()))


print(list(outermost()))
g = delegating()
next(g)
print(g.send("through"))
print(g.throw(ValueError("through")))


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("ignoring")
            yield "no"


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def raises_stop():
    yield 1
    raise StopIteration("inside")


try:
    list(raises_stop())
except RuntimeError as error:
    print(error, "|", repr(error.__cause__))


def countdown(n):
    while n:
        yield n
        n -= 1


print(sum(countdown(4)), max(countdown(3)), sorted(countdown(3)), tuple(countdown(2)), dict(zip("ab", countdown(2))))
print([x * y for x in countdown(2) for y in countdown(x)], 2 in countdown(3), " ".join(str(i) for i in countdown(3)))
a, *b = countdown(4)
print(a, b)


def infinite():
    i = 0
    while True:
        jump = yield i
        i = i + 1 if jump is None else jump


g = infinite()
print([next(g) for _ in range(3)], g.send(100), next(g))
lazy = (print("computing", i) or i for i in range(3))
print(next(lazy))
print(next(lazy))


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree((((None, 1, None), 2, None), 3, (None, 4, None)))))


def with_cleanup(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


for item in with_cleanup("a"):
    print("use", item)
for item in with_cleanup("b"):
    break
print("after break")


def running():
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield


me = running()
next(me)


def averager():
    total, count, average = 0, 0, None
    while True:
        term = yield average
        if term is None:
            return (count, average)
        total += term
        count += 1
        average = total / count


def collect(results):
    while True:
        results.append((yield from averager()))


results = []
grouper = collect(results)
next(grouper)
for value in (10, 20, 30, None, 1, 2, None):
    grouper.send(value)
print(results)
print(type(g).__name__, g.__name__, simple.__name__, type(x for x in ()).__name__)


def return_in_finally():
    try:
        yield 1
    finally:
        print("cleaning")


def throw_new():
    try:
        yield 1
    except KeyError:
        raise ValueError("other")


g = throw_new()
next(g)
try:
    g.throw(KeyError("k"))
except ValueError as error:
    print(error, repr(error.__context__))
g = return_in_finally()
try:
    g.throw(OSError("not started"))
except OSError as error:
    print(error)
