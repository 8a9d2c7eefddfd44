import asyncio
async def main(r):
    t = asyncio.current_task()
    print(t.get_name(), asyncio.get_running_loop() is r.get_loop() if r else None)
    asyncio.create_task(left(), name='left over')
    await asyncio.sleep(0.1)
    return t.get_name()
async def left():
    try: await asyncio.sleep(100)
    except asyncio.CancelledError: print('left cancelled'); await asyncio.sleep(0.5); print('left over')
import contextvars
v = contextvars.ContextVar('v', default=0)
async def count():
    v.set(v.get() + 1); return v.get()
r = asyncio.Runner(debug=True)
print(r.run(main(r)))
print(r.run(count()), r.run(count()), r.run(count(), context=contextvars.Context()), r.get_loop().get_debug(), v.get())
try: r.run(None)
except TypeError as e: print(e)
async def fails(): raise KeyError('f')
try: r.run(fails())
except KeyError as e: print('KeyError', e)
async def inside():
    c = count()
    try: r.run(c)
    except RuntimeError as e: print(e); c.close()
    try: r.close()
    except RuntimeError as e: print(e)
r.run(inside())
r.close(); r.close()
c = count()
for f in (lambda: r.run(c), r.get_loop, r.__enter__):
    try: f()
    except RuntimeError as e: print(e)
c.close()
made = []
def factory():
    loop = asyncio.new_event_loop(); made.append(loop); loop.set_debug(True); return loop
with asyncio.Runner(loop_factory=factory, debug=False) as r2:
    print(len(made), r2.run(main(r2)), made[0].get_debug())
    loop = r2.get_loop()
    try: asyncio.get_event_loop()
    except RuntimeError as e: print(e)
print(made[0].is_closed(), len(made))
try:
    with asyncio.Runner() as r3:
        r3.run(count())
        1 / 0
except ZeroDivisionError: print('zde', r3._state)
print(asyncio.run(count(), loop_factory=factory), len(made), v.get())
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
t = loop.create_task(left(), name='pending in loop')
loop.call_later(1, loop.stop)
loop.run_forever()
print(loop.time(), t.done(), loop.is_running())
loop.stop()
loop.run_forever()
f = loop.create_future()
loop.call_soon(loop.stop)
try: loop.run_until_complete(f)
except RuntimeError as e: print(e)
loop.call_soon(lambda: (loop.stop(), loop.call_soon(print, 'next run')))
loop.run_forever()
print('between')
loop.run_until_complete(asyncio.sleep(0))
t.cancel()
try: loop.run_until_complete(t)
except asyncio.CancelledError: print('t cancelled')
async def agen():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0.1); print('agen closed')
async def start():
    global g
    g = agen()
    print(await anext(g))
loop.run_until_complete(start())
loop.run_until_complete(loop.shutdown_asyncgens())
async def after():
    h = agen()
    await anext(h)
    return h
h = loop.run_until_complete(after())
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
loop.close()
print(loop.is_closed())
try: loop.run_until_complete(f)
except RuntimeError as e: print(e)
