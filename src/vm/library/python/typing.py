import abc, collections
import collections.abc

TYPE_CHECKING = False


def _name(value):
    if isinstance(value, str):
        return repr(value)
    if value is ...:
        return "..."
    if value is None:
        return "None"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([_name(v) for v in value]) + "]"
    if isinstance(value, type) and not hasattr(value, "__origin__"):
        module = value.__module__
        return value.__qualname__ if module == "builtins" else f"{module}.{value.__qualname__}"
    return repr(value)


class _Type:
    # What can stand in an annotation, and be joined with others by `|`.
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _parameters_of(args):
    """The type parameters in arguments, in the order in which they first stand there."""
    found = []
    for arg in args:
        if isinstance(arg, _Param):
            inner = (arg,)
        elif isinstance(arg, (tuple, list)):
            inner = _parameters_of(arg)
        else:
            inner = () if isinstance(arg, type) else getattr(arg, "__parameters__", ())
        found += [one for one in inner if one not in found]
    return tuple(found)


def _replaced(alias, args):
    """The arguments of an alias, with these in the place of its parameters."""
    if not alias.__parameters__:
        raise TypeError(f"{alias!r} is not a generic class")
    import _typing_generics
    return _typing_generics.replaced(alias, args if isinstance(args, tuple) else (args,))


def _replaced_in_union(union, args):
    return Union[_replaced(union, args)]


def _is_generic(base):
    return isinstance(base, (_Alias, _Special)) or isinstance(base, type) and issubclass(base, Generic)


def _entries(alias, origin, bases):
    """The bases for a name of typing's that stands for a class: the class, and Generic unless a later base is generic."""
    entries = [] if origin in bases else [origin]
    if not any([_is_generic(base) for base in bases[bases.index(alias) + 1:]]):
        entries.append(Generic)
    return tuple(entries)


class _Alias(_Type):
    def __init__(self, origin, args, shown=None):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self._shown = shown

    @property
    def __parameters__(self):
        return _parameters_of(self.__args__)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if not isinstance(origin, type):
            raise TypeError(f"Cannot subclass {self!r}")
        if origin is Generic:
            if Protocol in bases or any([isinstance(base, _Alias) for base in bases[bases.index(self) + 1:]]):
                return ()
        elif self._shown and origin is not Protocol:
            return _entries(self, origin, bases)
        return (origin,)

    def __call__(self, *args, **kwargs):
        if self._shown:
            name = self._shown.removeprefix("typing.")
            raise TypeError(f"Type {name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass
        return made

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self!r}")
        return self._with(_replaced(self, args))

    def _with(self, args):
        return _Alias(self.__origin__, args, self._shown)

    def __iter__(self):
        yield Unpack[self]

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._shown.removeprefix("typing.") if self._shown else self.__origin__.__name__
        if name[:2] == "__" and name[-2:] == "__" and not isinstance(self.__origin__, TypeAliasType):
            raise AttributeError(f"'_GenericAlias' object has no attribute {name!r}")
        return getattr(self.__origin__, name)

    def __repr__(self):
        args = self.__args__
        if self.__origin__ is collections.abc.Callable and self._shown and not (len(args) == 2 and _is_list(args[0])):
            args = (args[:-1], args[-1])
        args = ", ".join([_name(arg) for arg in args]) or "()"
        shown = self._shown or (repr(self.__origin__) if isinstance(self.__origin__, TypeAliasType) else _name(self.__origin__))
        return f"{shown}[{args}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Literal:
            return other.__origin__ is Literal and set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._shown, len(self.__args__)))

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


_Alias.__name__ = _Alias.__qualname__ = "_GenericAlias"


def _is_list(arg):
    """Whether it may stand where the parameters of a function are told."""
    return arg is ... or isinstance(arg, (list, tuple, ParamSpec)) or getattr(arg, "__origin__", None) is Concatenate


def _with_types(args):
    """Arguments with the class of None in its place, and names of classes that are to come as such."""
    if isinstance(args, (tuple, list)):
        return type(args)([_with_types(arg) for arg in args])
    return type(None) if args is None else ForwardRef(args) if isinstance(args, str) else args


def _count_error(what, actual, expected):
    few = "few" if actual < expected else "many"
    return TypeError(f"Too {few} arguments for {what!r}; actual {actual}, expected {expected}")


