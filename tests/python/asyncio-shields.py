import asyncio


async def work(name, delay=1, fail=False):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise ValueError(name)
        print(name, "finished")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    print(await asyncio.shield(work("plain")))
    t = asyncio.create_task(work("kept"))

    async def caller():
        try:
            await asyncio.shield(t)
        except asyncio.CancelledError:
            print("caller cancelled", t.done())
            raise

    c = asyncio.create_task(caller())
    await asyncio.sleep(0.1)
    c.cancel()
    await asyncio.wait([c])
    print(c.cancelled(), await t)
    t = asyncio.create_task(work("inner"))
    s = asyncio.shield(t)
    await asyncio.sleep(0)
    print(s, s.cancel(), s.cancelled(), t.cancelled())
    print(await t)
    t = asyncio.create_task(work("cancelled inside"))
    s = asyncio.shield(t)
    await asyncio.sleep(0)
    t.cancel("inside")
    try:
        await s
    except asyncio.CancelledError as error:
        print(repr(error), s.cancelled())
    try:
        await asyncio.shield(work("fails", 0.1, True))
    except ValueError as error:
        print(repr(error))
    done = asyncio.create_task(work("done", 0))
    await done
    print(asyncio.shield(done) is done)
    t = asyncio.create_task(work("unseen failure", 0.2, True))
    s = asyncio.shield(t)
    s.cancel()
    await asyncio.sleep(0.5)

    async def cleanup():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.shield(work("cleanup", 0.3))
            print("cleaned")

    c = asyncio.create_task(cleanup())
    await asyncio.sleep(0.1)
    c.cancel()
    await asyncio.sleep(0.1)
    c.cancel()
    await asyncio.wait([c])
    print(c.cancelled())
    await asyncio.sleep(1)


asyncio.run(main())
