def err(f):
    try: print("->", f())
    except BaseException as e: print(type(e).__name__, e, e.args)
class A(Exception): pass
class B(A):
    def __init__(self, code): self.code = code
class C(Exception):
    def __init__(self, code): super().__init__(f"c{code}"); self.code = code
class D(Exception):
    def __str__(self): return "dstr"
print(repr(A()), repr(A(1)), repr(A(1, "x")), repr(B(5)), B(5).args, str(B(5)), repr(C(3)), str(D(3)), repr(D(3)), str(A()), str(A(1,2)))
err(lambda: ValueError(x=1)); err(lambda: A(x=1))
e = ValueError("x"); e.args = [1, 2]; print(e, e.args)
print(repr(KeyError("k")), str(KeyError("k")), str(KeyError()), str(KeyError(1, 2)))
s = StopIteration(5); print(s.value, StopIteration().value, StopIteration((1,2)).value)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
for args in [(), ("a",), (999, "zz"), (999, "x", "f"), (999, "x", "f", None, "g")]:
    o = OSError(*args); print(type(o).__name__, o, repr(o), o.args, o.errno, o.strerror, o.filename)
print(ConnectionError("x").errno, TimeoutError(), IOError is OSError, EnvironmentError is OSError)
class MyOS(OSError):
    def __init__(self, a): self.a = a
m = MyOS(1); print(m, m.args, m.a)
class MyOS2(OSError): pass
print(MyOS2(2, "x"), type(MyOS2(2, "x")).__name__)
i = ImportError("m", name="n", path="p"); print(i, i.name, i.path, i.msg)
a = AttributeError("m", name="n", obj=3); print(a, a.name, a.obj)
err(lambda: AttributeError(foo=1)); err(lambda: ImportError(foo=1)); err(lambda: NameError("x", name="y").name)
u = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"); print(u, u.start, u.reason, u.object)
err(lambda: UnicodeDecodeError("x")); print(UnicodeEncodeError("ascii", "aé", 1, 2, "r"), UnicodeEncodeError("ascii", "éé", 0, 2, "r"))
try:
    try: 1 / 0
    except ZeroDivisionError as z:
        z.add_note("n1"); z.add_note("n2")
        raise KeyError("k") from z
except KeyError as k:
    print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__, k.__cause__.__notes__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k") from None
except KeyError as k: print(k.__cause__, repr(k.__context__), k.__suppress_context__)
x = ValueError(1); x.__cause__ = KeyError(2); print(x.__suppress_context__, repr(x.__cause__))
def f(): x.__cause__ = 5
def g(): x.__context__ = 5
def h(): x.__traceback__ = 5
def j(): x.add_note(5)
for q in (f, g, h, j): err(q)
print(x.with_traceback(None) is x, x.__traceback__)
def boom(): raise ValueError("tb")
try: boom()
except ValueError as v:
    t = v.__traceback__
    while t: print(t.tb_lineno, t.tb_frame.f_code.co_name); t = t.tb_next
err(lambda: ExceptionGroup("x", [])); err(lambda: ExceptionGroup("x", 5)); err(lambda: ExceptionGroup(5, [ValueError()])); err(lambda: ExceptionGroup("x", [1])); err(lambda: ExceptionGroup("x")); err(lambda: ExceptionGroup("x", [KeyboardInterrupt()]))
g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("i", [KeyError("k"), TypeError("t")]), OSError("o")])
print(g, repr(g), g.message, g.exceptions, g.args)
print(repr(BaseExceptionGroup("b", [ValueError()])), repr(BaseExceptionGroup("b", [KeyboardInterrupt()])))
print(g.split(KeyError)); print(g.subgroup((ValueError, TypeError))); print(g.subgroup(lambda e: isinstance(e, OSError))); print(g.subgroup(AttributeError), g.split(ExceptionGroup))
err(lambda: g.split(5)); err(lambda: g.split(int)); err(lambda: g.split((ValueError, 3)))
class MG(ExceptionGroup):
    def __new__(cls, errors, code):
        self = super().__new__(MG, f"code {code}", errors); self.code = code; return self
    def derive(self, excs): return MG(excs, self.code)
mg = MG([ValueError(1), KeyError(2)], 7); print(repr(mg), mg.code, mg.args)
m, r = mg.split(ValueError); print(repr(m), m.code, repr(r), type(r).__name__)
class MG2(ExceptionGroup): pass
print(repr(MG2("z", [ValueError()]).split(ValueError)[0]), type(MG2("z", [ValueError(), KeyError()]).split(ValueError)[0]).__name__)
err(lambda: MG2("z", [KeyboardInterrupt()]))
def star(exc, how=None):
    try:
        try: raise exc
        except* ValueError as e:
            print("V", repr(e))
            if how == "raise": raise
            if how == "new": raise RuntimeError("new")
            if how == "from": raise RuntimeError("from") from e
            if how == "e": raise e
        except* (KeyError, TypeError) as e:
            print("KT", repr(e))
            if how == "both": raise LookupError("second")
        else: print("else")
        finally: print("fin")
        print("after")
    except BaseException as e: print("OUT", repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
for ex in (ValueError(1), KeyError("k"), OSError("o"), ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3)]), ExceptionGroup("n", [ExceptionGroup("in", [ValueError(1), OSError(2)]), TypeError(3)])):
    for how in (None, "raise", "new", "from", "e", "both"): print(how); star(ex, how)
def badstar(t):
    try: raise ValueError(1)
    except* t: pass
err(lambda: badstar(ExceptionGroup)); err(lambda: badstar(int)); err(lambda: badstar((ValueError, 5)))
def badexc():
    try: raise ValueError(1)
    except 5: pass
err(badexc)
class R(Exception):
    def __repr__(self): return "R!"
print([R()], ExceptionGroup("g", [R()]))
print(isinstance(ExceptionGroup("g", [R()]), Exception), issubclass(ExceptionGroup, BaseExceptionGroup), ExceptionGroup.__mro__)
try: raise ValueError
except Exception as e: print(repr(e), e.args)
def r5(): raise 5
def r6(): raise ValueError from 5
err(r5); err(r6)
def bare(): raise
err(bare)
try: {}["a"]
except KeyError as e: print(e.args, str(e))
print(Exception.__name__, Exception.__module__, e if 0 else 1, ValueError("a") == ValueError("a"))
z = Exception("a"); z.foo = 3; print(z.__dict__, vars(OSError(1, "x")))
