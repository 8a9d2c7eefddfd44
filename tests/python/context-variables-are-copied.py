import asyncio
import contextvars
from contextvars import ContextVar, copy_context

var = ContextVar("var", default="default")
bare = ContextVar("bare")
print(var.get(), bare.get("fallback"), var.name)
try:
    bare.get()
except LookupError as error:
    print(type(error).__name__)
token = var.set("outer")
print(var.get(), token.old_value is contextvars.Token.MISSING, token.var is var)
context = copy_context()


def inside():
    var.set("inner")
    return var.get()


print(context.run(inside), var.get(), context[var], len(context), var in context, list(context.keys()) == [var], context.get(bare), context.get(bare, 5))
try:
    context.run(context.run, inside)
except RuntimeError as error:
    print("already entered")
var.reset(token)
print(var.get())
try:
    var.reset(token)
except RuntimeError as error:
    print("used once")
with var.set("scoped"):
    print(var.get())
print(var.get())


async def child(name):
    print(name, "sees", var.get())
    var.set(name)
    await asyncio.sleep(0)
    print(name, "still", var.get())


async def plain():
    var.set("by plain await")


async def agen():
    var.set("in generator")
    yield var.get()
    yield var.get()


async def main():
    var.set("main")
    await asyncio.gather(child("a"), child("b"))
    await asyncio.create_task(child("c"))
    print("main", var.get())
    await plain()
    print("main", var.get())
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", var.get()))
    var.set("later")
    loop.call_soon(lambda: print("callback", var.get()))
    other = copy_context()
    other.run(var.set, "other")
    loop.call_soon(lambda: print("callback", var.get()), context=other)
    await asyncio.sleep(0)
    task = asyncio.create_task(child("d"), context=other)
    await task
    print(other[var], var.get(), task.get_context() is other)
    async for value in agen():
        print(value, var.get())
    future = loop.create_future()
    var.set("when added")
    future.add_done_callback(lambda f: print("done", var.get()))
    var.set("afterwards")
    future.set_result(None)
    await asyncio.sleep(0)
    async with asyncio.TaskGroup() as group:
        var.set("group")
        group.create_task(child("e"))
        var.set("group 2")
        group.create_task(child("f"))
    print(await asyncio.to_thread(var.get))


asyncio.run(main())
print(var.get())
