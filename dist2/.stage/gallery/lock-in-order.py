# title: A lock is handed over in order: nobody overtakes the queue
# about: Three people want the bathroom, which has a lock. Ann comes out after a second
#   and at once tries to get in again: Bob, who was woken, has not had his turn yet, and
#   the lock is free.
# ask: order of lines
# ask: time of "ann: visit 2"
# why: line "ann: visit 2"
# why: wait of ann at 1.5
import asyncio


async def person(name, bathroom, visits):
    for visit in range(1, visits + 1):
        async with bathroom:
            print(f"{name}: visit {visit}")
            await asyncio.sleep(1)


async def main():
    bathroom = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(person("ann", bathroom, 2), name="ann")
        group.create_task(person("bob", bathroom, 1), name="bob")
        group.create_task(person("cleo", bathroom, 1), name="cleo")


asyncio.run(main())
