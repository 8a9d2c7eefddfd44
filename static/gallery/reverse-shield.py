# title: Reverse shield: the child's cancellation becomes an ordinary error
# about: The guest waits for a courier, and somebody cancels the courier. With a plain
#   await the guest would get a CancelledError and could hardly tell whose it is. wait()
#   does not raise what becomes of the courier, so the guest can look and raise its own
#   error.
# ask: outcome of guest
# ask: order of lines
# why: outcome of guest
# why: outcome of courier
# at 1: cancel courier
import asyncio


class NotDelivered(Exception):
    pass


async def outcome_of(task):
    await asyncio.wait([task])
    if task.cancelled():
        raise NotDelivered(f"{task.get_name()} was cancelled")
    return task.result()


async def guest(courier):
    try:
        print("guest: I eat", await outcome_of(courier))
    except NotDelivered as error:
        print("guest: no pizza,", error)
        await asyncio.sleep(1)
        print("guest: I eat bread")


async def main():
    courier = asyncio.create_task(asyncio.sleep(3, "pizza"), name="courier")
    await asyncio.create_task(guest(courier), name="guest")


asyncio.run(main())
