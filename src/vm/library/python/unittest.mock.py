import contextlib
import functools
import inspect
from types import ModuleType


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class InvalidSpecError(Exception):
    pass


class _ANY:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def _call_text(name, args, kwargs):
    return f"{name}({', '.join([*map(repr, args), *(f'{key}={value!r}' for key, value in kwargs.items())])})"


class _Call(tuple):
    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        given, args, kwargs = _parts_of_call(value)
        if not given and len(value) < 3:
            given = name
        return tuple.__new__(cls, (args, kwargs) if two else (given, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            theirs = _parts_of_call(other)
        except (TypeError, ValueError):
            return NotImplemented if not isinstance(other, tuple) else False
        name, args, kwargs = _parts_of_call(self)
        parent = getattr(other, "_mock_parent", None) if isinstance(other, _Call) else None
        if self._mock_parent and parent and self._mock_parent != parent:
            return False
        if name and theirs[0] != name:
            return False
        # What was called is on the right, for ANY decides where it is on the left.
        return (theirs[1], theirs[2]) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattribute__(self, name):
        if name in ("count", "index"):
            raise AttributeError
        return tuple.__getattribute__(self, name)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    @property
    def args(self):
        return _parts_of_call(self)[1]

    @property
    def kwargs(self):
        return _parts_of_call(self)[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return f"call{name}" if name.startswith("()") else name
        name, args, kwargs = _parts_of_call(self)
        if not name:
            name = "call"
        else:
            name = f"call{name}" if name.startswith("()") else f"call.{name}"
        return _call_text(name, args, kwargs)

    def call_list(self):
        calls = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                calls.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(calls))


def _parts_of_call(value):
    name, args, kwargs = "", (), {}
    parts = list(tuple.__iter__(value) if isinstance(value, tuple) else value)
    if len(parts) > 3:
        raise ValueError
    if len(parts) == 3:
        return parts
    if parts and isinstance(parts[0], str):
        name = parts.pop(0)
    if len(parts) == 2:
        args, kwargs = parts
    elif parts and isinstance(parts[0], tuple):
        args = parts[0]
    elif parts:
        kwargs = parts[0]
    return name, args, kwargs


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(list(self[at:at + size]) == value for at in range(len(self) - size + 1))

    def __repr__(self):
        from pprint import pformat

        return pformat(list(self))


def _is_exception(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)


def _is_mock(value):
    return issubclass(type(value), NonCallableMock)


def _is_async(value):
    if _is_mock(value):
        return isinstance(value, AsyncMock)
    return inspect.iscoroutinefunction(value) or inspect.iscoroutinefunction(getattr(value, "__call__", None))


def _static(owner, name):
    for place in (owner, *type.mro(owner if isinstance(owner, type) else type(owner))):
        try:
            found = place.__dict__[name]
        except (AttributeError, KeyError):
            continue
        while hasattr(found, "__wrapped__"):
            found = found.__wrapped__
        return found


# What of a mock is its own, rather than an attribute that was set by whoever uses it.
_OWN = {"return_value", "side_effect", "called", "call_count", "call_args", "call_args_list", "mock_calls",
        "method_calls", "await_count", "await_args", "await_args_list", "_mock_parent", "_mock_new_parent",
        "_mock_name", "_mock_new_name", "_mock_return_value", "_mock_side_effect", "_mock_sealed"}
_NUMERIC = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow"
_MAGICS = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod rdivmod neg pos abs "
    "invert complex int float index round trunc floor ceil bool next fspath aiter " + _NUMERIC
).split() + [side + name for side in "ir" for name in _NUMERIC.split()]}
_ASYNC_MAGICS = {"__aenter__", "__aexit__", "__anext__"}
# Those that must be set to be there.
_RARE = {f"__{name}__" for name in (
    "get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate getformat repr dir "
    "subclasses format getnewargs_ex"
).split()}
_ALL_MAGICS = _MAGICS | _ASYNC_MAGICS | _RARE
_UNSUPPORTED = {"__getattr__", "__setattr__", "__init__", "__new__", "__prepare__", "__instancecheck__",
                "__subclasscheck__", "__del__"}
