def counter():
    n = 0; step = 1
    def up():
        nonlocal n
        n += step
        return n
    return up
c = counter(); c(); c()
print(c.__code__.co_freevars, [x.cell_contents for x in c.__closure__], type(c.__closure__[0]).__name__, counter.__closure__)
c.__closure__[0].cell_contents = 10
print(c(), c.__closure__[0] == c.__closure__[0], c.__code__ == c.__code__, c.__code__ == counter.__code__)
def empty():
    def f(): return late
    r = f.__closure__[0]
    try: r.cell_contents
    except ValueError as e: print(e)
    late = 1
    return r.cell_contents
print(empty())
class Outer:
    class Inner:
        @property
        def x(self): return 1
for op in (lambda o: setattr(o, "x", 2), lambda o: delattr(o, "x")):
    try: op(Outer.Inner())
    except AttributeError as e: print(e)
try: 1/0
except ZeroDivisionError as e: print(e.__traceback__ == e.__traceback__, e.__traceback__ != None, {e.__traceback__: 1}[e.__traceback__])
class Bad(Exception):
    def __init__(self): raise RuntimeError("no")
try: raise IndexError from Bad
except Exception as e: print(repr(e))
try: raise IndexError from 5
except Exception as e: print(repr(e))
for bases in ((int, str), (list, dict), (bool,), (range,), (int, int), (type(None),), (object, int)):
    try: print(type("X", bases, {}).__mro__[1:])
    except TypeError as e: print(e)
