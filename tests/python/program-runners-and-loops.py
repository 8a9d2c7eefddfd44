import asyncio

async def main():
    runner_loop = asyncio.get_running_loop()
    print(runner_loop.is_running())

with asyncio.Runner(debug=False) as r:
    r.run(main())
    loop = r.get_loop()
    print(loop.is_running(), loop.is_closed())
    async def add(a, b):
        await asyncio.sleep(0.1)
        return a + b
    print(r.run(add(1, 2)), loop.time())
    try:
        r.run(add(1, "x"))
    except TypeError as e:
        print(e)
    try:
        r.run(5)
    except (TypeError, ValueError) as e:
        print(type(e), e)
print(loop.is_closed())
try:
    r.run(add(1, 1))
except RuntimeError as e:
    print(e)
async def nested():
    c = add(1, 2)
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
asyncio.run(nested())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(asyncio.sleep(0.1))
    t = loop.create_task(add(3, 4), name="adder")
    loop.call_later(0.05, loop.stop)
    loop.run_forever()
    print(t.done())
    loop.call_soon(loop.stop)
    try:
        loop.run_until_complete(loop.create_future())
    except RuntimeError as e:
        print(e)
    print(loop.run_until_complete(t), loop.run_until_complete(asyncio.gather(add(1, 2), add(3, 4))) if False else "")
    async def many():
        return await asyncio.gather(add(1, 2), add(5, 6))
    print(loop.run_until_complete(many()))
    print(repr(loop).split(" ", 1)[1])
finally:
    loop.close()
for f in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.call_later(1, print)):
    try: f()
    except RuntimeError as e: print(e)
print(repr(loop).split(" ", 1)[1])
with asyncio.Runner(loop_factory=asyncio.new_event_loop) as rr:
    print(rr.run(add("a", "b")))
    rr.run(main())
    rr.get_loop().run_until_complete(add(0, 0))
async def fail():
    asyncio.create_task(asyncio.sleep(5), name="left")
    raise LookupError("end of it") from OSError(5, "io")
asyncio.run(fail())
