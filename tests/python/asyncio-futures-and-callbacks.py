import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f, f.done())
    f.add_done_callback(lambda fut: print("first", fut.result()))
    f.add_done_callback(lambda fut: print("second"))
    loop.call_soon(f.set_result, "value")
    print(await f, f)
    try:
        f.set_result(1)
    except asyncio.InvalidStateError as error:
        print(error)
    g = loop.create_future()
    g.set_exception(KeyError("k"))
    try:
        await g
    except KeyError as error:
        print(repr(error), g)
    try:
        loop.create_future().set_exception(StopIteration)
    except TypeError as error:
        print(error)
    h = loop.create_future()
    print(h.cancel("msg"), h.cancel(), h.cancelled(), h)
    try:
        await h
    except asyncio.CancelledError as error:
        print(repr(error))
    order = []
    loop.call_later(0.2, order.append, "late")
    loop.call_later(0.1, order.append, "early")
    loop.call_at(loop.time() + 0.15, order.append, "at")
    handle = loop.call_later(0.12, order.append, "cancelled")
    handle.cancel()
    loop.call_soon(order.append, "soon")
    print(handle.cancelled(), handle.when(), order)
    await asyncio.sleep(0.3)
    print(order, loop.time(), loop.is_running(), loop.is_closed())

    def failing():
        raise RuntimeError("in a callback")

    seen = []
    loop.set_exception_handler(lambda loop, context: seen.append((context["message"], repr(context.get("exception")))))
    loop.call_soon(failing)
    await asyncio.sleep(0)
    print(seen)
    loop.call_exception_handler({"message": "by hand"})
    print(seen[-1], loop.get_exception_handler() is not None)
    loop.set_exception_handler(None)

    class Awaitable:
        def __await__(self):
            print("awaiting")
            value = yield from asyncio.sleep(0.1, "slept").__await__()
            return value

    print(await Awaitable(), await asyncio.gather(Awaitable(), Awaitable()))
    print(await asyncio.wait_for(Awaitable(), 1), await asyncio.ensure_future(Awaitable()))
    waiter = loop.create_future()

    async def wait_on(name):
        try:
            print(name, await waiter)
        except asyncio.CancelledError:
            print(name, "cancelled")

    tasks = [asyncio.create_task(wait_on(n)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.sleep(0)
    print(waiter, [t.done() for t in tasks])
    await asyncio.gather(*tasks, return_exceptions=True)
    chained = loop.create_future()
    asyncio.create_task(asyncio.sleep(0.1)).add_done_callback(lambda t: chained.done() or chained.set_result("chained"))
    print(await chained)
    outer = asyncio.Future()
    loop.call_later(0.1, lambda: outer.set_exception(OSError("bad")))
    print(await asyncio.gather(outer, return_exceptions=True))


asyncio.run(main())
