import asyncio

async def inner(x):
    try:
        await asyncio.sleep(x)
        print("inner", x, "done")
        return x
    except asyncio.CancelledError as e:
        print("inner", x, "cancelled", e.args)
        raise

async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(inner(1), name="inner")
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.3)
    except TimeoutError as e:
        print("timeout", repr(e), repr(e.__cause__), t.done())
    s = asyncio.shield(t)
    s.cancel("stop it")
    try:
        await s
    except asyncio.CancelledError as e:
        print("shield cancelled", e.args)
    print(await t)
    # shield of a finished one
    f = asyncio.shield(t)
    print(f is t, f.result())
    # misuse: shield(coro()) with no reference
    async def outer():
        await asyncio.shield(inner(2))
    o = asyncio.create_task(outer(), name="outer")
    await asyncio.sleep(0.1)
    o.cancel()
    r = await asyncio.gather(o, return_exceptions=True)
    print(r)
    await asyncio.sleep(3)
    g = asyncio.gather(inner(0.5), asyncio.shield(inner(0.6)))
    await asyncio.sleep(0.1)
    print(g.cancel("bye"))
    try:
        await g
    except asyncio.CancelledError as e:
        print("gather cancelled", e.args, g.cancelled())
    await asyncio.sleep(1)
    async def bad():
        await asyncio.sleep(0.2)
        raise ValueError("late")
    sh = asyncio.shield(bad())
    sh.cancel()
    await asyncio.sleep(1)
    print("end")

asyncio.run(main())
