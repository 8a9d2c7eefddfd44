# title: Five philosophers take the lower fork first, and all eat
# about: Five philosophers sit at a round table, with one fork between any two. The
#   forks are numbered, and everybody takes the one with the lower number first: for
#   four of them the left one, for the last one the right one.
# ask: time of "everybody has eaten"
# ask: order of lines "Kant eats" "Marx eats" "Weil eats"
# why: line "Marx eats"
# why: wait of Weil at 0.5
# compare: philosophers-deadlock
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
            low, high = sorted([seat, (seat + 1) % 5])
            dinner = philosopher(name, forks[low], forks[high])
            table.create_task(dinner, name=name)
    print("everybody has eaten")


asyncio.run(main())
