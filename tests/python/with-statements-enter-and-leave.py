class Manager:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise OSError("enter failed")
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None, value, traceback is not None)
        if self.fail == "exit":
            raise KeyError("exit failed")
        return self.suppress


with Manager("a") as a, Manager("b"):
    print("body", a)
with (
    Manager("c") as c,
    Manager("d", suppress=True) as d,
):
    raise ValueError("suppressed")
print("after")
try:
    with Manager("e"), Manager("f", fail="enter"):
        print("never")
except OSError as error:
    print(error)
try:
    with Manager("g", fail="exit"):
        raise ValueError("body")
except KeyError as error:
    print(repr(error), repr(error.__context__))


def returns():
    with Manager("h"):
        return "value"


print(returns())
for i in range(2):
    with Manager(f"loop{i}"):
        if i == 0:
            continue
        break
for bad in (5, object()):
    try:
        with bad:
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class NoExit:
    def __enter__(self):
        return self


try:
    with NoExit():
        pass
except (TypeError, AttributeError) as error:
    print(type(error).__name__, error)
with Manager("unpack") as (x, *rest):
    print(x, rest)


class Holder:
    pass


holder = Holder()
with Manager("attribute") as holder.value:
    print(holder.value)
d = {}
with Manager("item") as d["k"]:
    print(d)


def generator():
    with Manager("gen"):
        yield 1
        yield 2


g = generator()
print(next(g))
g.close()
import asyncio


class AsyncManager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print("aenter", self.name)
        return self

    async def __aexit__(self, kind, value, traceback):
        await asyncio.sleep(0.1)
        print("aexit", self.name, repr(value))
        return self.suppress


async def main():
    async with AsyncManager("x") as x, AsyncManager("y", suppress=True):
        print("in", x.name)
        raise ValueError("away")
    try:
        async with Manager("wrong"):
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
    try:
        with AsyncManager("wrong"):
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)

    async def held():
        async with AsyncManager("held"):
            await asyncio.sleep(10)

    task = asyncio.create_task(held())
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


asyncio.run(main())
