class WeakMethod(ref):
    # A bound method is made anew whenever it is asked for, so object and function are what it refers to.
    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def ended(_):
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, ended)
        self._func_ref = ref(func, ended)
        self._meth_type = type(meth)
        self._alive = True
        return self

    def __call__(self):
        obj, func = super().__call__(), self._func_ref()
        return None if obj is None or func is None else self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    __hash__ = ref.__hash__


class _Weak:
    """What stands in `data` by references: what is gone is swept out from time to time."""

    def __init__(self):
        self.data = {}
        self._enough = 16

    def _put(self, key, value):
        if len(self.data) >= self._enough:
            self._sweep()
            self._enough = 2 * len(self.data) + 16
        self.data[key] = value

    def _sweep(self):
        for key, value in list(self.data.items()):
            if self._gone(key, value):
                del self.data[key]

    def __len__(self):
        self._sweep()
        return len(self.data)

    def clear(self):
        self.data.clear()

    def __copy__(self):
        return self.copy()


class WeakSet(_Weak):
    def __init__(self, data=None):
        super().__init__()
        if data is not None:
            self.update(data)

    def _gone(self, item, _):
        return item() is None

    def __iter__(self):
        for known in list(self.data):
            item = known()
            if item is not None:
                yield item

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        known = ref(item)
        if known not in self.data:
            self._put(known, None)

    def discard(self, item):
        self.data.pop(ref(item), None)

    def remove(self, item):
        del self.data[ref(item)]

    def pop(self):
        while self.data:
            item = self.data.popitem()[0]()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def copy(self):
        return type(self)(self)

    def update(self, other):
        for item in other:
            self.add(item)

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    def difference(self, other):
        other = WeakSet(other)
        return type(self)(item for item in self if item not in other)

    def symmetric_difference(self, other):
        other = WeakSet(other)
        return self.difference(other).union(other.difference(self))

    def _become(self, other):
        self.data = other.data
        return self

    def intersection_update(self, other):
        self._become(self.intersection(other))

    def difference_update(self, other):
        self._become(self.difference(other))

    def symmetric_difference_update(self, other):
        self._become(self.symmetric_difference(other))

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        return self._become(self.intersection(other))

    def __isub__(self, other):
        return self._become(self.difference(other))

    def __ixor__(self, other):
        return self._become(self.symmetric_difference(other))

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)

    def isdisjoint(self, other):
        return set(self).isdisjoint(other)

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return set(self) < set(other)

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, WeakSet) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr(set(self.data))


_absent = object()


class _WeakMapping(_Weak):
    def __init__(self, other=(), /, **kw):
        super().__init__()
        self.update(other, **kw)

    def update(self, other=(), /, **kw):
        for key, value in other.items() if hasattr(other, "items") else other or ():
            self[key] = value
        for key, value in kw.items():
            self[key] = value

    def get(self, key, default=None):
        found = self._find(key)
        return default if found is _absent else found

    def __getitem__(self, key):
        found = self._find(key)
        if found is _absent:
            raise KeyError(key)
        return found

    def __contains__(self, key):
        return self._find(key) is not _absent

    def setdefault(self, key, default=None):
        found = self._find(key)
        if found is _absent:
            self[key] = found = default
        return found

    def pop(self, key, default=_absent):
        found = self._find(key)
        if found is _absent:
            if default is _absent:
                raise KeyError(key)
            return default
        del self[key]
        return found

    def popitem(self):
        pairs = self._pairs()
        if not pairs:
            raise KeyError("popitem(): dictionary is empty")
        del self[pairs[-1][0]]
        return pairs[-1]

    def _pairs(self):
        return list(self.items())

    def items(self):
        for key, value in list(self.data.items()):
            pair = self._pair(key, value)
            if pair is not None:
                yield pair

    def keys(self):
        for key, _ in self.items():
            yield key

    __iter__ = keys

    def values(self):
        for _, value in self.items():
            yield value

    def copy(self):
        return type(self)(self)

    def __or__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if hasattr(other, "items") else NotImplemented

    __hash__ = None

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakKeyDictionary(_WeakMapping):
    def _gone(self, key, _):
        return key() is None

    def _pair(self, key, value):
        key = key()
        return None if key is None else (key, value)

    def _find(self, key):
        return self.data.get(ref(key), _absent)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __setitem__(self, key, value):
        self._put(ref(key), value)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def keyrefs(self):
        return list(self.data)

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = type(self)()
        for key, value in self.items():
            made[key] = deepcopy(value, memo)
        return made


