# What tasks and futures keep for themselves, and programs set to be told of nothing: also futures that cannot be made, and
# an anext() with a default that nobody awaits.
import asyncio


async def forever():
    await asyncio.get_running_loop().create_future()


async def numbers():
    yield 1


def attempt(make):
    try:
        print(make())
    except ValueError as e:
        print(e)
    except TypeError as e:
        print("TypeError", "takes" in str(e), "unexpected keyword argument 'x'" in str(e))


class Named(asyncio.Future):
    def __init__(self, name, **keywords):
        super().__init__(**keywords)
        self.name = name


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    print(task._context is task.get_context(), task._log_destroy_pending)
    for name in "silent", "loud":
        waiting = loop.create_task(forever(), name=name)
        await asyncio.sleep(0)
        waiting._log_destroy_pending = name == "loud"
        print(waiting._log_destroy_pending)
        del waiting
    for name in "silent", "loud":
        future = loop.create_future()
        print(future._log_traceback)
        future.set_exception(ValueError(name))
        print(future._log_traceback)
        if name == "silent":
            future._log_traceback = False
            print(future._log_traceback)
        else:
            attempt(lambda: setattr(future, "_log_traceback", True))
        del future
    print(loop._stopping)
    loop.call_soon(lambda: print(loop._stopping))
    await asyncio.sleep(0)
    async with asyncio.TaskGroup() as group:
        print(group._loop is loop)
    attempt(lambda: asyncio.Future(loop=None).done())
    attempt(lambda: asyncio.Future(None))
    attempt(lambda: asyncio.Future(x=3))
    attempt(lambda: Named("a").name)
    attempt(lambda: Named("b", loop=loop).done())
    attempt(lambda: Named("c", x=1))
    unused = anext(numbers(), 3)
    del unused
    unused = anext(numbers())
    del unused
    print(await anext(numbers(), 3))
    ended = numbers()
    print(await anext(ended), await anext(ended, 3))


asyncio.run(main())
