argv = ["program.py"]
byteorder = "little"
executable = "/usr/bin/python3"
hexversion = 0x030E02F0
maxsize = 9223372036854775807
maxunicode = 0x10FFFF
orig_argv = ["python3", "program.py"]
path = [""]
platform = "linux"
prefix = base_prefix = exec_prefix = "/usr"
ps1, ps2 = ">>> ", "... "
version = "3.14.2 (main, Dec  5 2025, 00:00:00) [awaitscope]"
copyright = ""
dont_write_bytecode = True
warnoptions = []


class _VersionInfo(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])

    def __repr__(self):
        return "sys.version_info(major=%d, minor=%d, micro=%d, releaselevel=%r, serial=%d)" % self[:]


_VersionInfo.__name__ = _VersionInfo.__qualname__ = "version_info"
version_info = _VersionInfo((3, 14, 2, "final", 0))


class _Names:
    def __init__(self, name, /, **values):
        for key, value in values.items():
            if value is not ...:
                setattr(self, key, value)
        self._shown = name, tuple(values)

    def __repr__(self):
        name, keys = self._shown
        return f"{name}({', '.join(f'{key}={getattr(self, key)!r}' for key in keys)})"


def _number(text):
    # Reading so many digits takes tables that come with the text of a module, and few programs ask for the number.
    return property(lambda self: float(text))


class _FloatInfo(_Names):
    max = _number("1.7976931348623157e+308")
    min = _number("2.2250738585072014e-308")
    epsilon = _number("2.220446049250313e-16")


flags = _Names("sys.flags", debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=0, no_user_site=0,
               no_site=0, ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=0, isolated=0,
               dev_mode=False, utf8_mode=1, warn_default_encoding=0, safe_path=False, int_max_str_digits=4300)
float_info = _FloatInfo("sys.float_info", max=..., max_exp=1024, max_10_exp=308, min=..., min_exp=-1021, min_10_exp=-307,
                        dig=15, mant_dig=53, epsilon=..., radix=2, rounds=1)
int_info = _Names("sys.int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300,
                  str_digits_check_threshold=640)
hash_info = _Names("sys.hash_info", width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003,
                   algorithm="siphash13", hash_bits=64, seed_bits=128, cutoff=0)
implementation = _Names("namespace", name="cpython", cache_tag="cpython-314", version=version_info, hexversion=hexversion)


class TextIOWrapper:
    """The console: what is written makes a record of its own, as by `print()`."""

    encoding = "utf-8"
    errors = "strict"
    mode = "w"
    closed = False
    line_buffering = True

    def __init__(self, name, fd):
        self.name = name
        self._fd = fd

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            _print(text)
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def fileno(self):
        return self._fd

    def reconfigure(self, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


class _Input:
    name = "<stdin>"

    def _refuse(self, *args):
        raise NotImplementedError("there is no input here: put the data in the program")

    read = readline = readlines = __iter__ = __next__ = fileno = _refuse

    def isatty(self):
        return False


TextIOWrapper.__module__ = "_io"
stdout = __stdout__ = TextIOWrapper("<stdout>", 1)
stderr = __stderr__ = TextIOWrapper("<stderr>", 2)
stdin = __stdin__ = _Input()
modules = _modules()
_limits = {"recursion": 1000, "interval": 0.005}


def exit(status=None, /):
    raise SystemExit(*(() if status is None else status if isinstance(status, tuple) else (status,)))


def getrecursionlimit():
    return _limits["recursion"]


def setrecursionlimit(limit, /):
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    _recursion(limit)
    _limits["recursion"] = limit


def get_int_max_str_digits():
    return _int_digits(None)


def set_int_max_str_digits(maxdigits):
    if not isinstance(maxdigits, int):
        raise TypeError(f"{type(maxdigits).__name__!r} object cannot be interpreted as an integer")
    if 0 != maxdigits < 640:
        raise ValueError("maxdigits must be >= 640 or 0 for unlimited")
    _int_digits(maxdigits)


def getswitchinterval():
    return _limits["interval"]


def setswitchinterval(interval, /):
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")
    _limits["interval"] = interval


def getrefcount(object, /):
    return 2


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getsizeof(obj, default=None, /):
    sizes = {int: 28, float: 24, bool: 28, str: 41, bytes: 33, list: 56, tuple: 48, dict: 64, set: 216}
    size = sizes.get(type(obj), 48)
    if isinstance(obj, (str, bytes)):
        return size + len(obj)
    if isinstance(obj, (list, tuple)):
        return size + 8 * len(obj)
    return size


def intern(string, /):
    if not isinstance(string, str):
        raise TypeError(f"intern() argument must be str, not {type(string).__name__}")
    return string


def is_finalizing():
    return False


def gettrace():
    return None


getprofile = gettrace


def settrace(function, /):
    raise NotImplementedError("there is no tracing here: the player shows every step")


setprofile = settrace


def _getframe(depth=0, /):
    frame = currentframe()
    while depth and frame:
        frame, depth = frame.f_back, depth - 1
    if frame is None:
        raise ValueError("call stack is not deep enough")
    return frame


def excepthook(kind, value, traceback, /):
    stderr.write(f"{kind.__name__}: {value}")


__excepthook__ = excepthook


def unraisablehook(unraisable, /):
    stderr.write(f"Exception ignored: {unraisable.exc_value!r}")


__unraisablehook__ = unraisablehook


class UnraisableHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    err_msg = property(lambda self: self[3])
    object = property(lambda self: self[4])


def _unraisable(exception, message):
    """Whether the program has a hook of its own, which hears of an exception then."""
    if unraisablehook is __unraisablehook__:
        if stderr is not __stderr__ and stderr is not None:
            from traceback import format_exception

            stderr.write(f"{message}:\n{''.join(format_exception(exception))}")
        return False
    unraisablehook(UnraisableHookArgs((type(exception), exception, exception.__traceback__, message, None)))
    return True


class _asyncgen_hooks(tuple):
    firstiter = property(lambda self: self[0])
    finalizer = property(lambda self: self[1])

    def __repr__(self):
        return "asyncgen_hooks(firstiter=%r, finalizer=%r)" % self[:]


def get_asyncgen_hooks():
    return _asyncgen_hooks((None, None))


def get_coroutine_origin_tracking_depth():
    return 0


def set_coroutine_origin_tracking_depth(depth):
    pass