class WeakValueDictionary(_WeakMapping):
    def _gone(self, _, value):
        return value() is None

    def _pair(self, key, value):
        value = value()
        return None if value is None else (key, value)

    def _find(self, key):
        known = self.data.get(key)
        value = None if known is None else known()
        return _absent if value is None else value

    def __setitem__(self, key, value):
        self._put(key, ref(value))

    def __delitem__(self, key):
        if self._find(key) is _absent:
            raise KeyError(key)
        del self.data[key]

    def valuerefs(self):
        return list(self.data.values())

    def itervaluerefs(self):
        yield from self.valuerefs()

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = type(self)()
        for key, value in self.items():
            made[deepcopy(key, memo)] = value
        return made


_finalizers = {}


def _finalize_all():
    # The last one first; those that come meanwhile too.
    while _finalizers:
        each = _finalizers.popitem()[0]
        if each.atexit:
            each()
        each._call = None


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self._ref = ref(obj, self)
        self._atexit = True
        if not _finalizers:
            import atexit

            atexit.unregister(_finalize_all)
            atexit.register(_finalize_all)
        _finalizers[self] = None

    @property
    def alive(self):
        return self._call is not None

    @property
    def atexit(self):
        return self.alive and self._atexit

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            self._atexit = bool(value)

    def peek(self):
        return None if self._call is None else (self._ref(),) + self._call

    def detach(self):
        result = self.peek()
        self._end()
        return result

    def _end(self):
        self._call = None
        _finalizers.pop(self, None)

    def __call__(self, _=None):
        if self._call is not None:
            func, args, kwargs = self._call
            self._end()
            return func(*args, **kwargs)

    def __repr__(self):
        at = f"<{type(self).__name__} object at {id(self):#x}"
        obj = self._ref()
        return f"{at}; dead>" if obj is None or not self.alive else f"{at}; for {type(obj).__qualname__!r} at {id(obj):#x}>"


def _target(proxy):
    obj = object.__getattribute__(proxy, "_ref")()
    if obj is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return obj


def _meant(value):
    return _target(value) if type(value) in ProxyTypes else value


class ProxyType:
    __class__ = property(lambda self: type(_target(self)))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        obj = _target(self)
        return f"<weakproxy at {id(self):#x}; to {type(obj).__name__!r} at {id(obj):#x}>"

    __hash__ = None


class CallableProxyType(ProxyType):
    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _forward(name, does):
    def method(self, *args):
        return does(_target(self), *map(_meant, args))

    method.__name__ = name
    setattr(ProxyType, name, method)


def _operator(name):
    # A class that has none leaves it to the other operand.
    def does(obj, *args):
        method = getattr(type(obj), name, None)
        return NotImplemented if method is None else method(obj, *args)

    _forward(name, does)


for _name in "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split():
    for _side in ("", "r", "i") if _name != "divmod" else ("", "r"):
        _operator(f"__{_side}{_name}__")
for _name in "eq ne lt le gt ge".split():
    _operator(f"__{_name}__")
for _name, _does in {
    "str": str, "bool": bool, "len": len, "iter": iter, "int": int, "float": float, "abs": abs, "bytes": bytes,
    "reversed": reversed, "index": lambda obj: range(obj).stop, "neg": lambda obj: -obj, "pos": lambda obj: +obj,
    "invert": lambda obj: ~obj, "contains": lambda obj, item: item in obj, "getitem": lambda obj, key: obj[key],
    "setitem": lambda obj, key, value: obj.__setitem__(key, value), "delitem": lambda obj, key: obj.__delitem__(key),
}.items():
    _forward(f"__{_name}__", _does)


def _next(obj):
    if not hasattr(type(obj), "__next__"):
        raise TypeError(f"Weakref proxy referenced a non-iterator {type(obj).__name__!r} object")
    return next(obj)


_forward("__next__", _next)


def proxy(object, callback=None, /):
    made = CallableProxyType if callable(object) else ProxyType
    made = made.__new__(made)
    _set_attribute(made, "_ref", ref(object, callback and (lambda _: callback(made))))
    return made


_set_attribute = object.__setattr__
ReferenceType = ref
