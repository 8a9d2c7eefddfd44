# A coroutine that a task has, closed by hand: before its first step, and while it waits.
import asyncio


async def once():
    print("once")
    await asyncio.sleep(0)


async def main():
    coro = once()
    task = asyncio.create_task(coro)
    coro.close()
    try:
        print(await task)
    except BaseException as e:
        print(type(e).__name__, e)
    coro = once()
    task = asyncio.create_task(coro)
    await asyncio.sleep(0)
    try:
        coro.close()
        print("closed")
    except BaseException as e:
        print(type(e).__name__, e)
    try:
        print(await task)
    except BaseException as e:
        print(type(e).__name__, e)


asyncio.run(main())


class Base(BaseException):
    pass


async def raises():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise Base("out")


loop = asyncio.new_event_loop()
task = loop.create_task(raises())


def briefly():
    coro = once()
    t = loop.create_task(coro)
    try:
        loop.run_until_complete(t)
    finally:
        coro.close()


briefly()
task.cancel()
try:
    briefly()
except Base as e:
    print(repr(e), task.done(), task.cancelled(), repr(task.exception()))
loop.close()
