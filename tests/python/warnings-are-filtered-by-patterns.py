# Filters of warnings by patterns of messages, modules and lines, and classes that are deprecated.
import warnings


def told(*filters, what):
    with warnings.catch_warnings(record=True) as record:
        warnings.resetwarnings()
        warnings.simplefilter("always")
        for one in filters:
            warnings.filterwarnings(*one[:1], **one[1])
        try:
            what()
        except Warning as error:
            return f"{type(error).__name__} raised: {error}"
    return [str(warned.message) for warned in record]


def warns():
    for text in ("the old way", "an old way", "new ways"):
        warnings.warn(text, FutureWarning)


print(told(what=warns))
print(told(("ignore", {"message": ".*old"}), what=warns))
print(told(("ignore", {"message": "THE"}), what=warns))
print(told(("ignore", {"message": "old"}), what=warns))
print(told(("error", {"message": r"an? \w+ way$"}), what=warns))
print(told(("ignore", {"module": "__main__"}), what=warns))
print(told(("ignore", {"module": "other"}), what=warns))
print(told(("ignore", {"category": UserWarning}), what=warns))
print(told(("ignore", {"lineno": 23}), what=warns), told(("ignore", {"lineno": 1}), what=warns))
for wrong in ({"message": 1}, {"category": int}, {"module": None}, {"lineno": "x"}, {"lineno": -1}, {"action": "never"}):
    try:
        warnings.filterwarnings(**{"action": "ignore", **wrong})
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


@warnings.deprecated("use New")
class Old:
    def __init__(self, value=0):
        self.value = value


@warnings.deprecated("use nothing", category=FutureWarning)
class Plain:
    pass


def uses():
    print(Old(3).value, isinstance(Plain(), Plain))

    class Derived(Old):
        pass

    print(Derived(4).value, Derived.__deprecated__, Old.__deprecated__)
    try:
        Plain(1)
    except TypeError as error:
        print(error)


print(told(what=uses))
for wrong in (lambda: warnings.deprecated(Old), lambda: warnings.deprecated("x")(1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
