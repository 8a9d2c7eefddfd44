class D:
    def __init__(self, n): self.n = n; print("init", n)
    def __del__(self): print("del", self.n)
d = D(1)
d = D(2)
del d
def f():
    x = D(3)
    print("in f")
f()
l = [D(4), D(5)]
l.clear()
print("cleared")
l = [D(6)]
l.pop()
print("popped")
a = D(7); b = a
del a
print("still")
b = None
class Node(D):
    def __init__(self, n, nxt=None):
        super().__init__(n); self.nxt = nxt
n = Node("a", Node("b"))
n = None
saved = []
class Phoenix:
    def __del__(self):
        print("resurrect")
        saved.append(self)
p = Phoenix()
p = None
print(len(saved), type(saved[0]).__name__)
saved.clear()
print("end", len(saved))
class Res:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit")
    def __del__(self): print("res del")
with Res() as r:
    pass
del r
import weakref
class W(D): pass
w = W(8)
ref = weakref.ref(w, lambda r: print("callback"))
del w
print(ref())
dd = {"k": D("dict")}
del dd["k"]
dd["k"] = D("d2")
dd["k"] = None
def gen():
    d = D("gen")
    yield 1
    yield 2
it = gen()
next(it)
del it
print("done")
D("temp")
print("x")
