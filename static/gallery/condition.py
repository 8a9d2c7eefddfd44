# title: notify() wakes one, and nobody moves before the lock is free
# about: Three guests wait for a table, and each has given up the lock to do so. The
#   waiter frees one table and notifies one guest, who must get the lock back first, and
#   so waits until the waiter has let go of it. notify_all() then wakes all the others.
# ask: order of lines
# ask: time of "bob sits down"
# why: line "ann sits down"
# why: wait of bob at 2
import asyncio


async def guest(name, tables):
    async with tables:
        await tables.wait()
        print(name, "sits down")


async def waiter(tables):
    await asyncio.sleep(1)
    async with tables:
        tables.notify()
        print("waiter: one table, let me wipe it first")
        await asyncio.sleep(1)
    await asyncio.sleep(1)
    async with tables:
        tables.notify_all()
        print("waiter: tables for everybody")


async def main():
    tables = asyncio.Condition()
    async with asyncio.TaskGroup() as group:
        for name in ["ann", "bob", "cleo"]:
            group.create_task(guest(name, tables), name=name)
        group.create_task(waiter(tables), name="waiter")


asyncio.run(main())