class _Special(_Type):
    def __init__(self, name, origin=None, count=None, defaults=()):
        self._name = name
        self.__origin__ = origin
        self._count, self._defaults = count, defaults

    def __getitem__(self, args):
        if self.__origin__ is not None:
            args = _with_types(args)
            if self._count is not None:
                args = args if isinstance(args, tuple) else (args,)
                args += self._defaults[len(args) - self._count:] if len(args) < self._count else ()
                if not self._count:
                    raise TypeError(f"{self!r} is not a generic class")
                if len(args) != self._count:
                    raise _count_error(self, len(args), self._count)
        elif isinstance(args, str):
            args = ForwardRef(args)
        return _Alias(self.__origin__ or self, args, "typing." + self._name)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is not None:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        if self.__origin__ is None:
            raise TypeError(f"Cannot subclass {self!r}")
        return _entries(self, self.__origin__, bases)

    def __repr__(self):
        return "typing." + self._name

    def __instancecheck__(self, obj):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with issubclass()")
        return issubclass(cls, self.__origin__)


class _LaterSpecial(_Special):
    """A name for a class of a module that is imported when somebody asks for the class."""

    def __init__(self, name, find, *rest):
        self._find = find
        super().__init__(name, None, *rest)

    @property
    def __origin__(self):
        return self._find()

    @__origin__.setter
    def __origin__(self, _):
        pass


def _context_manager():
    import contextlib
    return contextlib.AbstractContextManager


def _async_context_manager():
    import contextlib
    return contextlib.AbstractAsyncContextManager


def _pattern():
    import re
    return re.Pattern


def _match():
    import re
    return re.Match


class _CallableType(_Special):
    def __getitem__(self, given):
        if not isinstance(given, tuple) or len(given) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        taken, result = _with_types(given)
        return _Alias(self.__origin__, (*(taken if isinstance(taken, list) else [taken]), result), "typing.Callable")


class _OptionalType(_Special):
    def __getitem__(self, arg):
        if isinstance(arg, tuple):
            raise TypeError(f"typing.Optional requires a single type. Got {arg!r}.")
        return Union[arg, None]


class _LiteralType(_Special):
    def __getitem__(self, args):
        known = {}
        for arg in args if isinstance(args, tuple) else (args,):
            for one in arg.__args__ if getattr(arg, "__origin__", None) is Literal else (arg,):
                known.setdefault((one, type(one)), one)
        return _Alias(self, tuple(known.values()), "typing.Literal")


class _UnpackedAlias(_Alias):
    def __getitem__(self, args):
        if isinstance(self.__args__[0], TypeVarTuple):
            return args
        return super().__getitem__(args)

    def _with(self, args):
        return _UnpackedAlias(Unpack, args, self._shown)


class _UnpackType(_Special):
    def __getitem__(self, arg):
        return _UnpackedAlias(self, arg, "typing.Unpack")


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def _with(self, args):
        return Annotated[args[0], *self.__metadata__]

    def __repr__(self):
        return f"typing.Annotated[{_name(self.__origin__)}, {', '.join([repr(one) for one in self.__metadata__])}]"

    def __eq__(self, other):
        return super().__eq__(other) and self.__metadata__ == getattr(other, "__metadata__", None)

    __hash__ = _Alias.__hash__


class _AnnotatedType(_Special):
    def __getitem__(self, args):
        if not isinstance(args, tuple) or len(args) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        origin, metadata = _with_types(args[0]), args[1:]
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        return _AnnotatedAlias(origin, metadata)


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = type(int | str)
Optional = _OptionalType("Optional")
Annotated = _AnnotatedType("Annotated")
Literal = _LiteralType("Literal")
Final = _Special("Final")
ClassVar = _Special("ClassVar")
Concatenate = _Special("Concatenate")
TypeGuard = _Special("TypeGuard")
TypeIs = _Special("TypeIs")
Required = _Special("Required")
NotRequired = _Special("NotRequired")
ReadOnly = _Special("ReadOnly")
Unpack = _UnpackType("Unpack")
Self = _Special("Self")
NoReturn = _Special("NoReturn")
Never = _Special("Never")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")
List = _Special("List", list, 1)
Dict = _Special("Dict", dict, 2)
Set = _Special("Set", set, 1)
FrozenSet = _Special("FrozenSet", frozenset, 1)
Tuple = _Special("Tuple", tuple)
Type = _Special("Type", type, 1)
DefaultDict = _Special("DefaultDict", collections.defaultdict, 2)
OrderedDict = _Special("OrderedDict", collections.OrderedDict, 2)
Counter = _Special("Counter", collections.Counter, 1)
ChainMap = _Special("ChainMap", collections.ChainMap, 2)
Deque = _Special("Deque", collections.deque, 1)
Text = str
AnyStr = None


