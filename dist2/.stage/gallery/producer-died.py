# title: The producer died, and the consumer waits for ever
# about: The baker makes rolls, and the shop means to sell three of them through a
#   queue. After the first one the oven burns, and the baker's task ends with an error.
#   Main awaits the shop.
# ask: end
# ask: outcome of shop
# why: wait of shop
# why: end
# compare: producer-died-task-group
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
    baker = asyncio.create_task(bake(rolls), name="baker")
    shop = asyncio.create_task(sell(rolls), name="shop")
    await shop
    print("closing time")


asyncio.run(main())
