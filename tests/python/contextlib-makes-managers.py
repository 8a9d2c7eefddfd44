import asyncio
import contextlib
from contextlib import (AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, ContextDecorator, ExitStack,
                        asynccontextmanager, closing, contextmanager, nullcontext, suppress)


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as name:
    print(name)
with tag("b"):
    raise ValueError("x")
try:
    with tag("c"):
        raise KeyError("through")
except KeyError as error:
    print(repr(error))


@tag("decorator")
def decorated(x):
    print("inside", x)
    return x


print(decorated(5), decorated(6))


@contextmanager
def no_yield():
    if False:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


for bad in (no_yield, two_yields):
    try:
        with bad():
            print("body")
    except RuntimeError as error:
        print(error)


@contextmanager
def two_on_error():
    try:
        yield
    except ValueError:
        yield


try:
    with two_on_error():
        raise ValueError
except RuntimeError as error:
    print(error)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
with suppress():
    print("nothing suppressed")
print("after suppress")


class Resource:
    def close(self):
        print("closed")


with closing(Resource()) as r:
    print(type(r).__name__)
with nullcontext(5) as five:
    print(five)
with ExitStack() as stack:
    for i in range(3):
        print(stack.enter_context(tag(f"s{i}")))
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda kind, value, tb: print("pushed", kind))
print("unwound")
try:
    with ExitStack() as stack:
        stack.callback(lambda: print("last"))
        stack.enter_context(tag("inner"))
        raise OSError("out")
except OSError as error:
    print(error)
with ExitStack() as stack:
    stack.callback(print, "kept")
    kept = stack.pop_all()
print("not yet")
kept.close()


class Both(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("stop")
        return False


@Both()
def work():
    print("working")


work()


@asynccontextmanager
async def connection(name):
    print("connect", name)
    await asyncio.sleep(0.1)
    try:
        yield name
    finally:
        await asyncio.sleep(0.1)
        print("disconnect", name)


async def main():
    async with connection("db") as db:
        print("using", db)
    try:
        async with connection("bad"):
            raise RuntimeError("oops")
    except RuntimeError as error:
        print(error)
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(connection(n)) for n in "xy"]
        stack.enter_context(tag("sync"))

        async def bye(word):
            await asyncio.sleep(0.1)
            print("bye", word)

        stack.push_async_callback(bye, "w")
        stack.callback(print, "plain callback")
        print(names)
    async with nullcontext():
        print("null")

    @connection("decorated")
    async def job(x):
        print("job", x)
        return x * 2

    print(await job(4))

    async def stuck():
        async with connection("stuck"):
            await asyncio.sleep(100)

    try:
        async with asyncio.timeout(1):
            await stuck()
    except TimeoutError:
        print("timed out")


asyncio.run(main())
print(isinstance(tag("q"), AbstractContextManager), isinstance(connection("q"), AbstractAsyncContextManager))
import io
out = io.StringIO()
with contextlib.redirect_stdout(out):
    pass
print(repr(out.getvalue()))
