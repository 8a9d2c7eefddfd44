# title: await need not yield: these three run one after another
# about: Three clerks count two stamps each, in three tasks. Every step is awaited; but
#   what they await is done at once, without waiting for anything.
# ask: order of lines
# why: line "ann 1"
# compare: await-sleep-zero-yields
import asyncio


async def next_stamp(number):
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
