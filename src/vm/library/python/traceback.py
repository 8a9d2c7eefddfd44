from sys import currentframe as _frame


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None, **kwargs):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        lines = []
        for frame in self:
            text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
            lines.append(text + (f"    {frame.line.strip()}\n" if frame.line else ""))
        return lines


def _write(lines, file):
    text = "".join(lines)
    if file is None:
        _stderr_write(text)
    else:
        file.write(text)


_absent = object()


def _exception_of(exc, value):
    return exc if value is _absent else value


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True, **kwargs):
    exc = _exception_of(exc, value)
    return ["NoneType: None\n"] if exc is None else _exception_lines(exc, chain, limit)


def format_exception_only(exc, /, value=_absent, *, show_group=False, **kwargs):
    exc = _exception_of(exc, value)
    return ["NoneType: None\n"] if exc is None else _only_lines(exc)


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True, **kwargs):
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_handled(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    _write(format_exception(_handled(), limit=limit, chain=chain), file)


def print_last(limit=None, file=None, chain=True):
    raise ValueError("no last exception")


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    return _summaries(walk_tb(tb), limit)


def format_tb(tb, limit=None):
    return _stack_lines(tb, limit)


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_list(extracted_list):
    return StackSummary([f if isinstance(f, FrameSummary) else FrameSummary(*f) for f in extracted_list]).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def walk_stack(f):
    if f is None:
        f = _frame()
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def _summaries(pairs, limit):
    frames = StackSummary()
    for frame, lineno in pairs:
        code = frame.f_code
        frames.append(FrameSummary(code.co_filename, lineno, code.co_name, _line(lineno).strip()))
    if limit is not None:
        frames[:] = frames[:limit] if limit >= 0 else frames[limit:]
    return frames


def extract_stack(f=None, limit=None):
    frames = _summaries(walk_stack(f if f is not None else _frame()), limit)
    frames.reverse()
    return frames


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    _write(format_stack(f, limit), file)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, _seen=(), **kwargs):
        self._exc = exc_value
        self._limit = limit
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        seen = (*_seen, id(exc_value))
        self.__cause__ = self._other(getattr(exc_value, "__cause__", None), seen)
        self.__context__ = self._other(getattr(exc_value, "__context__", None), seen)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [self._other(each, seen) for each in exc_value.exceptions]

    def _other(self, exc, seen):
        if exc is None or id(exc) in seen:
            return None
        return TracebackException(type(exc), exc, exc.__traceback__, _seen=seen)

    @property
    def exc_type_str(self):
        module = self.exc_type.__module__
        name = self.exc_type.__qualname__
        return name if module in ("__main__", "builtins") else f"{module}.{name}"

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True, **kwargs):
        return iter(_exception_lines(self._exc, chain, self._limit))

    def format_exception_only(self, **kwargs):
        return iter(_only_lines(self._exc))

    def print(self, *, file=None, chain=True, **kwargs):
        _write(_exception_lines(self._exc, chain, self._limit), file)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return str(self._exc)
