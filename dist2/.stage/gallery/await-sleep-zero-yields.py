# title: sleep(0) yields: now the three take turns
# about: Three clerks count two stamps each, in three tasks. Every step contains a
#   sleep(0) now, which takes no time at all.
# ask: order of lines
# ask: time of end
# why: line "cleo 2"
# compare: await-need-not-yield
import asyncio


async def next_stamp(number):
    await asyncio.sleep(0)
    return number + 1


async def clerk(name):
    stamps = 0
    while stamps < 2:
        stamps = await next_stamp(stamps)
        print(name, stamps)


async def main():
    async with asyncio.TaskGroup() as office:
        for name in ["cleo", "ann", "bob"]:
            office.create_task(clerk(name), name=name)


asyncio.run(main())