for _n, _count in {"Awaitable": 1, "Coroutine": 3, "AsyncIterable": 1, "AsyncIterator": 1, "AsyncGenerator": 2, "Iterable": 1,
        "Iterator": 1, "Generator": 3, "Reversible": 1, "Container": 1, "Collection": 1, "Hashable": 0, "Sized": 0, "Mapping": 2,
        "MutableMapping": 2, "Sequence": 1, "MutableSequence": 1, "MutableSet": 1, "MappingView": 1, "KeysView": 1,
        "ItemsView": 2, "ValuesView": 1}.items():
    _define(_n, _Special(_n, getattr(collections.abc, _n), _count, (type(None),) * 2 if _n.endswith("Generator") else ()))
Callable = _CallableType("Callable", collections.abc.Callable)
AbstractSet = _Special("AbstractSet", collections.abc.Set, 1)
ContextManager = _LaterSpecial("ContextManager", _context_manager, 2, (bool | None,))
AsyncContextManager = _LaterSpecial("AsyncContextManager", _async_context_manager, 2, (bool | None,))
Pattern, Match = _LaterSpecial("Pattern", _pattern, 1), _LaterSpecial("Match", _match, 1)
IO, TextIO, BinaryIO = _Special("IO"), _Special("TextIO"), _Special("BinaryIO")
ByteString = bytes


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class _Lazy:
    # A text that is evaluated when somebody asks for its value.
    def __init__(self, text, names=()):
        self.text, self.names = text, names

    def __call__(self):
        return _evaluate(self.text, {p.__name__: p for p in self.names})


def _value(what):
    return what() if isinstance(what, _Lazy) else what


class _Param(_Type):
    __infer_variance__ = False

    @property
    def __default__(self):
        return _value(self._default)

    def has_default(self):
        return self._default is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        return self.__name__ if self.__infer_variance__ else "~" + self.__name__


class TypeVar(_Param):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
            default=NoDefault):
        if not isinstance(name, str):
            raise TypeError(f"typevar() argument 'name' must be str, not {type(name).__name__}")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self._constraints, self._bound, self._default = constraints, bound, default
        self.__covariant__, self.__contravariant__ = covariant, contravariant
        self.__infer_variance__ = infer_variance

    @property
    def __constraints__(self):
        return _value(self._constraints)

    @property
    def __bound__(self):
        bound = _value(self._bound)
        return ForwardRef(bound) if isinstance(bound, str) else bound

    def __repr__(self):
        if self.__covariant__ or self.__contravariant__:
            return ("+" if self.__covariant__ else "-") + self.__name__
        return super().__repr__()


class _ParamSpecPart(_Special):
    def __repr__(self):
        return self._name


class ParamSpec(_Param):
    def __init__(self, name, *, bound=None, default=NoDefault, **kwargs):
        self.__name__, self.__bound__, self._default = name, bound, default
        self.args, self.kwargs = _ParamSpecPart(name + ".args", self), _ParamSpecPart(name + ".kwargs", self)


class TypeVarTuple(_Param):
    def __init__(self, name, *, default=NoDefault):
        self.__name__, self._default = name, default

    def __iter__(self):
        return iter([Unpack[self]])

    def __repr__(self):
        return self.__name__


def _params(described):
    made = []
    for kind, name, bound, default in described:
        param = {"TypeVar": TypeVar, "ParamSpec": ParamSpec, "TypeVarTuple": TypeVarTuple}[kind](name)
        param.__infer_variance__ = True
        if bound is not None and bound.startswith("("):
            param._constraints = _Lazy(bound, made)
        elif bound is not None:
            param._bound = _Lazy(bound, made)
        if default is not None:
            param._default = _Lazy(default, made)
        made.append(param)
    return tuple(made)


class TypeAliasType(_Type):
    def __init__(self, name, value, *, type_params=()):
        self.__name__, self._value, self.__type_params__ = name, value, type_params
        self.__module__ = "__main__"

    @property
    def __parameters__(self):
        return self.__type_params__

    @property
    def __value__(self):
        return _value(self._value)

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _Alias(self, args)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


