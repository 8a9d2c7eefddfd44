# title: One child fails: a task group cancels the siblings, then raises
# about: The same three downloads run in a task group. After a second the orders fail:
#   the users are there already, and the stock would take two seconds more.
# ask: who is cancelled
# ask: printed "stock loaded"
# why: outcome of stock
# why: no line "stock loaded"
# compare: gather-failure
import asyncio


async def download(name, seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    print(name, "loaded")


async def report():
    failure = ConnectionError("no answer")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(download("users", 0.5), name="users")
            group.create_task(download("orders", 1, failure), name="orders")
            group.create_task(download("stock", 3), name="stock")
    except* ConnectionError as errors:
        print("report: a group of", errors.exceptions)


async def main():
    await asyncio.create_task(report(), name="report")


asyncio.run(main())
