# title: The producer died: it shuts the queue as it leaves (remedy 3)
# about: The baker makes rolls, and the shop sells them through a queue. However the
#   baker ends, its finally block shuts the queue down. shutdown() is new in Python
#   3.13.
# ask: outcome of shop
# ask: order of lines
# why: outcome of shop
# why: line "sold out"
# compare: producer-died
import asyncio


async def bake(rolls):
    try:
        await asyncio.sleep(1)
        await rolls.put("a roll")
        await asyncio.sleep(1)
        raise RuntimeError("the oven burns")
    finally:
        rolls.shutdown()


async def sell(rolls):
    try:
        while True:
            print("sold", await rolls.get())
    except asyncio.QueueShutDown:
        print("sold out")


async def main():
    rolls = asyncio.Queue()
    baker = asyncio.create_task(bake(rolls), name="baker")
    shop = asyncio.create_task(sell(rolls), name="shop")
    await shop
    print("closing time, baker:", baker.exception())


asyncio.run(main())
