# title: A semaphore of two: six jobs go in pairs
# about: Six cars come to a car wash at the same time. A semaphore lets two of them in,
#   a wash takes two seconds, and each one that leaves lets another one in.
# ask: time of end
# ask: time of "car 3 is clean"
# why: wait of car 5 at 1
# why: line "car 6 is clean"
import asyncio


async def wash(car, bays):
    async with bays:
        await asyncio.sleep(2)
        print(car, "is clean")


async def main():
    bays = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as group:
        for number in range(1, 7):
            car = f"car {number}"
            group.create_task(wash(car, bays), name=car)
    print("all are clean")


asyncio.run(main())
