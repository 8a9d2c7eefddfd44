# title: Who was cancelled, me or the one I await?
# about: Two mothers each await a child. At 1 s Tim is cancelled, and at 2 s Zoe's
#   mother. Both mothers catch a CancelledError, look at the child, and ask cancelling()
#   how many requests to cancel were made to themselves.
# ask: who is cancelled of tim, zoe, tim-mother, zoe-mother
# ask: printed "zoe cancelled: False, requests to me: 1" -- Does Zoe live on?
# why: outcome of tim-mother
# why: outcome of zoe-mother
# compare: who-was-cancelled-callback
# at 1: cancel tim
# at 2: cancel zoe-mother
import asyncio


async def parent(child):
    name = child.get_name()
    try:
        await child
    except asyncio.CancelledError:
        requests = asyncio.current_task().cancelling()
        print(f"{name} cancelled: {child.cancelled()}, requests to me: {requests}")
        if requests:
            raise
        print(f"so it was {name}, and I go on")


async def main():
    async with asyncio.TaskGroup() as group:
        for name in ["tim", "zoe"]:
            child = asyncio.create_task(asyncio.sleep(5), name=name)
            group.create_task(parent(child), name=f"{name}-mother")


asyncio.run(main())
