import decimal
import sys


class Plain:
    pass


plain = Plain()
for compare in (object.__lt__, object.__le__, object.__gt__, object.__ge__, object.__eq__, object.__ne__):
    print(compare, compare.__name__, compare.__qualname__, compare(1, 2), compare(plain, plain))
print(plain.__lt__(plain), Plain.__ge__ is object.__ge__, plain.__eq__(1))
try:
    print(plain < plain)
except TypeError as error:
    print(error)
for member in (int.__add__, int.bit_length, str.join, str.__len__, str.__format__, list.append, list.__getitem__,
               list.__setitem__, tuple.__getitem__, dict.__contains__, dict.__or__, set.__contains__, Plain.__init__,
               Plain.__repr__, Plain.__hash__, BaseException.__str__, BaseException.with_traceback, type.__call__,
               object.__dir__, range.__reversed__, float.__round__):
    print(member, member.__objclass__)
for bound in ((1).__add__, "a".join, [].append, [].__getitem__, plain.__repr__, {}.keys):
    print(repr(bound).split(" at 0x")[0])
print({"__lt__", "__ge__"} <= set(dir(plain)), hasattr(plain, "__gt__"))


async def work(first, /, second=1, *args, key, **others):
    local = 1
    shared = [0]

    def inner():
        return first, shared, key

    return inner, local, [local for local in args]


code = work.__code__
print(code.co_name, code.co_qualname, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_nlocals)
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, hex(code.co_flags & 0xFF))


def around():
    zeta = alpha = 1

    def captures():
        return zeta, alpha

    return captures


print(around.__code__.co_cellvars, around.__code__.co_varnames, around().__code__.co_freevars)

print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(700)
for attempt in (lambda: str(10**699)[:3], lambda: str(10**700), lambda: int("1" * 701), lambda: f"{10**700:d}",
                lambda: "%d" % 10**700, lambda: len(hex(10**700)), lambda: int("f" * 701, 16) > 0):
    try:
        print(attempt())
    except ValueError as error:
        print(error)
for wrong in (5, -1, "many"):
    try:
        sys.set_int_max_str_digits(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
sys.set_int_max_str_digits(0)
print(sys.get_int_max_str_digits(), len(str(10**5000)), int("1" * 5000) % 10**9)
sys.set_int_max_str_digits(4300)

with decimal.localcontext() as context:
    context.prec = 5000
    third = decimal.Decimal(1) / 3
    print(len(str(third)), third * 3 == decimal.Decimal("0." + "9" * 5000), str(decimal.Decimal(2).sqrt())[-5:])
