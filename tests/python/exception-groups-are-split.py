def run(error):
    try:
        raise error
    except* ValueError as group:
        print("values", group.exceptions)
    except* (KeyError, TypeError) as group:
        print("others", group.exceptions)
    else:
        print("else")
    finally:
        print("finally")


eg = ExceptionGroup("several", [ValueError(1), KeyError("k"), ExceptionGroup("inner", [ValueError(2), TypeError("t")])])
print(eg, "|", repr(eg), "|", eg.message, len(eg.exceptions))
run(eg)
try:
    run(ExceptionGroup("left", [ValueError(1), OSError("rest")]))
except ExceptionGroup as rest:
    print(repr(rest), rest.exceptions)
run(ValueError("naked"))
match, rest = eg.split(ValueError)
print(repr(match), repr(rest))
print(repr(eg.subgroup(lambda e: isinstance(e, TypeError))), eg.subgroup(OSError), repr(eg.subgroup((KeyError, TypeError))))
print(repr(eg.derive([OSError()])))
for call in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]),
             lambda: ExceptionGroup("x"), lambda: ExceptionGroup(5, [ValueError()])):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
base = BaseExceptionGroup("base", [KeyboardInterrupt()])
print(type(base).__name__, type(BaseExceptionGroup("b", [ValueError()])).__name__, isinstance(eg, Exception), isinstance(base, Exception))
try:
    try:
        raise ExceptionGroup("g", [ValueError("a"), TypeError("b")])
    except* ValueError as group:
        raise RuntimeError("replacement")
except ExceptionGroup as error:
    print(error, [repr(e) for e in error.exceptions], repr(error.exceptions[0].__context__))
try:
    try:
        raise ExceptionGroup("g", [ValueError("a"), TypeError("b")])
    except* ValueError as group:
        raise
except ExceptionGroup as error:
    print(repr(error))
try:
    try:
        raise ExceptionGroup("g", [ValueError("a"), TypeError("b")])
    except* ValueError:
        raise KeyError("one")
    except* TypeError:
        raise KeyError("two")
except ExceptionGroup as error:
    print(repr(error), repr(error.__context__))
try:
    try:
        raise ValueError("single")
    except* ValueError as group:
        print(repr(group))
        raise
except ValueError as error:
    print("single again", repr(error))
except ExceptionGroup as error:
    print("as group", repr(error))
try:
    try:
        raise ExceptionGroup("g", [ValueError()])
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)


class MyGroup(ExceptionGroup):
    def derive(self, exceptions):
        return MyGroup(self.message + "'", exceptions)


print([repr(part) for part in MyGroup("mine", [ValueError(), KeyError()]).split(KeyError)])
for i in range(3):
    try:
        if i == 1:
            raise ExceptionGroup("loop", [ValueError(i)])
    except* ValueError:
        print("caught in loop", i)
print("1 sub-exception:", ExceptionGroup("m", [ValueError()]))
try:
    raise ExceptionGroup("plain", [ValueError("x")])
except Exception as error:
    print("plain except", type(error).__name__)
