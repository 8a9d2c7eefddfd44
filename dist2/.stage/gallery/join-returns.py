# title: join() with task_done() returns when the last job is done
# about: The cook takes two orders out of the queue, serves them, and calls task_done()
#   for each. Main waits with join() until all orders are done, and then closes the
#   kitchen.
# ask: time of "the kitchen closes"
# ask: outcome of cook
# why: line "the kitchen closes"
# why: outcome of cook
# compare: join-hangs
import asyncio


async def cook(orders):
    while True:
        dish = await orders.get()
        await asyncio.sleep(1)
        print("served:", dish)
        orders.task_done()


async def main():
    orders = asyncio.Queue()
    for dish in ["soup", "pasta"]:
        orders.put_nowait(dish)
    cooking = asyncio.create_task(cook(orders), name="cook")
    await orders.join()
    print("the kitchen closes")
    cooking.cancel()


asyncio.run(main())
