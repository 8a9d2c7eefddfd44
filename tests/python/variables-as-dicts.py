x = 1
globals()["y"] = 5
print(y)
globals().update(z=7)
print(z)
g = globals()
w = 9
print(g["w"], "w" in g)
del g["w"]
try:
    w
except NameError as e:
    print(e)
def f(a, b=2, *args, **kw):
    c = a + b
    print(locals())
    def inner():
        return c
    print(sorted(locals()))
    print(vars() == locals())
    print(dir())
    return "{a}-{c}".format(**locals())
print(f(1, 3, 4, k=5))
class A:
    q = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
    locals()["dyn"] = 8
    for i in range(2):
        locals()[f"m{i}"] = i
print(A.dyn, A.m1)
print(locals() is globals())
print([n for n in list(globals()) if not n.startswith("_")])
def setter(name, v):
    globals()[name] = v
setter("made", [1])
print(made)
print(f.__globals__ is globals())
import math
math.tau2 = 12
print(math.__dict__["tau2"])
import sys
print(sys.modules["__main__"].__dict__ is globals())
setattr(sys.modules[__name__], "hello", 3)
print(hello)
print("x" in dir(), "f" in dir())
def g2():
    print([k for k in range(3) if "k" in locals()])
g2()
h = lambda a: locals()
print(h(3))
def gen():
    v = 1
    yield locals()
    v = 2
    yield locals()
print(list(gen()))
for name, value in list(globals().items()):
    if name.startswith("test_"):
        print(name)
def test_a(): return "A"
def test_b(): return "B"
for name, value in list(globals().items()):
    if name.startswith("test_") and callable(value):
        print(name, value())
