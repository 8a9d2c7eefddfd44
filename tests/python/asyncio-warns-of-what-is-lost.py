import asyncio
import gc


async def never():
    pass


async def fails(n):
    raise ValueError(f"lost {n}")


class Service:
    async def method(self):
        pass


async def pending():
    await asyncio.get_running_loop().create_future()


async def main():
    never()
    Service().method()
    c = never()
    c.close()
    [never() for _ in range(2)]
    t = asyncio.create_task(fails(1), name="lost task")
    await asyncio.sleep(0.1)
    del t
    print("after del")
    seen = asyncio.create_task(fails(2), name="seen")
    await asyncio.wait([seen])
    print(seen.exception())
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyError("future"))
    del f
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)

    def bad_callback(task):
        raise TypeError("callback")

    ok = asyncio.create_task(never(), name="ok")
    ok.add_done_callback(bad_callback)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"], repr(context.get("exception"))))
    loop.call_soon(lambda: {}["k"])
    await asyncio.sleep(0)
    lost = asyncio.create_task(fails(3), name="handled")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    lost = None
    loop.set_exception_handler(lambda loop, context: 1 / 0)
    loop.call_soon(lambda: {}["z"])
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    asyncio.create_task(pending(), name="pending")
    await asyncio.sleep(0)


asyncio.run(main())
x = never()
