import asyncio


async def work(n, fail=False):
    await asyncio.sleep(n)
    if fail:
        raise ValueError(f"failed {n}")
    return n


async def main():
    t = asyncio.create_task(work(1), name="worker")
    print(t, t.done(), t.cancelled(), t.get_name(), t.get_coro().__name__, t.get_loop() is asyncio.get_running_loop())
    for method in (t.result, t.exception):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    print(await t, t.done(), t.result(), t.exception(), t, t.cancel(), await t)
    t.set_name(5)
    print(t.get_name(), repr(t.get_name()))
    for method in (lambda: t.set_result(1), lambda: t.set_exception(ValueError())):
        try:
            method()
        except RuntimeError as error:
            print(error)
    f = asyncio.create_task(work(0.5, True))
    try:
        await f
    except ValueError as error:
        print(error, f, f.exception() is error)
    try:
        f.result()
    except ValueError as error:
        print("again", error)
    c = asyncio.create_task(work(5))
    await asyncio.sleep(0)
    print(c.cancel("reason"), c.cancelling(), c, c.cancelled())
    try:
        await c
    except asyncio.CancelledError as error:
        print(repr(error), error.args, c.cancelled(), c)
    for method in (c.result, c.exception):
        try:
            method()
        except asyncio.CancelledError as error:
            print(repr(error))
    for bad in (lambda: asyncio.create_task(5), lambda: asyncio.ensure_future(5), lambda: asyncio.gather(5), lambda: asyncio.create_task()):
        try:
            bad()
        except TypeError as error:
            print(error)
    try:
        await 5
    except TypeError as error:
        print(error)
    coroutine = work(0)
    print(await coroutine)
    try:
        await coroutine
    except RuntimeError as error:
        print(error)
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()), asyncio.iscoroutine(work), asyncio.iscoroutinefunction(work), asyncio.isfuture(t))

    def callback(task):
        print("callback", task.get_name(), task.done())

    d = asyncio.create_task(work(0.1), name="with callback")
    d.add_done_callback(callback)
    d.add_done_callback(callback)
    print(d.remove_done_callback(callback), d.remove_done_callback(callback))
    d.add_done_callback(lambda task: print("lambda", task.result()))
    await d
    d.add_done_callback(lambda task: print("added late"))
    await asyncio.sleep(0)

    async def itself():
        await asyncio.current_task()

    try:
        await asyncio.create_task(itself(), name="ouroboros")
    except RuntimeError as error:
        print(error)

    async def bad_yield():
        class Wrong:
            def __await__(self):
                yield 5
        await Wrong()

    try:
        await asyncio.create_task(bad_yield(), name="bad")
    except RuntimeError as error:
        print(error)


asyncio.run(main())
for bad in (lambda: asyncio.get_running_loop(), lambda: asyncio.current_task(), lambda: asyncio.run(5)):
    try:
        bad()
    except (RuntimeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
