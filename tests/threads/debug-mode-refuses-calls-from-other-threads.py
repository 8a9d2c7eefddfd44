"""In debug mode a loop is called from its own thread alone, but for call_soon_threadsafe(); handles tell where they were made."""
import asyncio
import threading


class Named(threading.local):
    count = 5

    def __init__(self, name):
        self.name = name


named, plain = Named("first"), threading.local()


def values():
    named.count += 1
    before, named.name = named.name, "changed"
    try:
        plain.x
    except AttributeError as error:
        return before, named.count, str(error)


def callback(*args):
    raise ValueError(*args)


async def main():
    loop = asyncio.get_running_loop()
    event, queue, lock, future = asyncio.Event(), asyncio.Queue(), asyncio.Lock(), loop.create_future()
    await lock.acquire()
    waiting = [asyncio.create_task(coro) for coro in (event.wait(), queue.get(), lock.acquire())]
    waiting.append(asyncio.ensure_future(asyncio.wait_for(future, 5)))
    await asyncio.sleep(0)

    def from_another_thread():
        for call in (
            event.set,
            lambda: queue.put_nowait(1),
            lock.release,
            lambda: future.set_result(3),
            lambda: loop.call_soon(print),
            lambda: loop.call_later(1, print),
            lambda: loop.call_at(1, print),
        ):
            try:
                call()
                print("nothing said")
            except RuntimeError as error:
                print(error)
        return type(loop.call_soon_threadsafe(int)).__name__

    print(await asyncio.to_thread(from_another_thread))

    def with_a_loop_of_its_own():
        async def own():
            begun = asyncio.Event()
            task = asyncio.create_task(begun.wait())
            await asyncio.sleep(0)
            begun.set()
            asyncio.get_running_loop().call_soon(print, "its own loop")
            return await task

        return asyncio.run(own(), debug=True)

    print(await asyncio.to_thread(with_a_loop_of_its_own))

    handles = [loop.call_soon(print, 1, 2), loop.call_soon(callback), loop.call_soon_threadsafe(print)]
    for handle in handles:
        print(str(handle).replace(__file__, "FILE"), handle._repr)
        handle.cancel()
        print(str(handle).replace(__file__, "FILE"), handle._callback, handle._repr == repr(handle))
    loop.set_debug(False)
    handle = loop.call_soon(callback, 1)
    print(str(handle).replace(__file__, "FILE"))
    loop.set_exception_handler(lambda _, told: print(told["handle"]._callback is callback, told["handle"]._args))
    await asyncio.sleep(0)
    loop.set_exception_handler(None)

    named.name, plain.x = "main", 1
    print(await asyncio.to_thread(values), await asyncio.to_thread(values))
    print(named.name, named.count, type(plain).__name__, threading.local.__name__)
    for wrong in (lambda: plain.y, lambda: named.y, lambda: delattr(plain, "y")):
        try:
            wrong()
        except AttributeError as error:
            print(error)


# Whom a refused call was about to wake waits for ever: nobody waits for them here.
loop = asyncio.new_event_loop()
loop.set_debug(True)
loop.run_until_complete(main())
