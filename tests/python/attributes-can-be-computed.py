class Dynamic:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        if name.startswith("auto_"):
            return name[5:]
        raise AttributeError(f"no {name} here")


d = Dynamic()
print(d.real, d.auto_matic, getattr(d, "nope", None), hasattr(d, "auto_x"), hasattr(d, "x"))
try:
    d.nope
except AttributeError as error:
    print(error)


class Guarded:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value * 2)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)

    def __getattribute__(self, name):
        if name == "secret":
            return "found out"
        return object.__getattribute__(self, name)


g = Guarded()
g.a = 5
print(g.a, g.secret, g.__dict__)
del g.a
print(g.__dict__)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return f"descriptor of {owner.__name__}"
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        instance.__dict__[self.name] = value


class Person:
    name = Typed(str)
    age = Typed(int)


p = Person()
print(p.name, Person.name)
p.name = "Ann"
p.age = 5
print(p.name, p.age, p.__dict__)
try:
    p.age = "old"
except TypeError as error:
    print(error)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        print("compute")
        value = instance.__dict__[self.function.__name__] = self.function(instance)
        return value


class Uses:
    @Lazy
    def costly(self):
        return 42


u = Uses()
print(u.costly, u.costly)


class Plugin:
    plugins = []

    def __init_subclass__(cls, *, tag="none", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Plugin.plugins.append(cls.__name__)


class One(Plugin):
    pass


class Two(Plugin, tag="two"):
    pass


print(Plugin.plugins, One.tag, Two.tag)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slotted()
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"))
try:
    s.c = 1
except AttributeError as error:
    print(error)
try:
    s.b
except AttributeError as error:
    print(error)


class Meta(type):
    def __new__(mcls, name, bases, namespace):
        print("creating", name, sorted(k for k in namespace if not k.startswith("__")))
        return super().__new__(mcls, name, bases, namespace)

    def __call__(cls, *args):
        print("instantiating", cls.__name__)
        return super().__call__(*args)

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter("xy")

    @property
    def shout(cls):
        return cls.__name__.upper()


class WithMeta(metaclass=Meta):
    x = 1

    def method(self):
        return "m"


class Child(WithMeta):
    pass


print(WithMeta().method(), len(WithMeta), list(Child), Child.shout, type(Child).__name__)


class Generic:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item.__name__}]"


print(Generic[int])


class Private:
    def __init__(self):
        self.__hidden = 1
        self._protected = 2

    def get(self):
        return self.__hidden


print(Private().get(), sorted(vars(Private())))
try:
    Private().__hidden
except AttributeError as error:
    print(error)
for action in (lambda: setattr(5, "x", 1), lambda: (5).x, lambda: "".nope, lambda: None.x, lambda: setattr(len, "a", 1),
               lambda: [].x, lambda: delattr(Person, "zzz"), lambda: getattr(1, 2), lambda: setattr(object(), "a", 1)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
