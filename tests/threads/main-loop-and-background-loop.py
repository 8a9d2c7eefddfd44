# A loop in the main thread that has another one, in a thread, do things for it.
import asyncio
import threading

background = asyncio.new_event_loop()
thread = threading.Thread(target=background.run_forever)
thread.start()


async def remote(n):
    print("remote", n, asyncio.get_running_loop() is background)
    await asyncio.sleep(n)
    if n > 0.3:
        raise KeyError(n)
    return n


def there(coroutine):
    return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(coroutine, background))


async def tick():
    for i in range(3):
        await asyncio.sleep(0.09)
        print("tick", i)


async def main():
    ticking = asyncio.create_task(tick())
    print(await asyncio.gather(*[there(remote(n)) for n in (0.23, 0.13, 0.35)], return_exceptions=True))
    await ticking
    future = there(remote(0.2))
    await asyncio.sleep(0.1)
    future.cancel()
    try:
        await future
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep(0.05)
    print([task for task in asyncio.all_tasks(background)])
    try:
        async with asyncio.timeout(0.1):
            await there(remote(0.3))
    except TimeoutError:
        print("timeout")
    await asyncio.sleep(0.05)
    background.call_soon_threadsafe(background.stop)
    await asyncio.to_thread(thread.join)
    print(thread.is_alive())


asyncio.run(main())
