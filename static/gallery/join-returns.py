# title: join() with task_done() returns when the last job is done
# about: The cook calls task_done() after each order, which counts down what join()
#   waits for. When the second order is served the count is zero, join() comes back, and
#   main cancels the cook, who already waits for a third order.
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
