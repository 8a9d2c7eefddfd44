# title: The producer died: a task group ends the consumer too (remedy 1)
# about: Baker and shop are tasks of one group now. When the oven burns, the group
#   cancels the shop, waits for its end and raises the baker's error, in an exception
#   group, to whoever opened the task group.
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
