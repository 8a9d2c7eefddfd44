import asyncio


async def work(n=1):
    await asyncio.sleep(n)
    return n


with asyncio.Runner() as runner:
    print(runner.run(work(1)), runner.run(work(2)), runner.get_loop().time(), runner.get_loop().is_closed())
try:
    runner.run(work())
except RuntimeError as error:
    print(error)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(work(1)), loop.is_running(), loop.is_closed(), loop.get_debug())
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
loop.call_later(1, loop.stop)
loop.run_forever()
print("stopped", loop.time())
try:
    loop.close()
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(str(error).replace("'MainThread'", "MainThread"))
print(asyncio.run(work(0), debug=False))


async def nested():
    try:
        asyncio.run(work())
    except RuntimeError as error:
        print(error)
    try:
        asyncio.get_running_loop().run_until_complete(work())
    except RuntimeError as error:
        print(error)


asyncio.run(nested())


async def leftovers():
    async def stubborn():
        try:
            await asyncio.sleep(100)
        finally:
            print("stubborn cancelled")
            await asyncio.sleep(1)
            print("after cleanup", asyncio.get_running_loop().time())

    async def failing():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            raise ValueError("at shutdown")

    asyncio.create_task(stubborn(), name="stubborn")
    asyncio.create_task(failing(), name="failing")
    await asyncio.sleep(0)
    return "main done"


print(asyncio.run(leftovers()))


async def eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def quick():
        print("quick runs at once")
        return 5

    async def slow():
        print("slow starts")
        await asyncio.sleep(0)
        print("slow resumes")

    t = asyncio.create_task(quick())
    print(t.done(), t.result())
    s = asyncio.create_task(slow())
    print("created", s.done())
    await s
    print(await asyncio.gather(quick(), quick()))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(quick())
        tg.create_task(slow())


asyncio.run(eager())


async def exits():
    asyncio.create_task(work(100))
    await asyncio.sleep(0.1)
    raise SystemExit(7)


try:
    asyncio.run(exits())
except SystemExit as error:
    print("exit code", error.code)