def _type_alias(name, text, described):
    params = _params(described)
    return TypeAliasType(name, _Lazy(text, params), type_params=params)


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, args):
        args = args if isinstance(args, tuple) else (args,)
        if cls in (Generic, Protocol):
            name = cls.__name__
            args = tuple([Unpack[arg] if isinstance(arg, TypeVarTuple) else arg for arg in args])
            if not args:
                raise TypeError(f"Parameter list to {name}[...] cannot be empty")
            if not all([isinstance(arg, (TypeVar, ParamSpec, _UnpackedAlias)) for arg in args]):
                raise TypeError(
                    f"Parameters to {name}[...] must all be type variables or parameter specification variables."
                )
            if len(set(args)) != len(args):
                raise TypeError(f"Parameters to {name}[...] must all be unique")
            return _Alias(cls, args, "typing." + name)
        import _typing_generics
        return _Alias(cls, _typing_generics.of_class(cls, args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get("__orig_bases__", ())
        if Generic in (written or cls.__bases__) and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        found = _parameters_of(written)
        told = [base for base in written if isinstance(base, _Alias) and base.__origin__ is Generic]
        if len(told) > 1:
            raise TypeError("Cannot inherit from Generic[...] multiple times.")
        if told:
            listed = told[0].__parameters__
            missing = ", ".join([repr(one) for one in found if one not in listed])
            if missing:
                listed = ", ".join([repr(one) for one in listed])
                raise TypeError(f"Some type variables ({missing}) are not listed in Generic[{listed}]")
            found = listed
        cls.__parameters__ = found


# Its objects have no dict of their own, and it is written in C, where there are no slots to see.
del Generic.__slots__


_SKIPPED = ("__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__annotations__", "__abstractmethods__",
    "__slots__", "__init__", "__new__", "__subclasshook__", "__class_getitem__", "__match_args__", "__hash__", "_is_protocol",
    "_is_runtime_protocol", "_abc_registry", "__static_attributes__", "__firstlineno__", "__parameters__",
    "__orig_bases__", "__init_subclass__", "_abc_impl", "__non_callable_proto_members__", "__protocol_attrs__",
    "__annotate__", "__annotate_func__", "__annotations_cache__", "__type_params__")


def _members(cls):
    names = []
    for base in cls.__mro__:
        if base in (object, Generic) or base.__dict__.get("_is_protocol") is not True or base is Protocol:
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
            if name not in _SKIPPED and name not in names:
                names.append(name)
    return names


class _ProtocolMeta(abc.ABCMeta):
    def __call__(cls, *args, **kwargs):
        if cls.__dict__.get("_is_protocol") and cls is not Protocol:
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol") or cls is Protocol:
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        return all([hasattr(instance, name) for name in _members(cls)])

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol") or cls is Protocol:
            return super().__subclasscheck__(other)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        plain = sorted(name for name in _members(cls) if not callable(getattr(cls, name, None)))
        if plain:
            raise TypeError("Protocols with non-method members don't support issubclass(). Non-method members: "
                            f"{str(plain)[1:-1]}.")
        return super().__subclasscheck__(other) or all([hasattr(other, name) for name in _members(cls)])


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls



for _n in ("SupportsInt", "SupportsFloat", "SupportsComplex", "SupportsBytes", "SupportsIndex", "SupportsAbs", "SupportsRound"):
    _method = "__" + _n[8:].lower() + "__"
    _define(_n, runtime_checkable(_ProtocolMeta(_n, (Protocol,), {_method: lambda self: 0, "__module__": "typing", "__slots__": ()})))


def _namedtuple(name, fields, defaults, module):
    made = collections.namedtuple(name, [n for n, _ in fields], defaults=defaults, module=module)
    made.__annotations__ = dict(fields)
    return made


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        if name == "NamedTuple" and not bases:
            return super().__new__(meta, name, bases, namespace)
        fields = list(namespace.get("__annotations__", {}).items())
        defaults = []
        for field, _ in fields:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default field{plural} {', '.join(defaults)}"
                )
        made = _namedtuple(name, fields, [namespace[n] for n in defaults], namespace.get("__module__", "__main__"))
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace",
                    "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__qualname__", "__annotations__") and key not in made._fields:
                setattr(made, key, value)
        if "__qualname__" in namespace:
            made.__qualname__ = namespace["__qualname__"]
        return made

    def __call__(cls, typename, fields=(), /, **kwargs):
        return _namedtuple(typename, list(fields) or list(kwargs.items()), (), "__main__")


