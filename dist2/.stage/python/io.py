SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class _Memory:
    def __init__(self, initial):
        self._text, self._at, self.closed = initial, 0, False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def getvalue(self):
        self._check()
        return self._text

    def write(self, text):
        self._check()
        self._accept(text)
        if self._at == len(self._text):
            self._text += text
        else:
            gap = self._empty[:0] + self._filler * max(self._at - len(self._text), 0)
            self._text = self._text[: self._at] + gap + text + self._text[self._at + len(text):]
        self._at += len(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        self._check()
        end = len(self._text) if size is None or size < 0 else self._at + size
        result = self._text[self._at:end]
        self._at += len(result)
        return result

    def readline(self, size=-1):
        self._check()
        end = self._text.find(self._newline, self._at) + 1
        result = self._text[self._at:end] if end else self._text[self._at:]
        if size is not None and size >= 0:
            result = result[:size]
        self._at += len(result)
        return result

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, offset, whence=0):
        self._check()
        self._at = max(offset + (0, self._at, len(self._text))[whence], 0)
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._text = self._text[: self._at if size is None else size]
        return len(self._text)

    def readable(self):
        return True

    writable = seekable = readable

    def isatty(self):
        return False

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()


class StringIO(_Memory):
    _empty, _filler, _newline = "", "\0", "\n"

    def __init__(self, initial_value="", newline="\n"):
        super().__init__(initial_value or "")

    def _accept(self, text):
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got {type(text).__name__!r}")


class BytesIO(_Memory):
    _empty, _filler, _newline = b"", b"\0", b"\n"

    def __init__(self, initial_bytes=b""):
        super().__init__(bytes(initial_bytes))

    def _accept(self, text):
        if not isinstance(text, bytes):
            raise TypeError(f"a bytes-like object is required, not {type(text).__name__!r}")


class TextIOBase:
    pass


class UnsupportedOperation(OSError, ValueError):
    pass


def open(*args, **kwargs):
    raise NotImplementedError("files are not supported here: use io.StringIO() for text in memory")
