import asyncio
order = []
async def leaf(n):
    order.append(f"s{n}")
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError:
        order.append(f"c{n}")
        if n == 3: raise RuntimeError("during cancel") from None
        if n == 4: return "ignored"
        raise
    finally:
        order.append(f"f{n}")
async def main():
    g1 = asyncio.gather(leaf(1), leaf(2))
    g2 = asyncio.gather(leaf(3), leaf(4), return_exceptions=True)
    g = asyncio.gather(g1, g2, leaf(5), return_exceptions=True)
    await asyncio.sleep(1.5)
    g.cancel()
    try:
        print(await g)
    except asyncio.CancelledError as e:
        print("cancelled", repr(e))
    print(order)
    for x in (g1, g2): print(x.done(), x.cancelled(), x if not x.done() else "")
    try: print(g2.result())
    except BaseException as e: print(repr(e))
    try:
        await asyncio.gather(leaf(0.1), asyncio.wait_for(leaf(9), 0.2), leaf(8))
    except TimeoutError as e:
        print("T", repr(e))
    print(len(asyncio.all_tasks()))
    e = asyncio.gather()
    print(await e, type(e).__name__)
    f = asyncio.gather(leaf(0), leaf(0.5))
    f.add_done_callback(lambda f: print("cb", f.result()))
    print(str(f)[:25])
    await f
    await asyncio.sleep(0)
    t = asyncio.create_task(leaf(1))
    try:
        await asyncio.gather(t, t, leaf(7))
    finally:
        print("dup", t.result())
        raise ExceptionGroup("final", [ValueError(1), ExceptionGroup("in", [TypeError("t"), OSError(2, "No such file")])])
asyncio.run(main())
