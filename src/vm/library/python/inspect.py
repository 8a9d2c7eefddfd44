CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED")
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512

class _empty:
    pass


class FrameInfo(tuple):
    def __new__(cls, frame):
        lineno, name = frame.f_lineno, frame.f_code.co_name
        this = tuple.__new__(cls, (frame, frame.f_code.co_filename, lineno, name, None, None))
        this.frame, this.filename, this.lineno, this.function, this.code_context, this.index = this
        return this


def getouterframes(frame, context=1):
    frames = []
    while frame:
        frames.append(FrameInfo(frame))
        frame = frame.f_back
    return frames


def stack(context=1):
    return getouterframes(currentframe(), context)


class _Kind(int):
    def __new__(cls, number, name, description):
        this = int.__new__(cls, number)
        this.name, this.description = name, description
        return this

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    def __str__(self):
        return self.name


_KINDS = [
    _Kind(0, "POSITIONAL_ONLY", "positional-only"),
    _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword"),
    _Kind(2, "VAR_POSITIONAL", "variadic positional"),
    _Kind(3, "KEYWORD_ONLY", "keyword-only"),
    _Kind(4, "VAR_KEYWORD", "variadic keyword"),
]


def _shown(annotation):
    if isinstance(annotation, type):
        module = annotation.__module__
        return annotation.__qualname__ if module in ("builtins", "typing") else f"{module}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def replace(self, **changes):
        given = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        return Parameter(**{**given, **changes})

    def __eq__(self, other):
        return isinstance(other, Parameter) and str(self) == str(other) and self.kind == other.kind

    def __hash__(self):
        return hash((self.name, self.kind))

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + _shown(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        if self.kind == 2:
            return "*" + text
        return "**" + text if self.kind == 4 else text

    def __repr__(self):
        return f'<Parameter "{self}">'


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        result = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind > 2 or name not in self.arguments:
                break
            if parameter.kind == 2:
                result.extend(self.arguments[name])
            else:
                result.append(self.arguments[name])
        return tuple(result)

    @property
    def kwargs(self):
        result = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments and parameter.kind == 3:
                result[name] = self.arguments[name]
            elif name in self.arguments and parameter.kind == 4:
                result.update(self.arguments[name])
        return result

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind == 2:
                arguments[name] = ()
            elif parameter.kind == 4:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        return "<BoundArguments (" + ", ".join([f"{n}={v!r}" for n, v in self.arguments.items()]) + ")>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {parameter.name: parameter for parameter in parameters or ()}
        self.return_annotation = return_annotation

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(self.parameters.values() if parameters is None else parameters,
            return_annotation=self.return_annotation if return_annotation is None else return_annotation)

    def __eq__(self, other):
        return isinstance(other, Signature) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def _bind(self, args, kwargs, partial):
        arguments, args, kwargs = {}, list(args), dict(kwargs)
        for name, parameter in self.parameters.items():
            if parameter.kind == 2:
                if args:
                    arguments[name] = tuple(args)
                args = []
            elif parameter.kind == 4:
                if kwargs:
                    arguments[name] = kwargs
                kwargs = {}
            elif parameter.kind < 2 and args:
                if parameter.kind == 1 and name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif parameter.kind > 0 and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial and not (parameter.kind == 3 and args):
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        parts, star, slash = [], False, False
        for parameter in self.parameters.values():
            if slash and parameter.kind != 0:
                parts.append("/")
                slash = False
            slash = slash or parameter.kind == 0
            if parameter.kind == 3 and not star:
                parts.append("*")
            star = star or parameter.kind in (2, 3)
            parts.append(str(parameter))
        if slash:
            parts.append("/")
        text = "(" + ", ".join(parts) + ")"
        if self.return_annotation is not _empty:
            text += " -> " + _shown(self.return_annotation)
        return text

    def __repr__(self):
        return f"<Signature {self}>"


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
    return func


def _partial_signature(obj):
    signed = signature(obj.func)
    left, made, by_name = len(obj.args), [], False
    for name, parameter in signed.parameters.items():
        if parameter.kind < 2 and left:
            left -= 1
            continue
        if name in obj.keywords and parameter.kind in (1, 3):
            by_name = by_name or parameter.kind == 1
            parameter = parameter.replace(default=obj.keywords[name])
        if by_name and parameter.kind == 1:
            parameter = parameter.replace(kind=Parameter.KEYWORD_ONLY)
        if not by_name or parameter.kind != 2:
            made.append(parameter)
    return signed.replace(parameters=made)


_LITERALS = {"None": None, "True": True, "False": False}


def _parameters_of_library(obj, declared):
    rows, kind = [], 1
    words = [word.strip() for word in declared.removesuffix(", /").split(",") if word]
    for word in words:
        name, has_default, default = word.partition("=")
        if word == "/":
            rows = [(name, 0, *rest) for name, _, *rest in rows]
        elif word == "*":
            kind = 3
        elif word.startswith("**"):
            rows.append((word[2:], 4, _empty, _empty))
        elif word.startswith("*"):
            rows.append((word[1:], 2, _empty, _empty))
            kind = 3
        elif not has_default:
            rows.append((name, kind, _empty, _empty))
        elif default in _LITERALS:
            rows.append((name, kind, _LITERALS[default], _empty))
        else:
            rows.append((name, kind, default.strip('"') if '"' in default else float(default) if "." in default
                         else int(default), _empty))
    return rows[1:] if ismethod(obj) else rows


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=None):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    obj = unwrap(obj) if follow_wrapped else obj
    if type(obj).__name__ == "partial":
        return _partial_signature(obj)
    if isinstance(obj, type):
        init = getattr(obj, "__init__", None)
        declared = _declared(init)
        if declared is not None:
            return signature(init).replace(parameters=list(signature(init).parameters.values())[1:])
        if not isfunction(init):
            return Signature()
        fields = getattr(obj, "__dataclass_fields__", {}) if "__init__" not in getattr(init, "__dict__", ()) else {}
        own = getattr(init, "__annotations__", {}) or {name: field.type for name, field in fields.items()}
        parameters = [(n, k, d, own.get(n, a)) for n, k, d, a in _parameters(init, _empty)[1:]]
    elif (declared := _declared(obj)) is not None:
        parameters = _parameters_of_library(obj, declared)
    elif not isroutine(obj) and hasattr(type(obj), "__call__"):
        parameters = _parameters(obj.__call__, _empty)
    else:
        parameters = _parameters(obj, _empty)
    made = [Parameter(n, _KINDS[k], default=d, annotation=a) for n, k, d, a in parameters]
    annotations = getattr(init if isinstance(obj, type) else obj, "__annotations__", {})
    if isinstance(obj, type) and fields and not annotations:
        annotations = {"return": None}
    return Signature(made, return_annotation=annotations.get("return", _empty))


