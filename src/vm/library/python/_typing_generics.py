"""What stands in the place of type parameters when what has them is subscripted."""
import collections.abc
import typing
from typing import Concatenate, ParamSpec, TypeVar, TypeVarTuple, _Alias, _is_list, _with_types


def _as_type(arg, message="Parameters to generic types must be types."):
    arg = _with_types(arg)
    if isinstance(arg, tuple):
        raise TypeError(f"{message} Got {repr(arg)[:100]}.")
    if arg in (typing.ClassVar, typing.Final, typing.Optional, typing.Literal, typing.Annotated, typing.Generic, typing.Protocol):
        raise TypeError(f"Plain {arg!r} is not valid as type argument")
    origin = getattr(arg, "__origin__", None)
    if origin in (typing.ClassVar, typing.Final, typing.Generic, typing.Protocol, typing.Unpack):
        raise TypeError(f"{arg!r} is not valid as type argument")
    return arg


def _one(param, arg):
    """What one parameter becomes; several for a list of them."""
    if isinstance(param, TypeVar):
        return _as_type(arg)
    if isinstance(param, TypeVarTuple):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")
    if isinstance(arg, (list, tuple)):
        return tuple([_as_type(one, "Expected a type.") for one in arg])
    if not _is_list(arg):
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg!r}")
    return arg


def arranged(alias, args):
    """Arguments as there are parameters: with defaults, and what a TypeVarTuple or a ParamSpec takes as one tuple."""
    params = alias.__parameters__
    for at, param in enumerate(params):
        if isinstance(param, TypeVarTuple):
            if any([isinstance(later, TypeVarTuple) for later in params[at + 1:]]):
                raise TypeError(f"More than one TypeVarTuple parameter in {alias!r}")
            after = len(params) - at - 1
            if at + after > len(args):
                raise TypeError(
                    f"Too few arguments for {alias!r}; actual {len(args)}, expected at least {len(params) - 1}"
                )
            taken = args[at:len(args) - after]
            if not taken and param.has_default():
                taken = param.__default__.__args__
            args = (*args[:at], taken, *args[len(args) - after:])
            continue
        if at >= len(args) and param.has_default():
            args = (*args, param.__default__)
        if at >= len(args):
            more = f"; actual {len(args)}, expected at least {at + 1}" if isinstance(param, TypeVar) else ""
            raise TypeError(f"Too few arguments for {alias!r}{more}")
        if isinstance(param, ParamSpec):
            if len(params) == 1 and not _is_list(args[0]):
                args = (args,)
            elif isinstance(args[at], list):
                args = (*args[:at], tuple(args[at]), *args[at + 1:])
    if len(args) != len(params):
        few = "few" if len(args) < len(params) else "many"
        raise TypeError(f"Too {few} arguments for {alias!r}; actual {len(args)}, expected {len(params)}")
    return args


def _within(alias, args, known):
    origin = getattr(alias, "__origin__", None)
    made = []
    for arg in args:
        if arg in known:
            new = _one(arg, known[arg])
            if isinstance(new, tuple) and origin is not collections.abc.Callable:
                new = (new,)
        elif isinstance(arg, (tuple, list)):
            new = (tuple(_within(alias, arg, known)),)
        else:
            inner = () if isinstance(arg, type) else getattr(arg, "__parameters__", ())
            new = arg
            if inner:
                given = []
                for param in inner:
                    given += known[param] if isinstance(param, TypeVarTuple) else (known[param],)
                new = arg[tuple(given)]
        made += new if isinstance(new, tuple) else (new,)
    if origin is Concatenate and isinstance(made[-1], tuple):
        made[-1:] = made[-1]
    return tuple(made)


def _flat(arg):
    """Concatenate of known parameters alone is a list of them."""
    if isinstance(arg, _Alias) and arg.__origin__ is Concatenate and not _is_list(arg.__args__[-1]):
        return arg.__args__
    return (arg,)


def replaced(alias, args):
    args = arranged(alias, tuple([_with_types(arg) for arg in args]))
    made = _within(alias, alias.__args__, dict(zip(alias.__parameters__, args)))
    if getattr(alias, "__origin__", None) is collections.abc.Callable and len(made) > 1:
        made = (*_flat(made[0]), *made[1:])
    return made


def of_class(cls, args):
    """The arguments of a generic class that is subscripted."""
    if not cls.__parameters__:
        raise TypeError(f"{cls!r} is not a generic class")
    made = []
    for param, arg in zip(cls.__parameters__, arranged(cls, tuple([_with_types(arg) for arg in args]))):
        made += arg if isinstance(param, TypeVarTuple) else (arg,)
    return tuple(made)
