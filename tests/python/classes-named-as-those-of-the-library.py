import asyncio
import functools
import inspect


class partial:
    """Not the library's."""

    def __call__(self, loop=None):
        print("called")


class deque:
    def __repr__(self):
        return "my own deque"


class _PlaceholderType:
    def __repr__(self):
        return "placed"


class Part(functools.partial):
    pass


async def job(n=0):
    return n


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(partial())
    await asyncio.sleep(0)
    for callback in [functools.partial(job, 1), Part(job, 1), partial(), functools.partial(functools.partial(job), 2)]:
        try:
            handle = loop.call_soon(callback)
            handle.cancel()
            print("taken")
        except TypeError as error:
            print(type(error).__name__)
        print(inspect.iscoroutinefunction(callback))
        try:
            await loop.run_in_executor(None, callback)
            print("ran")
        except TypeError as error:
            print(type(error).__name__)
    future = loop.create_future()
    future.set_result(deque())
    print(repr(future).split(" created")[0])
    print(functools.partial(print, _PlaceholderType())())


loop = asyncio.new_event_loop()
loop.set_debug(True)
loop.slow_callback_duration = 1
loop.run_until_complete(main())
loop.close()
