class WeakMethod:
    def __init__(self, meth, callback=None):
        self._object, self._function = ref(meth.__self__, callback), meth.__func__

    def __call__(self):
        obj = self._object()
        return None if obj is None else self._function.__get__(obj, type(obj))


class _Weak:
    # Items by the identity of what is referred to weakly; what is gone is left out.
    def __init__(self):
        self._items = {}

    def _live(self):
        result = []
        for key, item in list(self._items.items()):
            obj = item[0]()
            if obj is None:
                if self._items.get(key) is item:
                    del self._items[key]
            else:
                result.append((obj, item[1]))
        return result

    def __len__(self):
        return len(self._live())

    def clear(self):
        self._items.clear()


class WeakSet(_Weak):
    def __init__(self, data=None):
        super().__init__()
        for item in data or ():
            self.add(item)

    def add(self, item):
        self._live()
        self._items.setdefault(id(item), (ref(item), None))

    def discard(self, item):
        self._items.pop(id(item), None)

    def remove(self, item):
        if item not in self:
            raise KeyError(item)
        self.discard(item)

    def update(self, other):
        for item in other:
            self.add(item)

    def pop(self):
        for item, _ in self._live():
            self.discard(item)
            return item
        raise KeyError("pop from empty WeakSet")

    def copy(self):
        return WeakSet(self)

    def __contains__(self, item):
        known = self._items.get(id(item))
        return known is not None and known[0]() is item

    def __iter__(self):
        for item, _ in self._live():
            yield item

    def __or__(self, other):
        result = self.copy()
        result.update(other)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __sub__(self, other):
        return WeakSet([item for item in self if item not in other])

    def __and__(self, other):
        return WeakSet([item for item in self if item in other])

    def __repr__(self):
        return repr({item for item in self})


_absent = object()


class _WeakMapping:
    def __init__(self, other=(), /, **kw):
        self._start()
        self.update(other, **kw)

    def update(self, other=(), /, **kw):
        for key, value in other.items() if hasattr(other, "items") else other:
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
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, default=_absent):
        found = self._find(key)
        if found is _absent:
            if default is _absent:
                raise KeyError(key)
            return default
        del self[key]
        return found

    def items(self):
        return iter(self._pairs())

    def keys(self):
        return iter([key for key, _ in self._pairs()])

    def values(self):
        return iter([value for _, value in self._pairs()])

    def __iter__(self):
        return self.keys()

    def __len__(self):
        return len(self._pairs())

    def copy(self):
        return type(self)(self)


class WeakKeyDictionary(_WeakMapping):
    def _start(self):
        self._weak = _Weak()

    def _pairs(self):
        return self._weak._live()

    def _find(self, key):
        known = self._weak._items.get(id(key))
        return known[1] if known is not None and known[0]() is key else _absent

    def __setitem__(self, key, value):
        self._pairs()
        self._weak._items[id(key)] = (ref(key), value)

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key)
        del self._weak._items[id(key)]


class WeakValueDictionary(_WeakMapping):
    def _start(self):
        self._refs = {}

    def _pairs(self):
        pairs = [(key, known()) for key, known in list(self._refs.items())]
        for key, value in pairs:
            if value is None:
                self._refs.pop(key, None)
        return [pair for pair in pairs if pair[1] is not None]

    def _find(self, key):
        known = self._refs.get(key)
        value = None if known is None else known()
        return _absent if value is None else value

    def __setitem__(self, key, value):
        self._refs[key] = ref(value)

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key)
        del self._refs[key]


class finalize:
    atexit = True

    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self._ref = ref(obj, lambda _: self())

    @property
    def alive(self):
        return self._call is not None

    def peek(self):
        return None if self._call is None else (self._ref(),) + self._call

    def detach(self):
        result, self._call = self.peek(), None
        return result

    def __call__(self, _=None):
        if self._call is not None:
            (func, args, kwargs), self._call = self._call, None
            return func(*args, **kwargs)


class proxy:
    def __init__(self, obj, callback=None):
        object.__setattr__(self, "_ref", ref(obj, callback))

    def _target(self):
        obj = object.__getattribute__(self, "_ref")()
        if obj is None:
            raise ReferenceError("weakly-referenced object no longer exists")
        return obj

    def __getattr__(self, name):
        return getattr(proxy._target(self), name)

    def __setattr__(self, name, value):
        setattr(proxy._target(self), name, value)

    def __str__(self):
        return str(proxy._target(self))

    def __call__(self, *args, **kwargs):
        return proxy._target(self)(*args, **kwargs)


ReferenceType = ref
