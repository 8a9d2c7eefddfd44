import types


class _NotGiven:
    def __repr__(self):
        return "<not given>"


_null = _NotGiven()


_property = property


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property(property):
    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        self.fdel(instance)

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__


# The namespace of a body: a name can be that of one member only.
class EnumDict(dict):
    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}

    def __setitem__(self, key, value):
        private = self._cls_name is not None and key.startswith(f"_{self._cls_name}__")
        if not (_is_dunder(key) or _is_sunder(key) or private):
            if key in self._member_names or key in self and not _is_plain(value):
                known = self[key]
                raise TypeError(f"{key!r} already defined as {known.value if isinstance(known, auto) else known!r}")
            if not _is_plain(value):
                self._member_names[key] = None
        super().__setitem__(key, value)

    @_property
    def member_names(self):
        return list(self._member_names)


def _is_plain(value):
    return (
        isinstance(value, nonmember)
        or _is_descriptor(value)
        or isinstance(value, type)
        and not isinstance(value, EnumType)
    )


class auto:
    def __init__(self, value=_null):
        self.value = value
        self._parts = None

    def __repr__(self):
        return f"auto({self.value!r})" if self.value is not _null else "auto()"

    # In the body of the class its number is not known yet: what is made of it there is worked out later.
    def _later(self, other, operation):
        result = auto()
        result._parts = operation, self, other
        return result

    def __or__(self, other):
        return self._later(other, lambda a, b: a | b)

    __ror__ = __or__

    def __and__(self, other):
        return self._later(other, lambda a, b: a & b)

    __rand__ = __and__

    def __xor__(self, other):
        return self._later(other, lambda a, b: a ^ b)

    __rxor__ = __xor__

    def __add__(self, other):
        return self._later(other, lambda a, b: a + b)

    __radd__ = __add__

    def __invert__(self):
        return self._later(None, lambda a, b: ~a)

    def _resolve(self, generate):
        if self.value is _null:
            if self._parts is None:
                self.value = generate()
            else:
                operation, left, right = self._parts
                left, right = (x._resolve(generate) if isinstance(x, auto) else x for x in (left, right))
                self.value = operation(left, right)
        return self.value


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _find_data_type(bases):
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    return base._member_type_
                break
            if _makes_values(base):
                return candidate or base
            candidate = candidate or base
    return object


