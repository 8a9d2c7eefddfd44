filters = [
    ["default", DeprecationWarning, ""],
    ["ignore", PendingDeprecationWarning, ""],
    ["ignore", ResourceWarning, ""],
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
    warn_explicit(message, category, file, line, line_text=_line(line) if line else None)


def _action(category, text):
    for action, kind, start in filters:
        if issubclass(category, kind) and text.lower().startswith(start.lower()):
            return action
    return _default_action


def _never_awaited(text):
    """Whether a coroutine that was never awaited is not to be told of."""
    action = _action(RuntimeWarning, text)
    if action not in ("ignore", "error") and _record is not None:
        line, _, file = _caller()
        _record.append(WarningMessage(RuntimeWarning(text), RuntimeWarning, file, line))
        return True
    return action == "ignore"


_hear_of_coroutines(_never_awaited)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None,
        line_text=None):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(text)
    action = _action(category, text)
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
    entry = [_check(action), category, message.removesuffix(".*")]
    filters.append(entry) if append else filters.insert(0, entry)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, append=append)


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


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def mark(value):
        from functools import wraps

        if category is None or isinstance(value, type):
            value.__deprecated__ = message
            return value

        @wraps(value)
        def wrapper(*args, **kwargs):
            # Functions of the library are no level of their own.
            warn(message, category, stacklevel)
            return value(*args, **kwargs)

        value.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    return mark
