# title: The producer died: a task group ends the consumer too (remedy 1)
# about: The baker makes rolls, the shop sells them through a queue, and both are tasks
#   of one group. After the first roll the oven burns, and the baker's task ends with an
#   error.
# ask: outcome of shop
# ask: time of end
# why: outcome of shop
# compare: producer-died
import asyncio


async def bake(rolls):
    await asyncio.sleep(1)
    await rolls.put("a roll")
    await asyncio.sleep(1)
    raise RuntimeError("the oven burns")


async def sell(rolls):
    for customer in range(3):
        print("sold", await rolls.get())


async def main():
    rolls = asyncio.Queue()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bake(rolls), name="baker")
            group.create_task(sell(rolls), name="shop")
    except* RuntimeError as errors:
        print("closed:", *errors.exceptions)


asyncio.run(main())
