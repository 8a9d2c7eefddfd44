# title: A home-made gather that cancels the rest when one fails
# about: all_or_none() is a gather with a clean-up: when one of its tasks fails, it
#   cancels all of them, waits until they have ended, and lets the error through. At
#   that moment one is done, one has failed, and one is still at work.
# ask: who is cancelled
# ask: order of lines
# why: outcome of stock
# why: outcome of users
import asyncio


async def all_or_none(*tasks):
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            print("cancel", task.get_name(), "->", task.cancel())
        await asyncio.wait(tasks)
        raise


async def download(name, seconds):
    await asyncio.sleep(seconds)
    if name == "orders":
        raise ConnectionError("no answer")
    print(name, "loaded")


async def main():
    users = asyncio.create_task(download("users", 0.5), name="users")
    orders = asyncio.create_task(download("orders", 1), name="orders")
    stock = asyncio.create_task(download("stock", 3), name="stock")
    try:
        await all_or_none(users, orders, stock)
    except ConnectionError as error:
        print("the report fails:", error)


asyncio.run(main())