_absent = object()


def getattr_static(obj, attr, default=_absent):
    places = () if isinstance(obj, type) else (getattr(obj, "__dict__", {}),)
    kinds = type.mro(obj if isinstance(obj, type) else type(obj))
    for place in (*places, *[kind.__dict__ for kind in kinds], *([type(obj).__dict__] if isinstance(obj, type) else ())):
        if attr in place:
            return place[attr]
    if default is _absent:
        raise AttributeError(attr)
    return default


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=None):
    from annotationlib import get_annotations

    known = {"globals": globals, "locals": locals, "eval_str": eval_str}
    return get_annotations(obj, **known) if format is None else get_annotations(obj, format=format, **known)


def getcallargs(func, /, *positional, **named):
    if ismethod(func):
        func, positional = func.__func__, (func.__self__, *positional)
    signed = signature(func)
    try:
        bound = signed.bind(*positional, **named)
    except TypeError:
        # What calling it says is said better.
        func(*positional, **named)
        raise
    bound.apply_defaults()
    return dict(bound.arguments)


def isdatadescriptor(object):
    kind = type(object)
    return not isroutine(object) and not isinstance(object, type) and (hasattr(kind, "__set__") or hasattr(kind, "__delete__"))


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None:
        doc = _inherited_doc(object)
    return None if doc is None else cleandoc(doc)


