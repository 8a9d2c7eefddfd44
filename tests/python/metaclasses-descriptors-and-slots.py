class Meta(type):
    registry = {}
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        mcls.registry[name] = cls
        cls.kw = kw
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        print("init", name, [b.__name__ for b in bases])
    def __call__(cls, *a, **k):
        print("call", cls.__name__)
        return super().__call__(*a, **k)
    def __len__(cls): return 3
    def __iter__(cls): return iter([1, 2])
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, k): return k * 2
    def __repr__(cls): return f"<{cls.__name__}>"
    @property
    def prop(cls): return "metaprop"
class A(metaclass=Meta, flag=True):
    def __init__(self, x): self.x = x
class B(A): pass
print(Meta.registry, A.kw, B.kw)
print(B(2).x, len(A), list(A), 1 in A, A["q"], A.prop)
class Plugin:
    plugins = []
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.name = name
        cls.plugins.append(cls)
class P1(Plugin, name="one"): pass
class P2(Plugin, name="two"): pass
print([(p.__name__, p.name) for p in Plugin.plugins])
class Gen:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(Gen[int], Gen[1, 2])
class Singleton(type):
    _i = {}
    def __call__(cls, *a):
        if cls not in cls._i:
            cls._i[cls] = super().__call__(*a)
        return cls._i[cls]
class Cfg(metaclass=Singleton): pass
print(Cfg() is Cfg())
class X:
    def hi(self): return "X"
class Y(X):
    def hi(self): return "Y" + super().hi()
class Z(X):
    def hi(self): return "Z" + super().hi()
class W(Y, Z):
    def hi(self): return "W" + super().hi()
print(W().hi(), [c.__name__ for c in W.__mro__], W.mro() == list(W.__mro__))
try:
    class Bad(X, Y): pass
except TypeError as e: print(e)
class OrderedMeta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name)
        return {"injected": 1}
    def __new__(mcls, name, bases, ns):
        ns["order"] = [k for k in ns if not k.startswith("__")]
        return super().__new__(mcls, name, bases, dict(ns))
class O(metaclass=OrderedMeta):
    b = 1
    a = 2
print(O.order, O.injected)
T = type("T", (X,), {"v": 5, "get": lambda self: self.v})
print(T().get(), T, T.__name__, T.__bases__)
class Desc:
    def __set_name__(self, owner, name): self.name = "_" + name; print("set_name", owner.__name__, name)
    def __get__(self, o, owner=None):
        if o is None: return self
        return getattr(o, self.name, "unset")
    def __set__(self, o, v):
        if v < 0: raise ValueError("neg")
        setattr(o, self.name, v)
    def __delete__(self, o):
        delattr(o, self.name)
class U:
    q = Desc()
u = U(); print(u.q); u.q = 3; print(u.q, vars(u)); del u.q; print(u.q)
try: u.q = -1
except ValueError as e: print(e)
print(X.__subclasses__())
print(isinstance(A, Meta), type(A), issubclass(B, A), type(type))
class Abs:
    def __subclasshook__(cls, c): return NotImplemented
class Temp:
    def __init__(self, c): self._c = c
    @property
    def f(self):
        "doc of f"
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): print("deleting"); self._c = 0
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, v): return cls(v)
t = Temp.c(100); print(t.f); t.f = 32; print(t._c); del t.f; print(Temp.f.__doc__, Temp.s(1))
class RO:
    @property
    def x(self): return 1
try: RO().x = 2
except AttributeError as e: print(e)
try: del RO().x
except AttributeError as e: print(e)
class SL:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = SL()
try: s.c = 1
except AttributeError as e: print(e)
try: s.b
except AttributeError as e: print(e)
print(SL.__slots__)
class SL2(SL):
    __slots__ = ("z",)
s2 = SL2(); s2.z = 1; s2.b = 3; print(s2.z, s2.b)
class SL3(SL): pass
s3 = SL3(); s3.anything = 1; print(s3.anything, s3.a)
