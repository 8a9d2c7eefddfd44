# singledispatch() by annotations with dots, unions and texts, and what cannot be registered.
import collections.abc
import functools
import typing


@functools.singledispatch
def kind(value):
    return "something"


@kind.register
def _(value: collections.abc.Mapping):
    return "mapping"


@kind.register
def _(value: "collections.abc.Sequence"):
    return "sequence"


@kind.register
def _(value: int | float):
    return "number"


@kind.register
def _(value: None):
    return "nothing"


print([kind(value) for value in ({}, [], 1, 1.5, None, {1})], sorted(one.__name__ for one in kind.registry))


def of_generic(value: typing.Iterable[str]):
    pass


def of_generics(value: list[int] | int):
    pass


for wrong in (lambda: kind.register(list[int], print), lambda: kind.register(42), lambda: kind.register(of_generic),
        lambda: kind.register(of_generics), lambda: functools.partialmethod(None, 1)):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
