# Contexts are equal if their variables are, take no arguments, and are no bases; those of decimals go with tasks.
import asyncio
import contextvars
import decimal


def attempt(action, *args, **kwargs):
    try:
        print("got", action(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


number = contextvars.ContextVar("number")
word = contextvars.ContextVar("word", default="none")

one, other = contextvars.copy_context(), contextvars.copy_context()
print(one == other, one != other, one is other)
one.run(number.set, 1)
print(one == other, one == 5)
other.run(number.set, 1.0)
print(one == other, one == one.copy(), dict(one) == dict(other))
other.run(word.set, "w")
print(one == other, len(one), len(other), list(one.values()), one.get(word), word in one)
print(contextvars.Context.__hash__)

attempt(contextvars.Context, 1)
attempt(contextvars.Context, of=1)
attempt(one.run)
attempt(one.get, "number")
attempt(lambda: "number" in one)
attempt(lambda: one["number"])
attempt(contextvars.ContextVar)
attempt(contextvars.ContextVar, 1)
attempt(contextvars.ContextVar, "a", 5)
for final in contextvars.ContextVar, contextvars.Context, contextvars.Token:
    attempt(type, "Derived", (final,), {})


def third():
    return decimal.getcontext().prec, decimal.Decimal(1) / 3


async def within(digits, seconds):
    with decimal.localcontext() as context:
        context.prec = digits
        await asyncio.sleep(seconds)
        print("within", digits, *third())
    print("after", digits, *third())


async def sets(digits):
    decimal.setcontext(decimal.Context(prec=digits))
    await asyncio.sleep(0)
    print("set", digits, *third())


async def changes(digits):
    decimal.getcontext().prec = digits
    await asyncio.sleep(0)
    print("changed", digits, *third())


async def main():
    await asyncio.gather(within(3, 2), within(7, 1))
    await asyncio.gather(sets(4), sets(6))
    print(decimal.getcontext().prec)
    await asyncio.gather(changes(5), changes(8))
    print(decimal.getcontext().prec)
    with decimal.localcontext(prec=2):
        print(await asyncio.to_thread(third))
        print(await asyncio.create_task(asyncio.sleep(0, third())))


asyncio.run(main())
print(decimal.getcontext().prec)
