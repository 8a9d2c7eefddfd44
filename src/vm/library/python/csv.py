import io as _io

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def list_dialects():
    return list(_dialects)


def register_dialect(name, dialect=excel, **fmtparams):
    _dialects[name] = _made(dialect, fmtparams)


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def _made(dialect, params):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    for name in ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator",
            "quoting", "strict"):
        setattr(made, name, params.pop(name, getattr(dialect, name)))
    if params:
        raise TypeError(f"this function got an unexpected keyword argument '{next(iter(params))}'")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class reader:
    def __init__(self, iterable, dialect="excel", **params):
        self.dialect = _made(dialect, params)
        self._lines = iter(iterable)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field, state, numeric = [], [], "start", False

        def end():
            text = "".join(field)
            row.append(float(text) if d.quoting == QUOTE_NONNUMERIC and numeric else text)
            field.clear()

        first = True
        while first or state == "quoted":
            try:
                line = next(self._lines)
            except StopIteration:
                if first:
                    raise
                if d.strict:
                    raise Error("unexpected end of data")
                end()
                return row
            first = False
            self.line_num += 1
            chars = iter(line)
            for c in chars:
                if state == "quoted":
                    if c == d.escapechar:
                        field.append(next(chars, "\n"))
                    elif c == d.quotechar:
                        state = "after quote"
                    else:
                        field.append(c)
                    continue
                if state == "after quote" and c == d.quotechar and d.doublequote:
                    field.append(c)
                    state = "quoted"
                    continue
                if c in "\r\n":
                    break
                if c == d.delimiter:
                    end()
                    state, numeric = "start", False
                elif state == "after quote" and d.strict:
                    raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                elif c == d.escapechar:
                    field.append(next(chars, "\n"))
                    state = "in"
                elif state == "start" and c == d.quotechar and d.quoting != QUOTE_NONE:
                    state = "quoted"
                elif state == "start" and c == " " and d.skipinitialspace:
                    pass
                else:
                    numeric = numeric or state == "start"
                    state = "in"
                    field.append(c)
        if row or field or state != "start":
            end()
        return row


class writer:
    def __init__(self, fileobj, dialect="excel", **params):
        self.dialect = _made(dialect, params)
        self._write = fileobj.write

    def _field(self, value, alone):
        d = self.dialect
        text = "" if value is None else str(value)
        number = isinstance(value, (int, float))
        special = any(c in text for c in (d.delimiter, d.quotechar or "", "\r", "\n") if c)
        if d.quoting == QUOTE_NONE:
            if special:
                if not d.escapechar:
                    raise Error("need to escape, but no escapechar set")
                for c in (d.escapechar, d.delimiter, d.quotechar, "\r", "\n"):
                    if c:
                        text = text.replace(c, d.escapechar + c)
            return text
        quoted = (
            d.quoting == QUOTE_ALL
            or d.quoting == QUOTE_NONNUMERIC and not number
            or d.quoting == QUOTE_STRINGS and isinstance(value, str)
            or d.quoting == QUOTE_NOTNULL and value is not None
        )
        if quoted or special or alone and not text:
            mark = d.quotechar
            text = text.replace(mark, mark * 2 if d.doublequote else (d.escapechar or "") + mark)
            return mark + text + mark
        return text

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames, self.restkey, self.restval = fieldnames, restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return self.writer.writerow(rowdict.get(name, self.restval) for name in self.fieldnames)

    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)
