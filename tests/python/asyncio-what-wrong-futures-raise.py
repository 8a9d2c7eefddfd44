# What raises on the way to a future: its own cancel(), what is no future and what passes for one.
import asyncio


class Refuses(asyncio.Future):
    def cancel(self, msg=None):
        raise ValueError(f"not cancelled: {msg}")


class Passes:
    _asyncio_future_blocking = False


class PassesNot:
    _asyncio_future_blocking = None


async def wait_for(future):
    return await future


async def main():
    loop = asyncio.get_running_loop()
    future = Refuses()
    task = asyncio.create_task(wait_for(future))
    await asyncio.sleep(0)
    try:
        print(task.cancel("please"))
    except ValueError as e:
        print("raised", e)
    print(task.cancelling(), task.done())
    future.set_result("result")
    print(await task)

    future = Refuses()
    outer = asyncio.create_task(wait_for(asyncio.create_task(wait_for(future))))
    await asyncio.sleep(0.1)
    try:
        outer.cancel()
    except ValueError as e:
        print("through two tasks", e)
    future.set_result(2)
    print(await outer)

    future = Refuses()
    gathered = asyncio.gather(future, asyncio.sleep(1, "slept"))
    try:
        print(gathered.cancel())
    except ValueError as e:
        print("raised", e)
    future.set_result(1)
    print(await gathered)

    print([asyncio.isfuture(value) for value in (Passes(), PassesNot(), Passes, future, 1)])
    try:
        asyncio.wrap_future(3)
    except AssertionError as e:
        print(e)

    pending = loop.create_future()
    for args in [(ValueError, "text"), (ValueError("inst"), "x"), (KeyError, KeyError("k"))]:
        steps = iter(pending)
        next(steps)
        pending._asyncio_future_blocking = False
        try:
            steps.throw(*args)
        except (TypeError, ValueError, KeyError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
