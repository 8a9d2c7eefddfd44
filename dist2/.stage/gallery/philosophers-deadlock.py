# title: Five philosophers take the left fork first, and starve
# about: Five philosophers sit at a round table, with one fork between any two. To eat
#   takes two forks, and everybody takes the left one first, and a second later the
#   right one.
# ask: end
# ask: outcome of Kant
# why: end
# why: wait of Kant
# compare: philosophers-ordered
import asyncio

NAMES = ["Kant", "Hume", "Mill", "Marx", "Weil"]


async def philosopher(name, first, second):
    async with first:
        print(name, "has a fork")
        await asyncio.sleep(1)
        async with second:
            print(name, "eats")
            await asyncio.sleep(1)


async def main():
    forks = [asyncio.Lock() for name in NAMES]
    async with asyncio.TaskGroup() as table:
        for seat, name in enumerate(NAMES):
            left, right = seat, (seat + 1) % 5
            dinner = philosopher(name, forks[left], forks[right])
            table.create_task(dinner, name=name)
    print("everybody has eaten")


asyncio.run(main())
