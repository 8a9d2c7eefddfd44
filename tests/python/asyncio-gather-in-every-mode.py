import asyncio


async def job(name, delay, fail=None):
    try:
        await asyncio.sleep(delay)
        print(name, "ends")
        if fail:
            raise fail
        return name
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise


async def main():
    print(await asyncio.gather(job("a", 0.2), job("b", 0.1)), await asyncio.gather(), await asyncio.gather(*[job(str(i), 0) for i in range(3)]))
    print(await asyncio.gather(job("a", 0.1), job("x", 0.05, ValueError("v")), return_exceptions=True))
    try:
        await asyncio.gather(job("slow", 0.3), job("x", 0.1, ValueError("first")), job("y", 0.2, KeyError("second")))
    except ValueError as error:
        print(repr(error))
    await asyncio.sleep(0.5)
    g = asyncio.gather(job("p", 1), job("q", 1))
    await asyncio.sleep(0.1)
    print(g.cancel(), g.done())
    try:
        await g
    except asyncio.CancelledError as error:
        print("gather cancelled", repr(error), g.cancelled())
    t = asyncio.create_task(job("child", 1))

    async def canceller():
        await asyncio.sleep(0.1)
        t.cancel("by hand")

    asyncio.create_task(canceller())
    try:
        await asyncio.gather(t, job("sibling", 0.3))
    except asyncio.CancelledError as error:
        print("a child was cancelled", repr(error))
    print(await asyncio.gather(t, return_exceptions=True))
    await asyncio.sleep(0.5)
    same = asyncio.create_task(job("same", 0.1))
    print(await asyncio.gather(same, same, same))
    nested = asyncio.gather(asyncio.gather(job("n1", 0.1), job("n2", 0.1)), job("n3", 0.1))
    print(await nested, nested)

    async def parent():
        try:
            await asyncio.gather(job("c1", 5), job("c2", 5), return_exceptions=True)
        except asyncio.CancelledError:
            print("parent cancelled")
            raise

    p = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    p.cancel()
    print(await asyncio.gather(p, return_exceptions=True), p.cancelled())

    async def stubborn():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("refusing")
            return "survived"

    g = asyncio.gather(stubborn(), job("other", 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    g.cancel()
    try:
        print(await g)
    except asyncio.CancelledError:
        print("cancelled anyway")


asyncio.run(main())
