class Log:
    def __init__(self): object.__setattr__(self, "log", [])
    def __setattr__(self, n, v): self.log.append(("set", n, v)); super().__setattr__(n, v)
    def __delattr__(self, n): self.log.append(("del", n)); super().__delattr__(n)
    def __getattribute__(self, n): 
        if n == "secret": raise AttributeError("hidden")
        return super().__getattribute__(n)
    def __getattr__(self, n): return f"<{n}>"
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v
    @p.deleter
    def p(self): del self._p
    @property
    def broken(self): raise AttributeError("inner")
    @property
    def ro(self): return 1
l = Log(); l.x = 1; l.p = 2; del l.x; print(l.p); del l.p; print(l.p, l.secret, l.broken, l.nope, l.log)
try: l.ro = 3
except AttributeError as e: print(e)
class Frozen:
    def __init__(self, **k): self.__dict__.update(k)
    def __setattr__(self, n, v): raise TypeError(f"{type(self).__name__} is frozen: {n}")
f = Frozen(a=1); print(f.a)
try: f.a = 2
except TypeError as e: print(e)
class Obs:
    def __init__(self): self._subs = {}; self.val = 0
    def __setattr__(self, n, v):
        old = self.__dict__.get(n); super().__setattr__(n, v)
        for cb in self.__dict__.get("_subs", {}).get(n, []): cb(old, v)
o = Obs(); o._subs["val"] = [lambda a, b: print("changed", a, b)]; o.val = 5; o.val += 1
class Proxy:
    def __init__(self, t): object.__setattr__(self, "_t", t)
    def __getattr__(self, n): print("get", n); return getattr(object.__getattribute__(self, "_t"), n)
    def __setattr__(self, n, v): print("set", n); setattr(self._t, n, v)
    def __delattr__(self, n): print("del", n); delattr(self._t, n)
p = Proxy(o); p.new = 1; print(o.new, p.val); del p.new; print(hasattr(o, "new"))
class Slot: 
    __slots__ = ("a", "__dict__", "__priv")
    def __init__(self): self.a = 1; self.b = 2; self.__priv = 3
s = Slot(); print(s.__dict__, s._Slot__priv, s.a); s.__dict__["c"] = 9 if False else 1
