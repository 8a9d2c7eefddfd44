import asyncio
import signal

# at 1: SIGINT
# at 2: cancel waiter
# at 5: SIGINT


async def signals():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGINT, lambda: (print("SIGINT"), stop.set()))
    await stop.wait()
    print("stopping", loop.remove_signal_handler(signal.SIGINT), signal.SIGINT, signal.Signals(2).name, int(signal.SIGTERM))


async def waiter():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("cancelled from outside")


async def main():
    await signals()
    await asyncio.create_task(waiter(), name="waiter")
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as error:
        print("interrupted", repr(error), asyncio.get_running_loop().time())
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted for good")
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.SIGINT == 2, repr(signal.SIGTERM))