def _inherited_doc(object):
    """The text of a method of a base, for a method or a property without one; of a class, that of a base."""
    if isclass(object):
        found = [base.__doc__ for base in object.__mro__ if base is not type and base.__doc__ is not None]
        return found[0] if found and object.__mro__[-1].__doc__ is not found[0] else None
    function = getattr(object, "fget", object)
    *path, name = getattr(function, "__qualname__", "").split(".")
    owner = getattr(function, "__globals__", {}).get(path[0]) if path else None
    for part in path[1:]:
        owner = getattr(owner, part, None)
    for base in getattr(owner, "__mro__", ()):
        doc = getattr(getattr(base, name, None), "__doc__", None)
        if doc is not None:
            return doc
    return None


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()], default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getmembers(object, predicate=None):
    found = [(name, getattr(object, name)) for name in dir(object) if hasattr(object, name)]
    return [pair for pair in found if predicate is None or predicate(pair[1])]


def getmodule(object):
    from sys import modules

    return modules.get(getattr(object, "__module__", None))


AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED"


def getasyncgenstate(agen):
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_frame is None:
        return AGEN_CLOSED
    return AGEN_SUSPENDED if agen.ag_suspended else AGEN_CREATED


def _locals_of(frame):
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    return _locals_of(coroutine.cr_frame)


def getgeneratorlocals(generator):
    return _locals_of(generator.gi_frame)


def getasyncgenlocals(agen):
    return _locals_of(agen.ag_frame)


class FullArgSpec(tuple):
    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")

    def __new__(cls, *values):
        this = tuple.__new__(cls, values)
        this.args, this.varargs, this.varkw, this.defaults, this.kwonlyargs, this.kwonlydefaults, this.annotations = values
        return this

    def __repr__(self):
        return "FullArgSpec(" + ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self)) + ")"


def getfullargspec(func):
    args, defaults, only, only_defaults, varargs, varkw = [], [], [], {}, None, None
    for name, parameter in signature(func).parameters.items():
        if parameter.kind == 2:
            varargs = name
        elif parameter.kind == 4:
            varkw = name
        elif parameter.kind == 3:
            only.append(name)
            if parameter.default is not _empty:
                only_defaults[name] = parameter.default
        else:
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
    annotations = dict(getattr(func, "__annotations__", {}))
    if "return" in annotations:
        annotations = {"return": annotations.pop("return"), **annotations}
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, only, only_defaults or None, annotations)


def getfile(object):
    if isclass(object):
        from sys import modules

        file = getattr(modules.get(object.__module__), "__file__", None)
        if file is None:
            raise TypeError(f"{object!r} is a built-in class")
        return file
    code = getattr(unwrap(object), "__code__", None)
    if code is None:
        raise TypeError(f"module, class, method, function, traceback, frame, or code object was expected, got {type(object).__name__}")
    return code.co_filename


getsourcefile = getfile


def getsourcelines(object):
    from traceback import _line

    code = getattr(unwrap(object), "__code__", None)
    if code is None:
        return getsource_is_not_supported()
    first = number = code.co_firstlineno
    lines = []
    head = _line(number)
    indent = len(head) - len(head.lstrip())
    begun = False
    blank = []
    while number < first + 2000:
        line = _line(number)
        number += 1
        if not line.strip():
            blank.append("\n")
            if len(blank) > 50:
                break
            continue
        depth = len(line) - len(line.lstrip())
        if begun and depth <= indent and not line.lstrip().startswith((")", "#")):
            break
        begun = begun or line.lstrip().startswith(("def ", "async def ", "class "))
        lines += blank
        blank = []
        lines.append(line + "\n")
    return lines, first


def getsource(object):
    return "".join(getsourcelines(object)[0])


def getmro(cls):
    return cls.__mro__
