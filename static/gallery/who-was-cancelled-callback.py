# title: A callback that tells whether I or my child was cancelled
# about: The parents no longer await their children but a future of their own, which a
#   callback resolves when the child is done. At 1 s Tim is cancelled: an ordinary
#   error. At 2 s Zoe's mother is cancelled: Zoe does not even hear of it.
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
        print("my child,", child.get_name(), "is", await news)
    except asyncio.CancelledError:
        print("I am cancelled;", child.get_name(), "done:", child.done())
        raise


async def main():
    children = []
    for name in ["tim", "zoe"]:
        child = asyncio.create_task(asyncio.sleep(5), name=name)
        children.append(child)
        asyncio.create_task(parent(child), name=f"{name}-mother")
    await asyncio.wait(children)


asyncio.run(main())
