# title: join() without task_done() waits for ever
# about: The cook takes all orders out of the queue and cooks them. But join() does not
#   wait for an empty queue: it waits until task_done() has been called once for every
#   order, and the cook never calls it.
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
