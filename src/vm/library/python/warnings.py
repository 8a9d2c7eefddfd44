# Action, pattern of the message, category, pattern of the module, line.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
_shown = set()
_default_action = "default"
_record = None


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}"
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return text + (f"  {line.strip()}\n" if line else "")


def showwarning(message, category, filename, lineno, file=None, line=None):
    text = formatwarning(message, category, filename, lineno, line)
    if file is None:
        _stderr_write(text)
    else:
        file.write(text)


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '" + type(category).__name__ + "'")
    line, _, file = _caller()
    if stacklevel > 1:
        caller = _caller(stacklevel)
        if caller is None:
            line, file = 0, "<sys>"
        else:
            line = caller[0]
    warn_explicit(message, category, file, line, "__main__", line_text=_line(line) if line else None)


def _fits(pattern, text):
    return pattern is None or (pattern == text if isinstance(pattern, str) else pattern.match(text) is not None)


def _action(category, text, module="__main__", lineno=0):
    for action, message, kind, place, line in filters:
        if issubclass(category, kind) and line in (0, lineno) and _fits(message, text) and _fits(place, module):
            return action
    return _default_action


def _never_awaited(text):
    """Whether a coroutine that was never awaited is not to be told of."""
    action = _action(RuntimeWarning, text)
    if action in ("ignore", "error"):
        return action == "ignore"
    line, _, file = _caller()
    if _record is not None:
        _record.append(WarningMessage(RuntimeWarning(text), RuntimeWarning, file, line))
        return True
    if showwarning is not _showwarning:
        showwarning(RuntimeWarning(text), RuntimeWarning, file, line, line=_line(line))
        return True
    if _is_redirected():
        _showwarning(RuntimeWarning(text), RuntimeWarning, file, line, line=_line(line))
        _stderr_write("RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n")
    return False


_showwarning = showwarning


_hear_of_coroutines(_never_awaited)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None,
        line_text=None):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(text)
    if module is None:
        module = filename.removesuffix(".py") if filename else "<unknown>"
    action = _action(category, text, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = (text, category) if action == "once" else (text, category, lineno)
    if action in ("default", "module", "once"):
        if key in _shown:
            return
        _shown.add(key)
    if _record is not None:
        _record.append(WarningMessage(message, category, filename, lineno))
    else:
        if issubclass(category, RuntimeWarning):
            # As those of the interpreter and of asyncio.
            _warn_as_loops_do(str(message).partition("\n")[0])
        showwarning(message, category, filename, lineno, line=line_text)


def _check(action):
    if action not in ("error", "ignore", "always", "all", "default", "module", "once"):
        raise ValueError(f"invalid action: {action!r}")
    _shown.clear()
    return action


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if message or module:
        import re

        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add((action, message or None, category, module or None, _line_of(lineno)), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action)
    _add((action, None, category, None, _line_of(lineno)), append)


def _line_of(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    return lineno


def _add(entry, append):
    if append:
        if entry not in filters:
            filters.append(entry)
    else:
        if entry in filters:
            filters.remove(entry)
        filters.insert(0, entry)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._recorded = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global _record
        self._before = filters[:], _record, set(_shown)
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._recorded:
            _record = []
            return _record

    def __exit__(self, *exc_info):
        global _record
        filters[:], _record, shown = self._before[0], self._before[1], self._before[2]
        _shown.clear()
        _shown.update(shown)


def _deprecate_class(cls, wraps, tell):
    made, init_subclass = cls.__new__, cls.__init_subclass__

    @wraps(made)
    def __new__(kind, /, *args, **kwargs):
        if kind is cls:
            tell()
        if made is not object.__new__:
            return made(kind, *args, **kwargs)
        if kind.__init__ is object.__init__ and (args or kwargs):
            raise TypeError(f"{kind.__name__}() takes no arguments")
        return made(kind)

    is_own = isinstance(init_subclass, type(catch_warnings().__enter__))
    call = init_subclass.__func__ if is_own else init_subclass

    @wraps(call)
    def __init_subclass__(*args, **kwargs):
        tell()
        return call(*args, **kwargs)

    cls.__new__ = staticmethod(__new__)
    cls.__init_subclass__ = classmethod(__init_subclass__) if is_own else __init_subclass__
    return __new__, __init_subclass__


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    if not isinstance(message, str):
        raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")

    def mark(value):
        from functools import wraps

        if category is None:
            value.__deprecated__ = message
            return value
        if isinstance(value, type):
            for part in value, *_deprecate_class(value, wraps, lambda: warn(message, category, stacklevel)):
                part.__deprecated__ = message
            return value
        if not callable(value):
            what = "@deprecated decorator with non-None category must be applied to a class or callable"
            raise TypeError(f"{what}, not {value!r}")

        @wraps(value)
        def wrapper(*args, **kwargs):
            # Functions of the library are no level of their own.
            warn(message, category, stacklevel)
            return value(*args, **kwargs)

        value.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    return mark
