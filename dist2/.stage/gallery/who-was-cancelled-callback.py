# title: A callback that tells whether I or my child was cancelled
# about: Two mothers each await a future, which a callback resolves when the child is
#   done; they do not await the child itself. At 1 s Tim is cancelled, and at 2 s Zoe's
#   mother.
# ask: who is cancelled of tim, zoe, tim-mother, zoe-mother
# ask: outcome of zoe
# why: outcome of tim-mother
# why: outcome of zoe
# compare: who-was-cancelled
# at 1: cancel tim
# at 2: cancel zoe-mother
import asyncio


async def parent(child):
    news = asyncio.get_running_loop().create_future()

    def tell(child):
        if not news.done():
            news.set_result("cancelled" if child.cancelled() else "well")

    child.add_done_callback(tell)
    try:
        print(child.get_name(), "has ended:", await news)
    except asyncio.CancelledError:
        print("I am cancelled,", child.get_name(), "is done:", child.done())
        raise


async def main():
    async with asyncio.TaskGroup() as group:
        for name in ["tim", "zoe"]:
            child = asyncio.create_task(asyncio.sleep(5), name=name)
            group.create_task(parent(child), name=f"{name}-mother")
    await child  # Zoe sleeps to the end


asyncio.run(main())
