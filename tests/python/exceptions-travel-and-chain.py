def flow(kind):
    print("--", kind)
    try:
        print("body")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            {}["k"]
        if kind == "return":
            return "returned"
        if kind == "type":
            raise TypeError
    except ValueError as error:
        print("except", error)
        return "from except"
    except (KeyError, IndexError) as error:
        print("except tuple", repr(error), error)
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for kind in ("none", "value", "key", "return", "type"):
    try:
        print(flow(kind))
    except TypeError as error:
        print("outer", repr(error), error.args)


def finally_wins():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
    while True:
        try:
            break
        finally:
            print("leaving")
    try:
        return "a"
    finally:
        print("after return value")


print(finally_wins())


def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise ValueError("second") from error
    except ValueError as error:
        return error


e = chain()
print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        raise KeyError("first")
    except KeyError:
        raise IndexError("during")
except IndexError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
try:
    try:
        raise KeyError("first")
    except KeyError:
        raise IndexError("hidden") from None
except IndexError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
try:
    try:
        raise KeyError("again")
    except KeyError:
        print("handling")
        raise
except KeyError as error:
    print("re-raised", error.__context__)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as error:
    print(error)


class AppError(Exception):
    """Something of ours."""

    def __init__(self, code, message="failed"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


class NotFound(AppError):
    pass


try:
    raise NotFound(404, "nothing here")
except AppError as error:
    print(error, repr(error), error.args, error.code, type(error).__mro__[1].__name__)
for error in (Exception(), Exception("a"), Exception("a", 1), KeyError("k"), ValueError(None),
              StopIteration(5), SystemExit(3), KeyboardInterrupt(), FileNotFoundError(2, "gone", "f.txt"), UnicodeError("u"),
              IndexError("i"), AttributeError("x", name="n"), ImportError("m", name="mod"), NameError("q")):
    print(str(error), "|", repr(error), "|", error.args)
print(OSError(2, "x").errno, OSError(2, "x").strerror, SystemExit(3).code, StopIteration(7).value)
e = ValueError("noted")
e.add_note("first note")
e.add_note("second")
print(e.__notes__)
print(issubclass(KeyError, LookupError), issubclass(TimeoutError, OSError), issubclass(ConnectionResetError, ConnectionError),
      issubclass(ZeroDivisionError, ArithmeticError), issubclass(KeyboardInterrupt, Exception), issubclass(RecursionError, RuntimeError),
      issubclass(ModuleNotFoundError, ImportError), issubclass(UnboundLocalError, NameError), IOError is OSError)
try:
    assert 1 + 1 == 3, f"math {1 + 1}"
except AssertionError as error:
    print(repr(error))
try:
    assert []
except AssertionError as error:
    print(repr(error), str(error) == "")


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
    except ValueError:
        print("outer except")
        try:
            raise TypeError("in handler")
        except TypeError as error:
            return repr(error.__context__)


print(nested())
e1 = ValueError("same")
try:
    raise e1
except ValueError as e2:
    print(e1 is e2, e1 == ValueError("same"))
print(ValueError("with tb").with_traceback(None))


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as error:
    print(error)


class Odd(Exception):
    def __init__(self, a, b):
        self.a = a


print(repr(Odd(1, 2)), Odd(1, 2).args)
try:
    raise Odd
except TypeError as error:
    print(error)
def gen():
    try:
        yield 1
    except Exception as error:
        print("in generator", repr(error), repr(error.__context__))


g = gen()
next(g)
try:
    raise KeyError("outside")
except KeyError:
    try:
        g.throw(ValueError("thrown"))
    except StopIteration:
        print("ended")
