WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            pass
        else:
            setattr(wrapper, attr, value)
    for attr in updated:
        if attr == "__dict__":
            for name, value in getattr(wrapped, attr, {}).items():
                setattr(wrapper, name, value)
        else:
            getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


_missing = object()


class _PlaceholderType:
    __slots__ = ()

    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = _PlaceholderType()


def reduce(*given, initial=_missing):
    if len(given) < 2:
        raise TypeError(f"reduce() takes at least 2 positional arguments ({len(given)} given)")
    if len(given) > 3:
        raise TypeError(f"reduce() takes at most 3 arguments ({len(given)} given)")
    function, iterable, initial = (*given, initial)[:3]
    try:
        it = iter(iterable)
    except TypeError:
        if hasattr(type(iterable), "__iter__"):
            raise
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _missing:
        try:
            value = next(it)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for element in it:
        value = function(value, element)
    return value


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


def _from(known, invert, other_if):
    # `a OP b` by another comparison: inverted or not, and what equality adds to it.
    def compare(self, other):
        result = getattr(type(self), known)(self, other)
        if result is NotImplemented:
            return result
        if invert:
            result = not result
        if other_if == "or":
            return result or self == other
        if other_if == "and":
            return result and self != other
        return result

    return compare


_ORDER = {
    "__lt__": (("__gt__", True, "and"), ("__le__", False, "or"), ("__ge__", True, "")),
    "__le__": (("__ge__", True, "or"), ("__lt__", False, "and"), ("__gt__", True, "")),
    "__gt__": (("__lt__", True, "and"), ("__ge__", False, "or"), ("__le__", True, "")),
    "__ge__": (("__le__", True, "or"), ("__gt__", False, "and"), ("__lt__", True, "")),
}


def total_ordering(cls):
    roots = [op for op in _ORDER if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(op for op in ("__lt__", "__le__", "__gt__", "__ge__") if op in roots)
    for name, invert, other_if in _ORDER[root]:
        if name not in roots:
            compare = _from(root, invert, other_if)
            compare.__name__ = name
            setattr(cls, name, compare)
    return cls


def _make_key(args, kwds, typed, kwd_mark=(object(),), fasttypes={int, str}, tuple=tuple, type=type, len=len):
    key = args
    if kwds:
        key = sum(kwds.items(), key + kwd_mark)
    if typed:
        key += tuple(type(value) for value in (*args, *kwds.values()))
    elif not kwds and len(key) == 1 and type(key[0]) in fasttypes:
        return key[0]
    return key


def _CacheInfo(*args, **kwds):
    from collections import namedtuple

    global _CacheInfo
    _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _CacheInfo(*args, **kwds)


class _lru_cache_wrapper:
    def __call__(self, *args, **kwds):
        return self._call(*args, **kwds)

    def __get__(self, obj, owner=None):
        return self if obj is None else _Method(self, obj)

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_Method = type(_CacheInfo.__get__(0))


def _cached(function, maxsize, typed):
    known = _Cache(maxsize, typed)
    find, keep, absent = known.find, known.keep, known
    wrapper = _lru_cache_wrapper()

    def call(*args, **kwds):
        result = find(args, kwds)
        if result is absent:
            result = function(*args, **kwds)
            keep(args, kwds, result)
        return result

    wrapper._call = call
    wrapper.cache_info = lambda: _CacheInfo(*known.info())
    wrapper.cache_clear = known.clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    if not callable(user_function):
        raise TypeError("the first argument must be callable")
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        if not hasattr(instance, "__dict__"):
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            )
        value = self.func(instance)
        _keep_attribute(instance, self.attrname, value)
        return value


class partialmethod:
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        if isinstance(func, partialmethod):
            # Two partial calls in one: the placeholders of the inner one are filled.
            merged = partial(partial(reduce, *func.args, **func.keywords), *args, **keywords)
            func, args, keywords = func.func, merged.args, merged.keywords
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        get = getattr(type(self.func), "__get__", None)
        if get is not None:
            func = get(self.func, obj, cls)
            if func is not self.func:
                made = partial(func, *self.args, **self.keywords)
                if hasattr(func, "__self__"):
                    made.__self__ = func.__self__
                return made
        return self._unbound().__get__(obj, cls)

    def _unbound(self):
        def _method(cls_or_self, /, *args, **keywords):
            return partial(self.func, cls_or_self, *self.args, **self.keywords)(*args, **keywords)

        _method.__partialmethod__ = self
        return _method

    def __repr__(self):
        given = [repr(self.func), *map(repr, self.args), *(f"{name}={value!r}" for name, value in self.keywords.items())]
        return f"functools.partialmethod({', '.join(given)})"


def _classes_of(annotation):
    return getattr(annotation, "__args__", None) or (annotation,)


def singledispatch(func):
    registry = {}

    def dispatch(cls):
        # An abstract class stands behind the last class that it is a base of.
        best, found = None, []
        for known in registry:
            if known is object or not issubclass(cls, known):
                continue
            if known in cls.__mro__:
                place = cls.__mro__.index(known), 0
            else:
                place = max(at for at, base in enumerate(cls.__mro__) if issubclass(base, known)), 1
            if best is None or place < best:
                best, found = place, []
            if place == best:
                found.append(known)
        found = [one for one in found if not any(other is not one and issubclass(other, one) for other in found)]
        if len(found) > 1:
            raise RuntimeError(f"Ambiguous dispatch: {found[0]} or {found[1]}")
        return registry[found[0] if found else object]

    def register(cls, func=None):
        if _is_dispatched(cls):
            if func is None:
                return lambda f: register(cls, f)
        elif func is not None:
            raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
        else:
            func = cls
            plain = cls.__func__ if isinstance(cls, (classmethod, staticmethod)) else cls
            annotations = list(getattr(plain, "__annotations__", {}).items())
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            name, cls = annotations[0]
            if isinstance(cls, str):
                cls = _evaluate(cls, plain)
            if not _is_dispatched(cls):
                why = "not all arguments are classes" if isinstance(cls, type(int | str)) else "is not a class"
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {why}.")
        for one in _classes_of(cls):
            registry[type(None) if one is None else one] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


def _is_dispatched(cls):
    if isinstance(cls, type(int | str)):
        return all(isinstance(one, type) for one in cls.__args__)
    return cls is None or isinstance(cls, type) and not isinstance(cls, type(list[int]))


def _evaluate(text, func):
    found = None
    for name in text.split("|"):
        first, *rest = name.strip().split(".")
        one = _name_in(func, first)
        for part in rest:
            one = getattr(one, part)
        found = one if found is None else found | one
    return found


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{self.func.__name__} requires at least 1 positional argument")
            found = self.dispatcher.dispatch(args[0].__class__)
            return found.__get__(obj, cls)(*args, **kwargs)

        return update_wrapper(method, self.func)
