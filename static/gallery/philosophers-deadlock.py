# title: Five philosophers take the left fork first, and starve
# about: Five philosophers sit at a round table, with one fork between any two. Each
#   takes the left fork, and then waits for the right one, which the neighbour holds and
#   will not give back before having eaten.
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