_RESULTS = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
            "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0,
            "__bool__": True, "__index__": 1, "__aexit__": False}


class NonCallableMock:
    def __new__(cls, /, *args, **kwargs):
        # Each has a class of its own, for its special methods.
        spec = kwargs.get("spec_set") or kwargs.get("spec") or (args[0] if args else None)
        bases = (cls,)
        if spec is not None and not issubclass(cls, AsyncMockMixin) and not _is_list(spec) and _is_async(spec):
            bases = (AsyncMockMixin, cls)
        return object.__new__(type(cls.__name__, bases, {"__module__": cls.__module__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _new_name="", _new_parent=None,
                 unsafe=False, **kwargs):
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        own["_mock_sealed"] = False
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_unsafe"] = unsafe
        own["_mock_return_value"] = DEFAULT
        own["_mock_side_effect"] = None
        self._mock_add_spec(spec if spec_set is None else spec_set, spec_set is not None)
        self._forget_calls()
        if kwargs:
            self.configure_mock(**kwargs)

    def _forget_calls(self):
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()

    def _mock_add_spec(self, spec, spec_set):
        if _is_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        own = self.__dict__
        own["_spec_class"] = own["_spec_signature"] = None
        own["_spec_asyncs"] = []
        own["_spec_set"] = spec_set
        if spec is not None and not _is_list(spec):
            own["_spec_class"] = spec if isinstance(spec, type) else type(spec)
            if callable(spec):
                with contextlib.suppress(TypeError, ValueError):
                    own["_spec_signature"] = inspect.signature(spec)
            names = dir(spec)
            own["_spec_asyncs"] = [name for name in names if inspect.iscoroutinefunction(_static(spec, name))]
            spec = names
        own["_mock_methods"] = spec

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    @property
    def return_value(self):
        if self._mock_return_value is DEFAULT and self._mock_wraps is None:
            self.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        self._mock_return_value = value
        self._adopt(value, None, "()")

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not _is_exception(value) and not callable(value):
            with contextlib.suppress(TypeError):
                value = iter(value)
        self._mock_side_effect = value

    def _adopt(self, value, name, new_name):
        if not _is_mock(value) or value._mock_name or value._mock_new_name or value._mock_parent is not None \
                or value._mock_new_parent is not None:
            return False
        above = self
        while above is not None:
            if above is value:
                return False
            above = above._mock_new_parent
        if new_name:
            value._mock_new_parent = self
            value._mock_new_name = new_name
        if name:
            value._mock_parent = self
            value._mock_name = name
        return True

    def attach_mock(self, mock, attribute):
        mock._mock_parent = mock._mock_new_parent = None
        mock._mock_name = ""
        mock._mock_new_name = None
        setattr(self, attribute, mock)

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *way, last = path.split(".")
            setattr(functools.reduce(getattr, way, self), last, value)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self._forget_calls()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if _is_mock(child):
                child.reset_mock(visited, return_value=return_value and not _is_magic(child._mock_name or ""),
                                 side_effect=side_effect)
        if _is_mock(self._mock_return_value) and self._mock_return_value is not self:
            self._mock_return_value.reset_mock(visited)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe", "_is_coroutine_mark"):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _ALL_MAGICS:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not self._mock_methods or name not in self._mock_methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in _NOT_WITHOUT_ASSERT:
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec "
                                     f"for the mock if {name!r} is meant to be an attribute.")
        found = self._mock_children.get(name)
        if found is _deleted:
            raise AttributeError(name)
        if found is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            found = self._mock_children[name] = self._get_child_mock(
                parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self
            )
        return found

    def __setattr__(self, name, value):
        if name in _OWN:
            return object.__setattr__(self, name, value)
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods \
                and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _UNSUPPORTED:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _ALL_MAGICS:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if _is_mock(value):
                self._adopt(value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
            else:
                function = value
                setattr(type(self), name, lambda self, /, *args, **kwargs: function(self, *args, **kwargs))
                value = functools.partial(function, self)
        elif name == "__class__":
            self.__dict__["_spec_class"] = value
            return
        elif self._adopt(value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _ALL_MAGICS and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        found = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif found is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        children = [name for name, child in self._mock_children.items() if child is not _deleted]
        of_type = [name for name in dir(type(self)) if not name.startswith("_")]
        own = [name for name in self.__dict__ if not name.startswith("_")]
        return sorted({*(self._mock_methods or []), *of_type, *own, *children})

    def _extract_mock_name(self):
        names = []
        mock = self
        while mock is not None:
            last = mock
            names.append(mock._mock_new_name or "")
            mock = mock._mock_new_parent
        text = last._mock_name or "mock"
        for name in reversed(names[:-1]):
            text += name if name == "()" else f".{name}"
        return text

    def __repr__(self):
        name = self._extract_mock_name()
        shown = "" if name in ("mock", "mock.") else f" name={name!r}"
        if self._spec_class is not None:
            shown += f" {'spec_set' if self._spec_set else 'spec'}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown} id='{id(self)}'>"

    def _get_child_mock(self, /, **kwargs):
        if self._mock_sealed:
            raise AttributeError(self._extract_mock_name() + (f".{kwargs['name']}" if "name" in kwargs else "()"))
        name = kwargs.get("_new_name")
        kind = type(self)
        if name in self._spec_asyncs or issubclass(kind, MagicMock) and name in _ASYNC_MAGICS:
            kind = AsyncMock
        elif issubclass(kind, AsyncMockMixin):
            sync = name in _MAGICS or name in _RARE or self._mock_methods and name in self._mock_methods
            kind = MagicMock if sync else AsyncMock
        elif not issubclass(kind, _Calls):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        else:
            kind = kind.__mro__[1]
        return kind(**kwargs)

    def _shown(self, args, kwargs):
        return _call_text(self._mock_name or "mock", args, kwargs)

    def _calls_repr(self):
        return f"\nCalls: {self.mock_calls!r}." if self.mock_calls else ""

    # A call as it is compared: with a signature, arguments are the same by name and by position.
    def _call_matcher(self, made):
        name, args, kwargs = _parts_of_call(made)
        signature = self._spec_signature
        if name:
            signature = None
            mock = self
            for part in name.replace("()", "").split("."):
                mock = mock._mock_children.get(part)
                if not _is_mock(mock):
                    break
                signature = mock._spec_signature
        if signature is None:
            return made
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def _assert_like(self, args, kwargs, last, action):
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(last) != expected:
            raise AssertionError(
                f"expected {action} not found.\nExpected: {self._shown(args, kwargs)}\n  Actual: {self._shown(*last)}"
            ) from (expected if isinstance(expected, Exception) else None)

    def _assert_any(self, args, kwargs, all_calls, action):
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        if cause or not any(_parts_of_call(expected) == _parts_of_call(self._call_matcher(made)) for made in all_calls):
            raise AssertionError(f"{self._shown(args, kwargs)} {action} not found") from cause

    def _not_among(self, calls, any_order, made, problem):
        expected = [self._call_matcher(one) for one in calls]
        cause = next((one for one in expected if isinstance(one, Exception)), None)
        made = _CallList(self._call_matcher(one) for one in made)
        if not any_order:
            if expected in made:
                return None, None, None
            if cause is not None:
                errors = [one if isinstance(one, Exception) else None for one in expected]
                problem = f"Error processing expected {problem.split(' ')[0].lower()}.\nErrors: {errors}"
            return f"{problem}\nExpected: {_CallList(calls)}\n", cause, made
        made = list(made)
        missing = []
        for one in expected:
            try:
                made.remove(one)
            except ValueError:
                missing.append(one)
        return tuple(missing) or None, cause, made

    def assert_not_called(self):
        if self.call_count != 0:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called(self):
        if self.call_count == 0:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            raise AssertionError(
                f"expected call not found.\nExpected: {self._shown(args, kwargs)}\n  Actual: not called."
            )
        self._assert_like(args, kwargs, self.call_args, "call")

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        self._assert_any(args, kwargs, self.call_args_list, "call")

    def assert_has_calls(self, calls, any_order=False):
        lacking, cause, made = self._not_among(calls, any_order, self.mock_calls, "Calls not found.")
        if lacking is not None and any_order:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of {lacking!r} in its call list, "
                                 f"found {made!r} instead") from cause
        if lacking is not None:
            raise AssertionError(f"{lacking}  Actual: {self.mock_calls!r}") from cause


_NOT_WITHOUT_ASSERT = {name.removeprefix("assert_") for name in dir(NonCallableMock) if name.startswith("assert_")}


def _is_list(value):
    return type(value) in (list, tuple)


def _is_magic(name):
    return f"__{name[2:-2]}__" == name


class _Calls:
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _new_name="", _new_parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _new_name, _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self._mock_return_value = return_value
        if side_effect is not None:
            self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        return self._execute_mock_call(*args, **kwargs)

    def _record(self, args, kwargs):
        made = _Call((args, kwargs), two=True)
        self.called = True
        self.call_args = made
        self.call_args_list.append(made)
        self.call_count = len(self.call_args_list)
        self.mock_calls.append(_Call(("", args, kwargs)))
        method, name = self._mock_name, self._mock_new_name
        is_method = self._mock_parent is not None
        is_call = name == "()"
        above = self._mock_new_parent
        while above is not None:
            if is_method:
                above.method_calls.append(_Call((method, args, kwargs)))
                is_method = above._mock_parent is not None
                if is_method:
                    method = f"{above._mock_name}.{method}"
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                name = f"{above._mock_new_name}{'' if is_call else '.'}{name}"
                is_call = above._mock_new_name == "()"
            above = above._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            result = effect(*args, **kwargs) if callable(effect) else next(effect)
            if not callable(effect) and _is_exception(result):
                raise result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(_Calls, NonCallableMock):
    pass


class _Magic:
    def __init__(self, name):
        self.name = name

    def __get__(self, mock, kind=None):
        if mock is None:
            return self
        name = self.name
        made = mock._get_child_mock(name=name, _new_name=name, _new_parent=mock)
        setattr(mock, name, made)
        if name in _RESULTS:
            made.return_value = _RESULTS[name]
        elif name == "__hash__":
            made.return_value = object.__hash__(mock)
        elif name == "__str__":
            made.return_value = object.__str__(mock)
        elif name == "__sizeof__":
            made.return_value = 48
        elif name == "__fspath__":
            made.return_value = f"{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}"
        elif name in ("__eq__", "__ne__"):
            def compare(other):
                if made._mock_return_value is not DEFAULT:
                    return made._mock_return_value if name == "__eq__" else DEFAULT
                return (name == "__eq__") if mock is other else NotImplemented
            made.side_effect = compare
        elif name in ("__iter__", "__aiter__"):
            def iterate():
                items = iter([] if made._mock_return_value is DEFAULT else made._mock_return_value)
                return items if name == "__iter__" else _AsyncIterator(items)
            made.side_effect = iterate
        return made


class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            pass
        raise StopAsyncIteration


class _Magics:
    def __init__(self, /, *args, **kwargs):
        self._set_magics(args[0] if args else kwargs.get("spec_set") or kwargs.get("spec"))
        super().__init__(*args, **kwargs)
        self._set_magics(self._mock_methods)

    def _set_magics(self, spec):
        kind = type(self)
        wanted = _MAGICS | _ASYNC_MAGICS
        if spec is not None and not isinstance(spec, list):
            spec = dir(spec)
        if spec is not None:
            wanted = wanted.intersection(spec)
            for name in [name for name, value in kind.__dict__.items() if type(value) is _Magic]:
                if name not in wanted:
                    delattr(kind, name)
        for name in wanted:
            if name not in kind.__dict__:
                setattr(kind, name, _Magic(name))

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._set_magics(self._mock_methods)


class NonCallableMagicMock(_Magics, NonCallableMock):
    pass


class MagicMock(_Magics, Mock):
    pass


class AsyncMockMixin:
    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__["_is_coroutine_mark"] = True
        self.__dict__["__name__"] = "AsyncMock"

    def _forget_calls(self):
        super()._forget_calls()
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # No StopIteration leaves a coroutine.
                    raise StopAsyncIteration
                if _is_exception(result):
                    raise result
            elif inspect.iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if inspect.iscoroutinefunction(self._mock_wraps) else result
        return self.return_value

    def _awaited(self):
        return f"Expected {self._mock_name or 'mock'} to have been awaited"

    def assert_awaited(self):
        if self.await_count == 0:
            raise AssertionError(f"{self._awaited()}.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"{self._awaited()} once. Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        if self.await_args is None:
            raise AssertionError(f"Expected await: {self._shown(args, kwargs)}\nNot awaited")
        self._assert_like(args, kwargs, self.await_args, "await")

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        self._assert_any(args, kwargs, self.await_args_list, "await")

    def assert_has_awaits(self, calls, any_order=False):
        lacking, cause, _ = self._not_among(calls, any_order, self.await_args_list, "Awaits not found.")
        if lacking is not None and any_order:
            raise AssertionError(f"{lacking!r} not all found in await list") from cause
        if lacking is not None:
            raise AssertionError(f"{lacking}Actual: {self.await_args_list}") from cause

    def assert_not_awaited(self):
        if self.await_count != 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to not have been awaited. "
                                 f"Awaited {self.await_count} times.")


class AsyncMock(AsyncMockMixin, _Magics, Mock):
    pass


class PropertyMock(Mock):
    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, owner, kind=None):
        return self()

    def __set__(self, owner, value):
        self(value)


def seal(mock):
    mock._mock_sealed = True
    for child in list(mock._mock_children.values()):
        if _is_mock(child) and child._mock_new_parent is mock:
            seal(child)


class _Startable:
    active = []

    def start(self):
        result = self.__enter__()
        _Startable.active.append(self)
        return result

    def stop(self):
        if self in _Startable.active:
            _Startable.active.remove(self)
            return self.__exit__(None, None, None)


class _Patch(_Startable):
    attribute_name = None

    def __init__(self, getter, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                 new_callable=None, **kwargs):
        if autospec:
            raise NotImplementedError("autospec is not supported here: use spec=True, or give patch() a Mock(spec=..)")
        if new_callable is not None and new is not DEFAULT:
            raise ValueError("Cannot use 'new' and 'new_callable' together")
        kwargs.pop("unsafe", None)
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.spec = spec
        self.create = create
        self.spec_set = spec_set
        self.new_callable = new_callable
        self.kwargs = kwargs
        self.is_started = False

    def copy(self):
        return _Patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set,
                      new_callable=self.new_callable, **self.kwargs)

    def __call__(self, function):
        if isinstance(function, type):
            return _patch_class(function, lambda: self.copy())
        if hasattr(function, "patchings"):
            function.patchings.append(self)
            return function

        def entered(stack):
            made = [(patching, stack.enter_context(patching)) for patching in patched.patchings]
            return tuple(mock for patching, mock in made if patching.new is DEFAULT)

        if inspect.iscoroutinefunction(function):
            @functools.wraps(function)
            async def patched(*args, **kwargs):
                with contextlib.ExitStack() as stack:
                    return await function(*args, *entered(stack), **kwargs)
        else:
            @functools.wraps(function)
            def patched(*args, **kwargs):
                with contextlib.ExitStack() as stack:
                    return function(*args, *entered(stack), **kwargs)

        patched.patchings = [self]
        return patched

    def _make(self, original):
        spec = original if self.spec is True else self.spec or None
        spec_set = original if self.spec_set is True else self.spec_set or None
        given = {}
        if spec is not None:
            given["spec"] = spec
        if spec_set is not None:
            given["spec_set"] = spec_set
        shape = spec if spec_set is None else spec_set
        if given and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        if self.new_callable is not None:
            kind = self.new_callable
        elif _is_async(original if shape is None else shape):
            kind = AsyncMock
        elif shape is None or ("__call__" in shape if _is_list(shape) else callable(shape)):
            kind = MagicMock
        else:
            kind = NonCallableMagicMock
        named = isinstance(kind, type) and issubclass(kind, NonCallableMock)
        new = kind(**given, **({"name": self.attribute} if named else {}), **self.kwargs)
        if given and isinstance(original, type) and _is_mock(new):
            if not _is_list(shape) and not any("__call__" in base.__dict__ for base in shape.__mro__):
                kind = NonCallableMagicMock
            new.return_value = kind(_new_parent=new, _new_name="()", **given)
        return new

    def __enter__(self):
        if self.is_started:
            raise RuntimeError("Patch is already started")
        target = self.target = self.getter()
        name = self.attribute
        self.is_local = name in getattr(target, "__dict__", ())
        original = self.original = target.__dict__[name] if self.is_local else getattr(target, name, DEFAULT)
        import builtins
        import __main__

        if isinstance(target, ModuleType) and hasattr(builtins, name):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        new = self.new
        if new is DEFAULT:
            new = self._make(original)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        setattr(target, name, new)
        # The program knows its builtins from its beginning.
        self.twin = None
        if target is builtins and name not in __main__.__dict__:
            self.twin = _Patch(lambda: __main__, name, new, create=True)
            self.twin.__enter__()
        self.is_started = True
        return new

    def __exit__(self, *exc_info):
        if not self.is_started:
            return
        if self.twin:
            self.twin.__exit__()
        if self.is_local and self.original is not DEFAULT:
            setattr(self.target, self.attribute, self.original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and not hasattr(self.target, self.attribute):
                setattr(self.target, self.attribute, self.original)
        self.is_started = False
        return False


def _patch_class(owner, patcher):
    for name in dir(owner):
        value = getattr(owner, name)
        if name.startswith(patch.TEST_PREFIX) and callable(value):
            setattr(owner, name, patcher()(value))
    return owner


class _PatchDict(_Startable):
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = {**dict(values), **kwargs}
        self.clear = clear
        self.original = None

    def __call__(self, function):
        if isinstance(function, type):
            return _patch_class(function, lambda: _PatchDict(self.in_dict, self.values, self.clear))
        if inspect.iscoroutinefunction(function):
            @functools.wraps(function)
            async def patched(*args, **kwargs):
                with self:
                    return await function(*args, **kwargs)
        else:
            @functools.wraps(function)
            def patched(*args, **kwargs):
                with self:
                    return function(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolved(self.in_dict)
        self.original = dict(self.in_dict)
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *exc_info):
        self.in_dict.clear()
        self.in_dict.update(self.original)
        return False


def _resolved(path):
    first, *rest = path.split(".")
    found = __import__(first)
    for name in rest:
        first += f".{name}"
        if not hasattr(found, name):
            __import__(first)
        found = getattr(found, name)
    return found


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    try:
        owner, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return _Patch(lambda: _resolved(owner), attribute, new, spec, create, spec_set, autospec, new_callable, **kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, **kwargs):
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _Patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, **kwargs)


def _patch_multiple(target, **kwargs):
    raise NotImplementedError("patch.multiple() is not supported here: use patch.object() for each attribute")


def _stop_all():
    for patcher in reversed(_Startable.active[:]):
        patcher.stop()


patch.object = _patch_object
patch.dict = _PatchDict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"


def create_autospec(spec, *args, **kwargs):
    raise NotImplementedError("create_autospec() is not supported here: use Mock(spec=..) or AsyncMock(spec=..)")


def mock_open(mock=None, read_data=""):
    raise NotImplementedError("mock_open() is not supported here: there are no files; use an io.StringIO")


def ThreadingMock(*args, **kwargs):
    raise NotImplementedError("ThreadingMock is not supported here: use Mock, and a threading.Event")
