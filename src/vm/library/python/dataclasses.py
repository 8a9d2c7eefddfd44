import abc, copy, types


class FrozenInstanceError(AttributeError):
    pass


class _MissingType:
    def __repr__(self):
        return f"<dataclasses._MISSING_TYPE object at {id(self):#x}>"


class _KwOnlyType:
    def __repr__(self):
        return f"<dataclasses._KW_ONLY_TYPE object at {id(self):#x}>"


class _HasDefaultFactory:
    def __repr__(self):
        return "<factory>"


MISSING = _MissingType()
KW_ONLY = _KwOnlyType()
_FACTORY = _HasDefaultFactory()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
        "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __set_name__(self, owner, name):
        # The default stands in the class in its place.
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},doc={self.doc!r},"
            f"_field_type={self._field_type})"
        )


_Slot = type(Field.name)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
        kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _is(annotation, name):
    # Annotations are texts, or what make_dataclass() was given.
    text = annotation if isinstance(annotation, str) else _text_of(annotation)
    head = text.partition("[")[0].strip()
    return head == name or head.endswith("." + name)


def _text_of(annotation):
    if annotation is KW_ONLY:
        return "KW_ONLY"
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return "InitVar"
    return repr(annotation)


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, _Slot):
        default = MISSING
    if isinstance(default, Field):
        f = default
    else:
        f = field(default=default)
    f.name, f.type = name, annotation
    f._field_type = "_FIELD"
    if _is(annotation, "ClassVar"):
        f._field_type = "_FIELD_CLASSVAR"
    elif _is(annotation, "InitVar"):
        f._field_type = "_FIELD_INITVAR"
    if f._field_type != "_FIELD" and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type != "_FIELD_CLASSVAR":
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if f._field_type == "_FIELD" and f.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {f.default.__class__} for field {name} is not allowed: use default_factory"
        )
    return f


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init, self.repr, self.eq, self.order = init, repr, eq, order
        self.unsafe_hash, self.frozen, self.match_args = unsafe_hash, frozen, match_args
        self.kw_only, self.slots, self.weakref_slot = kw_only, slots, weakref_slot

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return () if cls.__module__ == "builtins" else ("__weakref__", "__dict__")
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return (slots,) if isinstance(slots, str) else slots


