# title: notify() wakes one, and nobody moves before the lock is free
# about: Three guests wait for a table. At 1 s the waiter notifies one of them, but
#   keeps the lock for another second, to wipe the table. At 3 s the waiter notifies all
#   who are left.
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
