from sys import currentframe as _frame


_REPEATED = 3


class FrameSummary:
    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals", "_shown")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None, _shown=None, **kwargs):
        self.filename, self.lineno, self.name, self._line = filename, lineno, name, line
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        self.locals = {n: _safe_repr(v) for n, v in locals.items()} if locals else None
        # The lines that show it, with marks.
        self._shown = _shown

    @property
    def line(self):
        return (self._line or "").strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            own = self.filename, self.lineno, self.name, self.locals
            return own == (other.filename, other.lineno, other.name, other.locals)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _safe_repr(value):
    try:
        return repr(value)
    except Exception:
        return "<local repr() failed>"


class StackSummary(list):
    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        return klass._extract(((frame, lineno, None, None) for frame, lineno in frame_gen), limit, capture_locals)

    @classmethod
    def _extract(klass, found, limit, capture_locals=False):
        result = klass()
        for frame, lineno, position, shown in found:
            code = frame.f_code
            end, start_column, end_column = position or (None, None, None)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, line=_line(lineno), end_lineno=end, colno=start_column,
                end_colno=end_column, locals=frame.f_locals if capture_locals else None, _shown=shown))
        if limit is not None:
            result[:] = result[:limit] if limit >= 0 else result[limit:]
        return result

    @classmethod
    def from_list(klass, a_list):
        result = klass()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        f = frame_summary
        text = f._shown
        if text is None:
            text = f'  File "{f.filename}", line {f.lineno}, in {f.name}\n' + (f"    {f.line}\n" if f.line else "")
        return text + "".join([f"    {name} = {f.locals[name]}\n" for name in sorted(f.locals or ())])

    def format(self, **kwargs):
        lines, last, count = [], None, 0

        def repeated():
            if count > _REPEATED:
                more = count - _REPEATED
                lines.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                repeated()
                last, count = place, 0
            count += 1
            if count <= _REPEATED:
                lines.append(text)
        repeated()
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
    if exc is None:
        return ["NoneType: None\n"]
    return _with_members(exc, 0) if show_group else _only_lines(exc)


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
    return StackSummary._extract(_of_traceback(tb), limit)


def _of_traceback(tb):
    positions = iter(_positions(tb))
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno, next(positions), _stack_lines(tb, 1)[0]
        tb = tb.tb_next


def format_tb(tb, limit=None):
    return _stack_lines(tb, limit)


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def walk_stack(f):
    if f is None:
        f = _frame()
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_stack(f=None, limit=None):
    frames = StackSummary.extract(walk_stack(f if f is not None else _frame()), limit=limit)
    frames.reverse()
    return frames


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    _write(format_stack(f, limit), file)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        self._exc = exc_value
        self._limit = limit
        self._shows_locals = capture_locals
        self._exc_type = exc_type if save_exc_type else None
        self.stack = StackSummary._extract(_of_traceback(exc_traceback), limit, capture_locals)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        if isinstance(exc_value, SyntaxError):
            for name in "filename", "lineno", "end_lineno", "text", "offset", "end_offset", "msg":
                setattr(self, name, getattr(exc_value, name, None))
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.__cause__ = self._other(getattr(exc_value, "__cause__", None), seen)
        context = getattr(exc_value, "__context__", None)
        if compact and (self.__cause__ is not None or self.__suppress_context__):
            context = None
        self.__context__ = self._other(context, seen)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [self._other(each, seen) for each in exc_value.exceptions]

    def _other(self, exc, seen):
        if exc is None or id(exc) in seen:
            return None
        return TracebackException(type(exc), exc, exc.__traceback__, limit=self._limit,
                                  capture_locals=self._shows_locals, _seen=seen)

    @property
    def exc_type(self):
        return self._exc_type

    @property
    def exc_type_str(self):
        module = type(self._exc).__module__
        name = type(self._exc).__qualname__
        return name if module in ("__main__", "builtins") else f"{module}.{name}"

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True, **kwargs):
        return iter(self._lines(chain))

    def _lines(self, chain):
        if not self._shows_locals or self.exceptions:
            return _exception_lines(self._exc, chain, self._limit)
        lines = []
        if chain and self.__cause__ is not None:
            lines += self.__cause__._lines(chain)
            lines.append("\nThe above exception was the direct cause of the following exception:\n\n")
        elif chain and self.__context__ is not None and not self.__suppress_context__:
            lines += self.__context__._lines(chain)
            lines.append("\nDuring handling of the above exception, another exception occurred:\n\n")
        if self.stack:
            lines += ["Traceback (most recent call last):\n", *self.stack.format()]
        return lines + _only_lines(self._exc)

    def format_exception_only(self, *, show_group=False, **kwargs):
        return iter(_with_members(self._exc, 0) if show_group else _only_lines(self._exc))

    def print(self, *, file=None, chain=True, **kwargs):
        _write(self._lines(chain), file)

    def __eq__(self, other):
        if not isinstance(other, TracebackException):
            return NotImplemented
        left_out = {"_exc": None, "_limit": None}
        return str(self) == str(other) and self.__dict__ | left_out == other.__dict__ | left_out

    def __str__(self):
        return str(self._exc)


def _with_members(exc, depth):
    lines = ["   " * depth + line for line in _only_lines(exc)]
    for each in getattr(exc, "exceptions", ()) if isinstance(exc, BaseExceptionGroup) else ():
        lines += _with_members(each, depth + 1)
    return lines
