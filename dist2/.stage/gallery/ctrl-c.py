# title: Ctrl-C: main hears a CancelledError, KeyboardInterrupt comes later
# about: A task counts customers, and main awaits it. At 2.5 s somebody presses Ctrl-C.
#   Main is ready for a KeyboardInterrupt and for a CancelledError; the code around
#   asyncio.run() catches a KeyboardInterrupt too.
# ask: order of lines
# ask: printed "main: KeyboardInterrupt"
# why: outcome of counter
# why: line "main: CancelledError, closing the till"
# at 2.5: SIGINT
import asyncio


async def count():
    for customer in range(1, 100):
        await asyncio.sleep(1)
        print("customer", customer)


async def main():
    counter = asyncio.create_task(count(), name="counter")
    try:
        await counter
    except KeyboardInterrupt:
        print("main: KeyboardInterrupt")
    except asyncio.CancelledError:
        print("main: CancelledError, closing the till")
        await asyncio.sleep(1)
        print("main: the till is closed")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("after run(): KeyboardInterrupt")
