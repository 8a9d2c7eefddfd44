import functools
from functools import Placeholder, cached_property, partial, partialmethod, update_wrapper


def capture(*args, **kwargs):
    return args, kwargs


class A:
    def method(self, *args, **kwargs):
        return type(self).__name__, args, kwargs

    one = partialmethod(method, 1, b=2)
    two = partialmethod(one, 3, c=4)
    gap = partialmethod(method, Placeholder, "last")
    filled = partialmethod(gap, "first")
    static = partialmethod(staticmethod(capture), 5)
    of_class = partialmethod(classmethod(capture), 6)
    over = partialmethod(partial(capture, 7, d=8), 9)
    builtin = partialmethod(max, 10)

    def __lt__(self, other):
        return False

    def __gt__(self, other):
        return False

    @cached_property
    def kept(self):
        "What is kept."
        return 1

    def __repr__(self):
        return "A()"


a = A()
print(a.one(), a.one(5, b=6), A.one(a, 5))
print(a.two(), a.two(5, c=6, d=7), A.two(a, 8))
print(a.gap("x"), a.filled(), A.filled(a, "y"))
print(a.static(), A.static(1), a.of_class()[0][1:], A.of_class(2)[0][1:])
print(a.over(1, e=2), A.over(a, 1), a.one.__self__ if hasattr(a.one, "__self__") else a.one.args)
print(A.__dict__["two"].args, A.__dict__["two"].keywords, A.__dict__["two"].func is A.__dict__["one"].func)
print(A.kept.__module__, A.kept.__doc__, A.kept.attrname)


class Wrapper:
    "A wrapper."

    def __init__(self):
        self.notes = {"own": 1, "both": 1}


wrapper, wrapped = Wrapper(), Wrapper()
wrapped.notes = {"both": 2, "theirs": 2}
wrapped.label = "wrapped"
update_wrapper(wrapper, wrapped, assigned=("label",), updated=("notes",))
print(wrapper.notes, wrapper.label, wrapper.__wrapped__ is wrapped)
try:
    update_wrapper(Wrapper(), wrapped, (), ("missing",))
except AttributeError as error:
    print(error)