class NamedTuple(metaclass=_NamedTupleMeta):
    pass


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True, **kwargs):
        if name == "TypedDict" and not bases:
            return super().__new__(meta, name, bases, namespace)
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        namespace = {**namespace, "__annotations__": annotations, "__total__": total}
        required = set()
        for base in bases:
            required |= getattr(base, "__required_keys__", frozenset())
        for key, text in namespace.get("__own_annotations__", annotations).items():
            shown = text if isinstance(text, str) else repr(text)
            while "ReadOnly[" in shown[:16]:
                shown = shown.partition("[")[2]
            shown = shown.removeprefix("typing.").removeprefix("t.")
            if shown.startswith("Required["):
                required.add(key)
            elif shown.startswith("NotRequired["):
                required.discard(key)
            elif total and not any(key in getattr(base, "__annotations__", ()) for base in bases):
                required.add(key)
        namespace["__required_keys__"] = frozenset(required)
        namespace["__optional_keys__"] = frozenset(annotations) - required
        return super().__new__(meta, name, (), namespace)

    def __call__(cls, *args, **kwargs):
        if cls is TypedDict:
            return _TypedDictMeta(args[0], (cls,), {"__annotations__": dict(args[1]), "__module__": "__main__"})
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictMeta):
    pass


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta) and tp is not TypedDict


class NewType(_Type):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: `A = NewType('A', {name})`"
        )

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


class ForwardRef(_Type):
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def cast(typ, val):
    return val


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed."
    )


_overloads = {}


def overload(func):
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def _mark(name):
    def mark(value):
        try:
            setattr(value, name, True)
        except (AttributeError, TypeError):
            pass
        return value

    return mark


final, override, no_type_check = _mark("__final__"), _mark("__override__"), _mark("__no_type_check__")


def dataclass_transform(**kwargs):
    return lambda cls: cls


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    _stderr_write(f"Runtime type is {type(obj).__name__!r}\n")
    return obj


_KNOWN = {c.__name__: c for c in (int, float, str, bool, bytes, list, dict, set, frozenset, tuple, object, type, complex)
    if c is not None}


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    found = {}
    for source in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        annotations = source.__dict__.get("__annotations__", {}) if isinstance(obj, type) else source.__annotations__
        for name, text in annotations.items():
            names = {**_KNOWN, "None": type(None), **(globalns or {}), **(localns or {})}
            found[name] = _resolved(text, names, source, include_extras)
    return found


def _resolved(hint, names, source, extras):
    while isinstance(hint, (str, ForwardRef)):
        text = hint if isinstance(hint, str) else hint.__forward_arg__
        hint = names[text] if text in names else _evaluate(text, source)
    if hint is None:
        return type(None)
    if isinstance(hint, list):
        return [_resolved(one, names, source, extras) for one in hint]
    if not isinstance(hint, (Union, _Alias, type(list[int]))) or get_origin(hint) is Literal:
        return hint
    if isinstance(hint, Union):
        return Union[tuple([_resolved(arg, names, source, extras) for arg in hint.__args__])]
    if (isinstance(hint, _AnnotatedAlias) or hint.__origin__ in (Required, NotRequired, ReadOnly)) and not extras:
        return _resolved(hint.__args__[0], names, source, extras)
    resolved = tuple([_resolved(arg, names, source, extras) for arg in hint.__args__])
    return hint._with(resolved) if isinstance(hint, _Alias) else type(hint)(hint.__origin__, resolved)


def get_origin(tp):
    if isinstance(tp, Union):
        return Union
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    return Generic if tp is Generic else getattr(tp, "__origin__", None)


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return tp.__args__ + tp.__metadata__
    args = () if isinstance(tp, type) else getattr(tp, "__args__", ())
    if get_origin(tp) is collections.abc.Callable and args and not (len(args) == 2 and _is_list(args[0])):
        return list(args[:-1]), args[-1]
    return args


def get_protocol_members(tp):
    return frozenset(_members(tp))


def is_protocol(tp):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol
