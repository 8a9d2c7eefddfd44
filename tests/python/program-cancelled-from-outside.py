import asyncio
# at 0.5: cancel t1
# at 0.5: cancel t2
# at 1: cancel main-like
# at 2.5: cancel nobody
async def w(n):
    try: await asyncio.sleep(3)
    except asyncio.CancelledError as e:
        print(n, "C", e.args, asyncio.current_task().cancelling()); raise
async def main():
    asyncio.current_task().set_name("main-like")
    t1 = asyncio.create_task(w(1), name="t1"); t2 = asyncio.create_task(w(2), name="t2")
    try:
        async with asyncio.TaskGroup() as tg:
            x = tg.create_task(w(3), name="t3")
            try: await t1
            except asyncio.CancelledError:
                print("t1 cancelled?", t1.cancelled(), asyncio.current_task().cancelling())
            await asyncio.sleep(2)
    except asyncio.CancelledError:
        print("main cancelled", x.cancelled(), asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
    async with asyncio.timeout(0.5) as t:
        try: await asyncio.sleep(1)
        except asyncio.CancelledError:
            print(asyncio.current_task().cancelling(), t); asyncio.current_task().cancel("own")
            raise
asyncio.run(main())
