import asyncio

async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as t:
        print(t, t.when())
        t.reschedule(loop.time() + 0.5)
        await asyncio.sleep(0.2)
        print(t.when(), t.expired())
        t.reschedule(None)
        await asyncio.sleep(1)
    print(t, t.expired())
    try:
        async with asyncio.timeout(1) as o:
            try:
                async with asyncio.timeout(0.3) as i:
                    print(i)
                    await asyncio.sleep(5)
            except TimeoutError as e:
                print("inner", i.expired(), o.expired(), repr(e.__cause__))
                await asyncio.sleep(5)
    except TimeoutError:
        print("outer", o, loop.time())
    try:
        async with asyncio.timeout_at(loop.time() - 1) as t:
            print("body runs")
            await asyncio.sleep(0)
            print("no")
    except TimeoutError:
        print("past")
    try:
        async with t:
            pass
    except RuntimeError as e:
        print(e)
    try:
        t.reschedule(3)
    except RuntimeError as e:
        print(e)
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError("instead")
    except ValueError as e:
        print(repr(e), repr(e.__context__))
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            finally:
                print("cleanup")
                await asyncio.sleep(0.5)
                print("cleaned")
    except TimeoutError as e:
        print("T", asyncio.current_task().cancelling())
    try:
        await asyncio.wait_for(asyncio.sleep(1, "r"), timeout=0)
    except TimeoutError as e:
        print(repr(e))
    print(await asyncio.wait_for(asyncio.sleep(1, "r"), timeout=None))
    f = loop.create_future()
    try:
        await asyncio.wait_for(f, 0.1)
    except TimeoutError:
        print(f.cancelled())
    t = asyncio.timeout(3)
    try:
        t.reschedule(4)
    except RuntimeError as e:
        print(e)
    print(t)
    async with asyncio.timeout(1):
        async with asyncio.timeout(1) as inner:
            await asyncio.sleep(2)

asyncio.run(main())
