import asyncio, inspect, types
async def inner(x):
    y = x * 2
    await asyncio.sleep(1)
    return y
async def outer(a, *, k=1):
    local = [a]
    b = await inner(a)
    return b + k
async def main():
    c = outer(3, k=2)
    print(inspect.getcoroutinestate(c), c.cr_await, c.cr_frame.f_locals, c.cr_frame.f_code is c.cr_code, c.cr_code is outer.__code__, c.__name__, c.__qualname__)
    print(c.cr_frame.f_lineno, c.cr_running, c.cr_suspended, inspect.getcoroutinelocals(c))
    t = asyncio.create_task(c)
    await asyncio.sleep(.5)
    print(inspect.getcoroutinestate(c), type(c.cr_await).__name__, c.cr_await.__qualname__, c.cr_frame.f_locals["local"], c.cr_frame.f_lineno)
    i = c.cr_await
    print(i.cr_frame.f_locals, i.cr_frame.f_code.co_name, i.cr_await, inspect.getcoroutinelocals(i)) if False else print(i.cr_frame.f_locals, i.cr_frame.f_code.co_name, inspect.iscoroutine(i.cr_await))
    print(t.get_coro() is c, t.get_stack()[0].f_code.co_name, len(t.get_stack()))
    print(await t, inspect.getcoroutinestate(c), c.cr_frame, c.cr_await)
    def gen(n):
        for i in range(n):
            z = yield i
    g = gen(3)
    print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g)); next(g); print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), g.gi_frame.f_lineno, g.gi_yieldfrom)
    def gen2(): yield from g
    h = gen2(); next(h); print(h.gi_yieldfrom is g); g.close(); print(inspect.getgeneratorstate(g), g.gi_frame, inspect.getgeneratorlocals(g))
    async def ag():
        v = 1
        yield v
    a = ag(); print(inspect.getasyncgenstate(a), a.ag_frame.f_locals, a.ag_await, a.ag_running); await anext(a); print(inspect.getasyncgenlocals(a)); await a.aclose(); print(inspect.getasyncgenstate(a))
    co = outer.__code__
asyncio.run(main())
