_base = memoryview


class memoryview(_base):
    __module__ = "builtins"

    def __new__(cls, object):
        if isinstance(object, _base):
            return _view(object.obj, object._range)
        if not isinstance(object, (bytes, bytearray)):
            raise TypeError(f"memoryview: a bytes-like object is required, not '{type(object).__name__}'")
        return _view(object, range(len(object)))

    format, itemsize, ndim, c_contiguous, contiguous = "B", 1, 1, True, True

    def _open(self):
        if self._range is None:
            raise ValueError("operation forbidden on released memoryview object")
        return self._range

    readonly = property(lambda self: self._open() is not None and isinstance(self.obj, bytes))
    nbytes = property(lambda self: len(self._open()))
    shape = property(lambda self: (len(self._open()),))
    strides = property(lambda self: (self._open().step,))

    def __len__(self):
        return len(self._open())

    def __getitem__(self, key):
        if isinstance(key, slice):
            return _view(self.obj, self._open()[key])
        try:
            return self.obj[self._open()[key]]
        except IndexError:
            raise IndexError("index out of bounds on dimension 1") from None

    def __setitem__(self, key, value):
        places = self._open()
        if self.readonly:
            raise TypeError("cannot modify read-only memory")
        if not isinstance(key, slice):
            self.obj[places[key]] = value
            return
        places, value = places[key], bytes(value)
        if len(places) != len(value):
            raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
        for at, byte in zip(places, value):
            self.obj[at] = byte

    def __iter__(self):
        return iter(self.tolist())

    def __contains__(self, byte):
        return byte in self.tolist()

    def tolist(self):
        return [self.obj[at] for at in self._open()]

    def tobytes(self, order="C"):
        places = self._open()
        if places.step == 1:
            return bytes(self.obj[places.start:places.stop])
        return bytes(self.tolist())

    __bytes__ = tobytes

    def hex(self, *args):
        return self.tobytes().hex(*args)

    def cast(self, format, shape=None):
        if format not in ("B", "b", "c"):
            raise NotImplementedError("memoryview.cast() is not supported here: use struct.iter_unpack()")
        return self

    def toreadonly(self):
        return _view(self.tobytes(), range(len(self)))

    def release(self):
        self._range = None

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *_):
        self.release()

    def __eq__(self, other):
        if not isinstance(other, (bytes, bytearray, _base)):
            return NotImplemented
        return self.tobytes() == bytes(other)

    def __hash__(self):
        if not self.readonly:
            raise ValueError("cannot hash writable memoryview object")
        return hash(self.tobytes())

    def __repr__(self):
        return f"<{'released memory' if self._range is None else 'memory'} at {id(self):#x}>"


def _view(obj, places):
    self = object.__new__(memoryview)
    self.obj, self._range = obj, places
    return self
