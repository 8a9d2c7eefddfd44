# What has the methods of a coroutine is one; and errors are told in the context of the task or callback in which they happened.
import asyncio, contextvars
from collections.abc import Coroutine

name = contextvars.ContextVar("name", default="nobody")


class Steps(Coroutine):
    """A coroutine by its methods alone."""

    def __init__(self, inner):
        self.steps = inner.__await__()

    def send(self, value):
        print("send", value)
        return self.steps.send(value)

    def throw(self, *args):
        print("throw", type(args[0]).__name__)
        return self.steps.throw(*args)

    def close(self):
        print("close")

    def __await__(self):
        return self


class Like:
    def __init__(self):
        self.left = 2
    def send(self, value):
        self.left -= 1
        if self.left:
            return None
        raise StopIteration("like")
    def throw(self, typ, val=None, tb=None):
        raise typ
    def close(self):
        pass
    def __await__(self):
        yield


async def work():
    await asyncio.sleep(1)
    return "worked"


async def main():
    loop = asyncio.get_running_loop()
    print(asyncio.iscoroutine(Like()), asyncio.iscoroutine(Steps(asyncio.sleep(0))), asyncio.iscoroutine(3))
    task = asyncio.create_task(Steps(work()))
    print(await task)
    print(await asyncio.create_task(Like()))
    print(await asyncio.gather(Steps(work()), Like()))
    task = asyncio.create_task(Steps(work()))
    await asyncio.sleep(0.5)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")

    def handler(loop, context):
        print(context["message"].split("(")[0], name.get(), repr(context["exception"]))

    loop.set_exception_handler(handler)

    def callback():
        name.set("callback")
        1 / 0

    async def fails():
        name.set("task")
        raise ValueError("lost")

    loop.call_soon(callback)
    await asyncio.sleep(0)
    asyncio.create_task(fails())
    await asyncio.sleep(1)
    print(name.get())
    context = contextvars.copy_context()
    context.run(name.set, "given")
    loop.call_later(1, callback, context=context)
    await asyncio.sleep(2)
    print(context[name])


asyncio.run(main())
