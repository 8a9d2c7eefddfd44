class Error(Exception):
    pass


error = Error



def _is_atom(x):
    # What has no copies: numbers, strings, classes, functions, modules.
    if x is None or x is Ellipsis or x is NotImplemented:
        return True
    cls = type(x)
    if cls in _ATOM_TYPES:
        return True
    return isinstance(x, type)


_ATOM_TYPES = {int, float, complex, bool, str, bytes, range, type(lambda: None), type(len)}


def _set_all(obj, values):
    for name, value in values.items():
        object.__setattr__(obj, name, value)


def _rebuild(x, cls, deep, memo):
    """A new object of the class with what the old one has."""
    if hasattr(x, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
    else:
        args, kwargs = (x.__getnewargs__() if hasattr(x, "__getnewargs__") else ()), {}
    if deep:
        args = deepcopy(args, memo)
    for base in (dict, list, set, tuple, frozenset, int, str, float, bytes, BaseException):
        if isinstance(x, base):
            break
    else:
        base = None
    if base is BaseException:
        y = cls.__new__(cls, *(deepcopy(x.args, memo) if deep else x.args))
        y.args = deepcopy(x.args, memo) if deep else x.args
    elif base in (tuple, frozenset):
        items = [deepcopy(item, memo) for item in x] if deep else list(x)
        y = cls.__new__(cls, *args) if args else base.__new__(cls, items)
    elif base in (int, str, float, bytes):
        y = cls.__new__(cls, *args) if args else base.__new__(cls, base(x))
    else:
        try:
            y = cls.__new__(cls, *args, **kwargs)
        except TypeError:
            raise TypeError(f"cannot pickle '{cls.__name__}' object") from None
    if deep:
        memo[id(x)] = y
    if base is dict:
        for key, value in dict.items(x):
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            dict.__setitem__(y, key, value)
        if hasattr(x, "default_factory"):
            y.default_factory = x.default_factory
    elif base is list:
        for item in list.__iter__(x):
            list.append(y, deepcopy(item, memo) if deep else item)
    elif base is set:
        for item in set.__iter__(x):
            set.add(y, deepcopy(item, memo) if deep else item)
    elif hasattr(x, "maxlen") and hasattr(x, "appendleft"):
        # A class derived from deque.
        y = cls([deepcopy(item, memo) if deep else item for item in x], x.maxlen)
    state = getattr(x, "__dict__", None) or None
    custom = getattr(cls, "__getstate__", None)
    if custom is not None and custom is not getattr(object, "__getstate__", None):
        state = x.__getstate__()
    slots = {}
    for klass in cls.__mro__:
        names = klass.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + klass.__name__.lstrip("_") + name
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                slots[name] = getattr(x, name)
    if state is not None or slots:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        elif state:
            if type(state) is tuple and len(state) == 2:
                state, more = state
                slots.update(more or {})
            _set_all(y, state or {})
        _set_all(y, deepcopy(slots, memo) if deep else slots)
    return y


def _reduced(x, cls, deep, memo):
    """A copy by the object's own `__reduce__`, if its class defines one."""
    for name in ("__reduce_ex__", "__reduce__"):
        for klass in cls.__mro__:
            if klass is not object and name in klass.__dict__ and klass.__module__ == "__main__":
                made = x.__reduce_ex__(4) if name == "__reduce_ex__" else x.__reduce__()
                if isinstance(made, str):
                    return (x,)
                args = deepcopy(made[1], memo) if deep else made[1]
                y = made[0](*args)
                if deep:
                    memo[id(x)] = y
                state = made[2] if len(made) > 2 else None
                if state is not None:
                    if deep:
                        state = deepcopy(state, memo)
                    if hasattr(y, "__setstate__"):
                        y.__setstate__(state)
                    else:
                        _set_all(y, state)
                for item in made[3] or () if len(made) > 3 else ():
                    y.append(deepcopy(item, memo) if deep else item)
                for key, value in made[4] or () if len(made) > 4 else ():
                    y[deepcopy(key, memo) if deep else key] = deepcopy(value, memo) if deep else value
                return (y,)
    return None


_UNCOPIED = {"generator", "coroutine", "async_generator", "Task", "Future", "module", "_Context"}


def copy(x):
    cls = type(x)
    if _is_atom(x) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls is slice:
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    if cls.__name__ in _UNCOPIED:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    reduced = _reduced(x, cls, False, None)
    if reduced is not None:
        return reduced[0]
    return _rebuild(x, cls, False, None)


def deepcopy(x, memo=None, _nil=[]):
    if _is_atom(x):
        return x
    cls = type(x)
    key = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(key, _nil)
        if y is not _nil:
            return y
    if cls is list:
        y = []
        memo[key] = y
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = {}
        memo[key] = y
        for name, value in x.items():
            y[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        y = x
        for old, new in zip(x, items):
            if old is not new:
                y = tuple(items)
                break
    elif cls is set or cls is frozenset:
        y = cls([deepcopy(item, memo) for item in x])
    elif cls.__name__ == "deque" and cls.__module__ == "collections":
        y = cls((), x.maxlen)
        memo[key] = y
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is slice:
        y = slice(*[deepcopy(part, memo) for part in (x.start, x.stop, x.step)])
    elif cls is bytearray:
        y = x.copy()
    elif cls.__name__ == "method":
        y = cls(x.__func__, deepcopy(x.__self__, memo))
    else:
        own = getattr(cls, "__deepcopy__", None)
        if own is not None:
            y = own(x, memo)
        elif cls.__name__ in _UNCOPIED:
            raise TypeError(f"cannot pickle '{cls.__name__}' object")
        else:
            reduced = _reduced(x, cls, True, memo)
            y = reduced[0] if reduced is not None else _rebuild(x, cls, True, memo)
    if y is not x:
        memo[key] = y
        # The old object must live as long as its number stands for it.
        memo.setdefault(id(memo), []).append(x)
    return y


def replace(obj, /, **changes):
    cls = obj.__class__
    own = getattr(cls, "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return own(obj, **changes)
