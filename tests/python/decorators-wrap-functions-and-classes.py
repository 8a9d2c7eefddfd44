import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("->", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("<-", result)
        return result

    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@trace
@repeat(2)
def greet(name):
    """Greets."""
    return f"hello {name}"


greet("a")
print(greet.__name__)


@trace
def documented(a, b=1):
    """Says something."""
    return a + b


documented(1, b=5)
print(documented.__name__, documented.__doc__, documented.__wrapped__(1))


def register(cls):
    cls.registered = True
    return cls


@register
class Thing:
    pass


print(Thing.registered)


class Memo:
    def __init__(self, function):
        self.function = function
        self.seen = {}

    def __call__(self, n):
        if n not in self.seen:
            self.seen[n] = self.function(n)
        return self.seen[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.seen))


class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def fahrenheit(self):
        """In the other unit."""
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._celsius = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        print("deleted")

    @property
    def frozen(self):
        return self._celsius <= 0

    @staticmethod
    def of(text):
        return Temperature(float(text))

    @classmethod
    def zero(cls):
        return cls(0)


t = Temperature(100)
print(t.fahrenheit)
t.fahrenheit = 32
print(t._celsius, t.frozen)
del t.fahrenheit
try:
    t.frozen = True
except AttributeError as error:
    print(error)
try:
    del t.frozen
except AttributeError as error:
    print(error)
print(Temperature.of("36.6").fahrenheit, Temperature.zero().frozen, Temperature.fahrenheit.__doc__)


def order(name):
    print("evaluate", name)

    def apply(function):
        print("apply", name)
        return function

    return apply


@order("first")
@order("second")
def decorated():
    pass


decorators = [lambda f: lambda: f() + 1]


@decorators[0]
def number():
    return 1


print(number())
