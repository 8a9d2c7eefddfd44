import asyncio, signal, os
async def worker(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(n, 'cancelled', e.args)
        await asyncio.sleep(0.1)
        print(n, 'cleaned')
        raise
async def main(kind):
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(worker(kind))
    await asyncio.sleep(0.1)
    try:
        if kind == 'raise':
            signal.raise_signal(signal.SIGINT)
        elif kind == 'kill':
            os.kill(os.getpid(), signal.SIGINT)
        elif kind == 'twice':
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
        elif kind == 'swallow':
            signal.raise_signal(signal.SIGINT)
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: print('swallowed')
            return 'swallowed'
        elif kind == 'uncancel':
            signal.raise_signal(signal.SIGINT)
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: print('uncancel', asyncio.current_task().uncancel())
            raise asyncio.CancelledError('again')
        elif kind == 'callback':
            loop.call_soon(signal.raise_signal, signal.SIGINT)
        elif kind == 'error':
            signal.raise_signal(signal.SIGINT)
            try: await asyncio.sleep(1)
            finally: raise ValueError('in finally')
        print('still here')
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print('main cancelled', e.args, asyncio.current_task().cancelling())
        raise
    except KeyboardInterrupt:
        print('keyboard interrupt in main')
        raise
for kind in ('raise', 'kill', 'twice', 'swallow', 'uncancel', 'callback', 'error'):
    print('==', kind)
    try:
        print(asyncio.run(main(kind)))
    except BaseException as e:
        print('run raised', repr(e), repr(e.__context__), repr(e.__cause__))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
async def usr():
    loop = asyncio.get_running_loop()
    got = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, lambda *a: (print('term', a, asyncio.current_task()), got.set()), 1, 2)
    await got.wait()
    print(loop.time(), loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))

