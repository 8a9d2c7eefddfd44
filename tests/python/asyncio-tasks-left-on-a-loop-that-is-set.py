# A loop that is set keeps the tasks that are left on it, unless it is closed: then they are destroyed at the end.
import asyncio
async def leaf(n):
    await asyncio.sleep(1)
T = {}
async def main():
    T["x"] = asyncio.create_task(leaf(0.25), name="x")
    await asyncio.sleep(0)
    s = asyncio.shield(asyncio.create_task(leaf(1), name="sh"))
    asyncio.get_running_loop().call_later(0.25, s.cancel)
    try: await s
    except asyncio.CancelledError: print("c")
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(main())
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
