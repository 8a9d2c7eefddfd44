import asyncio
async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print('inner', repr(e.__context__))
        raise KeyError('inner') 
async def quiet():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print('quiet', repr(e.__context__))
    try:
        raise LookupError('q')
    except LookupError as e:
        print('q', isinstance(e.__context__, ValueError))
    await asyncio.sleep(0)
    try:
        raise LookupError('q2')
    except LookupError as e:
        print('q2', repr(e.__context__))
    raise IndexError('from quiet')
async def timed():
    async with asyncio.timeout(0.1):
        await asyncio.sleep(1)
async def fails():
    await asyncio.sleep(0.1)
    raise OSError('fails')
async def awaits_task():
    t = asyncio.create_task(fails())
    try:
        await t
    except OSError as e:
        print('task failed', repr(e.__context__))
        raise
async def awaits_done():
    t = asyncio.create_task(fails())
    await asyncio.wait([t])
    try:
        await t
    except OSError as e:
        print('done task failed', repr(e.__context__))
        raise
def chain(e):
    out = []
    while e is not None:
        out.append(f'{type(e).__name__}({e})' + (f' <- {e.__cause__!r}' if e.__cause__ else ''))
        e = e.__context__
    return ' / '.join(out)
async def outer(f, how):
    try:
        if how == 'except':
            try:
                raise ValueError('outer')
            except ValueError:
                await f()
        elif how == 'finally':
            try:
                raise ValueError('outer')
            finally:
                await f()
        elif how == 'deep':
            try:
                raise ValueError('outer')
            except ValueError:
                try:
                    raise TypeError('second')
                except TypeError:
                    async def mid():
                        try:
                            await f()
                        finally:
                            print('mid')
                    await mid()
        else:
            await f()
    except BaseException as e:
        print(f.__name__, how, chain(e))
async def main():
    for f in (inner, quiet, timed, awaits_task, awaits_done):
        for how in ('except', 'finally', 'deep', 'plain'):
            t = asyncio.create_task(outer(f, how))
            await asyncio.sleep(0.01)
            if f in (inner, quiet):
                t.cancel()
            await t
asyncio.run(main())
