# title: join() without task_done() waits for ever
# about: The cook takes two orders out of the queue and serves them. Main waits with
#   join() until all orders are done, and then closes the kitchen. Nobody calls
#   task_done().
# ask: end
# ask: printed "the kitchen closes"
# why: wait of Task-1
# why: end
# compare: join-returns
import asyncio


async def cook(orders):
    while True:
        dish = await orders.get()
        await asyncio.sleep(1)
        print("served:", dish)


async def main():
    orders = asyncio.Queue()
    for dish in ["soup", "pasta"]:
        orders.put_nowait(dish)
    cooking = asyncio.create_task(cook(orders), name="cook")
    await orders.join()
    print("the kitchen closes")
    cooking.cancel()


asyncio.run(main())
