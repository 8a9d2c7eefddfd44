# What cancel() is given arrives as it is; and some of what tasks, locks and futures keep can be looked at.
import asyncio


class Ticket(asyncio.Future):
    pass


async def child():
    await asyncio.sleep(1)


async def parent():
    return await asyncio.gather(child(), child())


async def main():
    for message in (5, ("why", 7), None, "", ValueError("no"), ["a"]):
        task = asyncio.create_task(parent())
        await asyncio.sleep(0)
        print(task._must_cancel, task._coro is task.get_coro())
        task.cancel(msg=message)
        try:
            await task
        except asyncio.CancelledError as error:
            print(error.args, repr(error), error.args[:1] == (message,))

    future = asyncio.get_running_loop().create_future()
    future.cancel(msg=3.5)
    try:
        await future
    except asyncio.CancelledError as error:
        print(error.args, type(error.args[0]).__name__)

    ticket = Ticket()
    print(next(iter(ticket)) is ticket, next(ticket.__await__()) is ticket)
    asyncio.get_running_loop().call_later(1, ticket.set_result, "seat 4")
    print(await ticket)

    lock, event, semaphore = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    async with lock, semaphore:
        event.set()
        print(lock._locked, event._value, semaphore._value)
    for made in (asyncio.Lock, asyncio.Event, asyncio.Semaphore, asyncio.BoundedSemaphore, asyncio.Condition):
        try:
            made(loop=None)
        except TypeError as error:
            print(error)


asyncio.run(main())
