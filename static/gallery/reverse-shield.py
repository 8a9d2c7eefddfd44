# title: Reverse shield: the child's cancellation becomes an ordinary error
# about: The guest waits for a courier, and at 1 s somebody cancels the courier. The
#   guest does not await the courier's task directly: it lets wait() tell when that is
#   done, sees how it ended, and raises an error of its own.
# ask: outcome of guest
# ask: who is cancelled
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
