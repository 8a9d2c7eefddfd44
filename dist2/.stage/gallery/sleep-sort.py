# title: Sleep sort: each number sleeps as long as it is large
# about: Five numbers go to sleep together, each for as many seconds as it says, and
#   each prints itself when it wakes up. They start in no order at all.
# ask: time of end
# ask: last line
# why: line "1"
import asyncio


async def sleeper(number):
    await asyncio.sleep(number)
    print(number)


async def main():
    async with asyncio.TaskGroup() as group:
        for number in [4, 1, 5, 3, 2]:
            group.create_task(sleeper(number), name=f"number {number}")


asyncio.run(main())
