import asyncio
async def f(): return 1
async def main():
    for op in (lambda: asyncio.gather([f()]), lambda: asyncio.gather({}), lambda: asyncio.gather(1), lambda: asyncio.wait([[f()]]), lambda: asyncio.wait({1: 2}), lambda: asyncio.wait("ab"), lambda: asyncio.as_completed([[1]]), lambda: list(asyncio.as_completed([[1]])), lambda: asyncio.shield([]), lambda: asyncio.ensure_future([]), lambda: asyncio.wait_for([], 1), lambda: asyncio.wait(asyncio.create_task(f())), lambda: asyncio.gather(f(), [])):
        try:
            r = op()
            if hasattr(r, "__await__"): r = await r
            print(type(r).__name__)
        except Exception as e: print(type(e).__name__, e)
    class A:
        async def __init__(self, x): self.x = x
    class B:
        def __init__(self): yield 1
    class C:
        def __init__(self): return 3
    class D(A):
        def __init__(self): super().__init__(1)
    for k in (lambda: A(1), B, C, D, lambda: A(), lambda: list(map(A, [1]))):
        try: print(type(k()).__name__)
        except TypeError as e: print(e)
asyncio.run(main())


async def no_loop_has_no_tasks():
    async def work():
        print("never")

    coroutine = work()
    print(asyncio.current_task(coroutine), asyncio.all_tasks(coroutine), asyncio.current_task(5))
    coroutine.close()
    try:
        await asyncio.current_task("loop")
    except TypeError as error:
        print(error)


asyncio.run(no_loop_has_no_tasks())
