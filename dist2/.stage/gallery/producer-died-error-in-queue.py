# title: The producer died: its error travels through the queue (remedy 2)
# about: The baker makes rolls, and the shop sells them through a queue. When the oven
#   burns, the baker puts the error itself into the queue, behind the rolls, and the
#   shop raises what it takes out.
# ask: outcome of shop
# ask: time of "closed: the oven burns"
# why: outcome of shop
# compare: producer-died
import asyncio


async def bake(rolls):
    try:
        await asyncio.sleep(1)
        await rolls.put("a roll")
        await asyncio.sleep(1)
        raise RuntimeError("the oven burns")
    except Exception as error:
        await rolls.put(error)


async def sell(rolls):
    for customer in range(3):
        roll = await rolls.get()
        if isinstance(roll, Exception):
            raise roll
        print("sold", roll)


async def main():
    rolls = asyncio.Queue()
    baker = asyncio.create_task(bake(rolls), name="baker")
    shop = asyncio.create_task(sell(rolls), name="shop")
    try:
        await shop
    except RuntimeError as error:
        print("closed:", error)


asyncio.run(main())
