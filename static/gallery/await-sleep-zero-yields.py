# title: sleep(0) yields: now the three take turns
# about: Three clerks count their stamps, as before, but now each step contains a
#   sleep(0). It takes no time at all, yet it lets the others go first, and the clerks
#   take turns.
# ask: order of lines
# ask: time of end
# why: line "ann 2"
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
        for name in ["ann", "bob", "cleo"]:
            office.create_task(clerk(name), name=name)


asyncio.run(main())