def _with_slots(cls, names, params):
    """A class like this one, with slots for its fields."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    names += ["__weakref__"] * params.weakref_slot
    slots = tuple([name for name in names if name not in inherited])
    docs = {name: getattr(cls.__dataclass_fields__.get(name), "doc", None) for name in slots}
    namespace["__slots__"] = docs if any(docs.values()) else slots
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if params.frozen:
        _set_new(made, "__getstate__", _getstate)
        _set_new(made, "__setstate__", _setstate)
    for member in made.__dict__.values():
        # `super()` and `__class__` in its methods are about the new class.
        for function in (member.fget, member.fset, member.fdel) if isinstance(member, property) else (member,):
            function = getattr(function, "__wrapped__", function)
            freevars = getattr(getattr(function, "__code__", None), "co_freevars", ())
            if "__class__" in freevars:
                cell = function.__closure__[freevars.index("__class__")]
                if cell.cell_contents is cls:
                    cell.cell_contents = made
                    return made
    return made


def _getstate(self):
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _setstate(self, state):
    for name, value in zip(self.__dataclass_fields__, state):
        object.__setattr__(self, name, value)


_getstate.__name__, _setstate.__name__ = "_dataclass_getstate", "_dataclass_setstate"


def _process_class(cls, params):
    fields = {}
    any_frozen_base = all_frozen_bases = None
    for base in cls.__mro__[-1:0:-1]:
        base_fields = base.__dict__.get("__dataclass_fields__")
        if base_fields is not None:
            fields.update(base_fields)
            frozen = base.__dataclass_params__.frozen
            any_frozen_base = any_frozen_base or frozen
            if all_frozen_bases is None:
                all_frozen_bases = True
            all_frozen_bases = all_frozen_bases and frozen
    kw_only = params.kw_only
    seen_kw_only = False
    own = []
    annotations = cls.__dict__.get("__annotations__", {})
    for name, annotation in annotations.items():
        if isinstance(annotation, str):
            annotation = annotation.strip("'\"")
        if _is(annotation, "KW_ONLY"):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        fields[f.name] = f
        if isinstance(cls.__dict__.get(f.name), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if any_frozen_base is not None:
        if any_frozen_base and not params.frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not all_frozen_bases and params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = params
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and "__eq__" in cls.__dict__))
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    init_fields = [f for f in fields.values() if f._field_type != "_FIELD_CLASSVAR"]
    real = [f for f in init_fields if f._field_type == "_FIELD"]
    positional = [f for f in init_fields if f.init and not f.kw_only]
    if params.init:
        seen_default = None
        for f in positional:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = f
            elif seen_default is not None:
                raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")
        made_init = not _set_new(cls, "__init__", _init_of(cls, init_fields, params.frozen, params.slots))
    if params.repr:
        _set_new(cls, "__repr__", _method(cls, "__repr__", tuple([f.name for f in real if f.repr])))
    compared = tuple([f.name for f in real if f.compare])
    if params.eq:
        _set_new(cls, "__eq__", _method(cls, "__eq__", compared))
    if params.order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if _set_new(cls, name, _method(cls, name, compared)):
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__} Consider using functools.total_ordering"
                )
    if params.frozen:
        names = tuple([f.name for f in real])
        for name in ("__setattr__", "__delattr__"):
            if _set_new(cls, name, _method(cls, name, (cls, FrozenInstanceError) + names)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    hashed = tuple([f.name for f in real if (f.compare if f.hash is None else f.hash)])
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _method(cls, "__hash__", hashed)
    elif params.eq and not has_explicit_hash:
        cls.__hash__ = _method(cls, "__hash__", hashed) if params.frozen else None
    _set_new(cls, "__replace__", _replace)
    if params.match_args:
        _set_new(cls, "__match_args__", tuple([f.name for f in positional]))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    for f in own:
        try:
            f.type = _evaluate(annotations[f.name], cls) if isinstance(f.type, str) else f.type
        except Exception:
            pass
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__ + _signature(init_fields)
    if params.init and made_init:
        given = {f.name: f.type for f in init_fields if f.init}
        cls.__init__.__annotations__ = given | {"return": None}
    if params.slots:
        cls = _with_slots(cls, [f.name for f in real], params)
    abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    if isinstance(annotation, str):
        return "dataclasses." + annotation if annotation.startswith("InitVar") else annotation
    if repr(annotation) == "typing.Any":
        return "Any"
    if type(annotation) is type or isinstance(annotation, type) and not hasattr(annotation, "__origin__"):
        module = "" if annotation.__module__ == "builtins" else annotation.__module__ + "."
        return module + annotation.__qualname__
    return repr(annotation).replace("typing.", "")


def _signature(fields):
    parts = []
    for f in [f for f in fields if f.init and not f.kw_only] + [f for f in fields if f.init and f.kw_only]:
        if f.kw_only and "*" not in parts:
            parts.append("*")
        name = _annotation_text(f.type)
        if f.default is not MISSING:
            parts.append(f"{f.name}: {name} = {f.default!r}")
        elif f.default_factory is not MISSING:
            parts.append(f"{f.name}: {name} = <factory>")
        else:
            parts.append(f"{f.name}: {name}")
    return "(" + ", ".join(parts) + ")"


def _always(value):
    return lambda: value


def _init_of(cls, fields, frozen, slots):
    # In the order of `__init__`: for every field its name, whether it is a parameter, by keyword only, only for
    # `__post_init__`, and its default or what makes it.
    table = []
    for f in fields:
        default, factory = f.default, f.default_factory
        if slots and not f.init and default is not MISSING:
            # A class with slots has no defaults in it.
            factory = _always(default)
        if factory is not MISSING:
            default = factory
        table.append((f.name, f.init, bool(f.kw_only), f._field_type == "_FIELD_INITVAR", f.default is not MISSING,
            factory is not MISSING, default))
    return _make_init(cls, tuple(table), frozen, hasattr(cls, "__post_init__"), _FACTORY)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
        kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        params = _Params(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
        return _process_class(cls, params)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        known = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in known.values() if f._field_type == "_FIELD"])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def _plain(obj, inner, make):
    if _is_instance(obj):
        return make([(f.name, _plain(getattr(obj, f.name), inner, make)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_plain(v, inner, make) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_plain(v, inner, make) for v in obj])
    if isinstance(obj, dict):
        items = [(_plain(k, inner, make), _plain(v, inner, make)) for k, v in obj.items()]
        if hasattr(obj, "default_factory"):
            result = type(obj)(obj.default_factory)
            for k, v in items:
                result[k] = v
            return result
        return type(obj)(items)
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, asdict, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, astuple, lambda items: tuple_factory([value for _, value in items]))


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type == "_FIELD_CLASSVAR":
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type == "_FIELD_INITVAR" and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return type(obj)(**changes)


def _replace(self, /, **changes):
    return replace(self, **changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, decorator=dataclass, **kwargs):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            from typing import Any

            item = (item, Any)
        elif len(item) == 3:
            body[item[0]] = item[2]
        elif len(item) != 2:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(item[0], str) or not item[0].isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {item[0]!r}")
        from keyword import iskeyword

        if iskeyword(item[0]):
            raise TypeError(f"Field names must not be keywords: {item[0]!r}")
        if item[0] in annotations:
            raise TypeError(f"Field name duplicated: {item[0]!r}")
        annotations[item[0]] = item[1]
    body["__annotations__"] = annotations
    cls = type(cls_name, bases, body)
    if module is not None:
        cls.__module__ = module
    return decorator(cls, **kwargs)