def _new_of(cls):
    new = getattr(cls, "_new_member_", None)
    return cls.__new__ if new is None else new


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        return EnumDict(cls)

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if not bases or not any(isinstance(base, EnumType) for base in bases):
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        ignore = classdict.get("_ignore_", ())
        if isinstance(ignore, str):
            ignore = ignore.replace(",", " ").split()
        names, namespace = [], {}
        private = "_" + cls + "__"
        for name, value in classdict.items():
            if name in ignore or name in ("_ignore_", "_order_"):
                continue
            if isinstance(value, nonmember):
                namespace[name] = value.value
            elif _is_dunder(name) or _is_sunder(name) or name.startswith(private):
                if _is_sunder(name) and name not in _SUNDER and not name.startswith("_repr_"):
                    raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for future Enum use")
                namespace[name] = value
            elif isinstance(value, member):
                names.append((name, value.value))
            elif _is_plain(value):
                namespace[name] = value
            else:
                names.append((name, value))
        for name, _ in names:
            if name == "mro":
                raise ValueError("invalid enum member name(s) 'mro'")
        member_type = _find_data_type(bases)
        namespace["_member_type_"] = member_type
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        is_flag = Flag is not None and any(issubclass(base, Flag) for base in bases)
        if is_flag:
            namespace["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
            namespace["_flag_mask_"] = namespace["_singles_mask_"] = 0
        custom_new = classdict.get("__new__")
        if custom_new is None:
            new_member = object.__new__
            for source in (member_type, first_enum):
                found = _new_of(source)
                if source is not object and found is not object.__new__ and found is not Enum.__new__:
                    new_member = found
                    break
        else:
            new_member = custom_new.__func__ if isinstance(custom_new, staticmethod) else custom_new
            del namespace["__new__"]
        use_args = new_member is not object.__new__
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        _set(enum_class, "_new_member_", staticmethod(new_member))
        for name in ("__repr__", "__str__", "__format__"):
            if name not in classdict and member_type is not object:
                found = getattr(enum_class, name)
                if found == getattr(member_type, name) or found == getattr(object, name):
                    _set(enum_class, name, getattr(first_enum, name))
        if is_flag:
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in classdict:
                    _set(enum_class, name, getattr(Flag, name))
        generate = enum_class._generate_next_value_
        last_values = []
        for name, value in names:
            if name in enum_class._member_map_:
                raise TypeError(f"{name!r} already defined as {enum_class._member_map_[name]!r}")
            made = lambda: generate(name, 1, len(last_values), last_values[:])
            if isinstance(value, auto):
                value = value._resolve(made)
            elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
                value = tuple([part._resolve(made) if isinstance(part, auto) else part for part in value])
            last_values.append(value)
            _add_member(enum_class, name, value, new_member, use_args, is_flag)
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __call__(cls, value, names=_null, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _null:
                value = (value, names) + values
            return _find_member(cls, value)
        if names is _null and type is None:
            raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        namespace = {}
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last_values = []
            for count, name in enumerate(names):
                if name in namespace:
                    raise TypeError(f"{name!r} already defined as {namespace[name]!r}")
                number = cls._generate_next_value_(name, start, count, last_values[:])
                last_values.append(number)
                namespace[name] = number
        else:
            for name, number in names.items() if isinstance(names, dict) else names:
                namespace[name] = number
        namespace["__module__"] = module or "__main__"
        namespace["__qualname__"] = qualname or value
        bases = (cls,) if type is None else (type, cls)
        return EnumType(value, bases, namespace) if EnumType is _type(cls) else _type(cls)(value, bases, namespace)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_ or value in cls._unhashable_values_
        except TypeError:
            return value in cls._unhashable_values_

    def __iter__(cls):
        members = cls._member_map_
        return iter([members[name] for name in cls._member_names_])

    def __reversed__(cls):
        members = cls._member_map_
        return iter([members[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @_property
    def __members__(cls):
        return types.MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__", "__members__",
            "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        _set(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        _delete(cls, name)


EnumMeta = EnumType
_type = type
_SUNDER = ("_missing_", "_generate_next_value_", "_name_", "_value_", "_numeric_repr_", "_add_alias_", "_add_value_alias_",
    "_member_type_", "_member_names_", "_member_map_", "_value2member_map_", "_unhashable_values_", "_new_member_", "_boundary_",
    "_flag_mask_", "_singles_mask_")
Enum = Flag = IntEnum = IntFlag = StrEnum = None


def _add_member(enum_class, name, value, new_member, use_args, is_flag):
    member_type = enum_class._member_type_
    args = value if isinstance(value, tuple) else (value,)
    if member_type is tuple:
        args = (args,)
    this = new_member(enum_class, *args) if use_args else object.__new__(enum_class)
    if not hasattr(this, "_value_"):
        if member_type is object:
            this._value_ = value
        else:
            try:
                this._value_ = member_type(*args)
            except Exception as exc:
                raise TypeError("_value_ not set in __new__, unable to create it") from exc
    value = this._value_
    this._name_ = name
    this.__objclass__ = enum_class
    this.__init__(*args)
    this._sort_order_ = len(enum_class._member_names_)
    found = None
    try:
        found = enum_class._value2member_map_.get(value)
    except TypeError:
        for other in enum_class._member_map_.values():
            if other._value_ == value:
                found = other
                break
    if found is None:
        if not is_flag or not isinstance(value, int) or _single_bit(value):
            enum_class._member_names_.append(name)
        if is_flag and isinstance(value, int):
            _set(enum_class, "_flag_mask_", enum_class._flag_mask_ | value)
            if _single_bit(value):
                _set(enum_class, "_singles_mask_", enum_class._singles_mask_ | value)
        try:
            enum_class._value2member_map_[value] = this
        except TypeError:
            enum_class._unhashable_values_.append(value)
        found = this
    enum_class._member_map_[name] = found
    _set(enum_class, name, found)


def _single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _find_member(cls, value):
    if type(value) is cls:
        return value
    try:
        return cls._value2member_map_[value]
    except KeyError:
        pass
    except TypeError:
        for this in cls._member_map_.values():
            if this._value_ == value:
                return this
    exc = result = None
    try:
        result = cls._missing_(value)
    except Exception as e:
        exc = e
    if isinstance(result, cls):
        return result
    if Flag is not None and issubclass(cls, Flag) and isinstance(result, int):
        return result
    ve_exc = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if result is None and exc is None:
        raise ve_exc
    if exc is None:
        exc = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
    if not isinstance(exc, ValueError):
        exc.__context__ = ve_exc
    raise exc


class Enum(metaclass=EnumType):
    _member_type_ = object
    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _unhashable_values_ = []

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        members = self._member_map_
        names = {name for name in self.__dict__ if name[0] != "_" and name not in members}
        for cls in type(self).__mro__:
            names.update(name for name in cls.__dict__ if name[0] != "_" and name not in members)
        return sorted(names | {"__class__", "__doc__", "__eq__", "__hash__", "__module__"})


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self)

    __format__ = int.__format__
    __repr__ = Enum.__repr__


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        this = str.__new__(cls, *values)
        this._value_ = str(*values)
        return this

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    __repr__ = Enum.__repr__


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _bits(value, width):
    if value >= 0:
        return "0b0 " + bin(value)[2:].rjust(width, "0")
    return "0b1 " + bin(value + (1 << width))[2:].rjust(width, "0")


class Flag(Enum):
    _boundary_ = STRICT
    _flag_mask_ = _singles_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 1 << last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        all_bits = (1 << mask.bit_length()) - 1
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n  allowed {_bits(mask, width)}"
                )
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += max(all_bits + 1, 1 << value.bit_length())
        if value < 0:
            value = value & mask if cls._boundary_ in (STRICT, CONFORM) else value + all_bits + 1
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        this = object.__new__(cls) if cls._member_type_ is object else cls._new_member_(cls, value)
        this._value_ = int(value)
        parts = {m._name_: m._value_ for m in cls if m._value_ & value}
        if value & ~cls._singles_mask_:
            for name, m in cls._member_map_.items():
                if m._name_ not in parts and m._value_ and m._value_ & value == m._value_:
                    parts[m._name_] = m._value_
        unknown = value
        for known in parts.values():
            unknown &= ~known
        name = "|".join(parts)
        if unknown and parts:
            if cls._boundary_ is STRICT:
                raise ValueError(f"{cls!r}: no members with value {unknown!r}")
            name += f"|{unknown}"
        this._name_ = name or None
        this.__objclass__ = cls
        cls._value2member_map_[value] = this
        return this

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([m for m in self.__class__ if m._value_ & self._value_])

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        cls_name = self.__class__.__name__
        if self._name_ is None:
            return f"<{cls_name}: {self._value_!r}>"
        return f"<{cls_name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        cls_name = self.__class__.__name__
        if self._name_ is None:
            return f"{cls_name}({self._value_!r})"
        return f"{cls_name}.{self._name_}"

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    def __str__(self):
        return int.__repr__(self)

    __format__ = int.__format__
    __repr__ = Flag.__repr__


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def unique(enumeration):
    duplicates = [(name, this.name) for name, this in enumeration.__members__.items() if name != this.name]
    if duplicates:
        details = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not isinstance(enumeration, EnumType):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            _CHECKS[check](enumeration)
        return enumeration


def _check_unique(enumeration):
    aliases = [f"{alias} -> {this.name}" for alias, this in enumeration.__members__.items() if alias != this.name]
    if aliases:
        raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")


def _check_continuous(enumeration):
    values = {this.value for this in enumeration}
    if len(values) < 2:
        return
    is_flag = issubclass(enumeration, Flag)
    if is_flag:
        between = [1 << bit for bit in range(min(values).bit_length(), max(values).bit_length() - 1)]
    else:
        between = range(min(values) + 1, max(values))
    missing = ", ".join([str(value) for value in between if value not in values])
    if missing:
        kind = "flag" if is_flag else "enum"
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {missing}"[:256])


def _check_named_flags(enumeration):
    named = {this.value for this in enumeration}
    names, combined = [], 0
    for name, alias in enumeration.__members__.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        missed = [1 << bit for bit in range(alias.value.bit_length()) if alias.value >> bit & 1 and 1 << bit not in named]
        if missed:
            names.append(name)
            combined |= sum(missed)
    if names:
        which = f"aliases {', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"alias {names[0]} is"
        what = f"value 0x{combined:x}" if _single_bit(combined) else f"combined values of 0x{combined:x}"
        raise ValueError(
            f"invalid Flag {enumeration.__name__!r}: {which} missing {what} [use enum.show_flag_values(value) for details]"
        )


_CHECKS = {UNIQUE: _check_unique, CONTINUOUS: _check_continuous, NAMED_FLAGS: _check_named_flags}


def show_flag_values(value):
    return [1 << bit for bit in range(int(value).bit_length()) if int(value) >> bit & 1]


def _global_repr(self):
    module = type(self).__module__.rpartition(".")[2]
    if self._name_ is None:
        return f"{module}.{type(self).__name__}({self._value_!r})"
    return " | ".join(f"{module}.{name}" for name in self._name_.split("|"))


def global_enum(cls, update_str=False):
    cls.__repr__ = _global_repr
    return cls
