class M(type):
    @property
    def size(c): return c._s
    @size.setter
    def size(c, v): print("set size", v); c._s = v
    @size.deleter
    def size(c): print("del size")
    ro = property(lambda c: 1)
    def __delattr__(c, n): print("meta del", n); super().__delattr__(n)
    def __setattr__(c, n, v): print("meta set", n); super().__setattr__(n, v)
class A(metaclass=M): pass
A.size = 3; print(A.size); A.x = 1; del A.x; del A.size
for f in (lambda: setattr(A, "ro", 2), lambda: delattr(A, "ro"), lambda: delattr(A, "zz")):
    try: f()
    except AttributeError as e: print(e)
A.__name__ = "B"; A.__doc__ = "doc"; print(A, A.__doc__)
