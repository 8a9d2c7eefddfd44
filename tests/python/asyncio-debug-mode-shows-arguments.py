# In debug mode, the exception handler is told what a callback that failed was called with, cut short.
import asyncio
import functools


def fail(*args, **keywords):
    raise ValueError(len(args))


def told(loop, context):
    print(context["message"])


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(told)
    for debug in False, True:
        loop.set_debug(debug)
        loop.call_soon(fail)
        loop.call_soon(fail, 1, "a text that is longer than thirty letters", [1, 2, 3, 4, 5, 6, 7], {"a": 1})
        loop.call_later(1, fail, None, 2.5)
        loop.call_soon(functools.partial(fail, 1, key="value"), 2)
        loop.call_soon(functools.partial(functools.partial(fail, 1), other=[]), 2)
        await asyncio.sleep(2)


asyncio.run(main())
