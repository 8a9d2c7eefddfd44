# What a program puts in the module of builtins is found by all of its code from then on.
import builtins

builtins.foo = 5
print(foo)


def f():
    return foo


print(f())
old = builtins.print
builtins.print = lambda *a: old("printed:", *a)
print("hello")
space = {}
exec("print(foo); x = foo", space)
print(space["x"])
del builtins.foo
try:
    print(foo)
except NameError as e:
    print(e)


def g():
    return len([1])


builtins.len = lambda x: 42
print(g(), len([]))
builtins.print = old
print("plain")
