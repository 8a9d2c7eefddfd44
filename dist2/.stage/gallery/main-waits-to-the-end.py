# title: Shielded work lives only if main waits for it
# about: The clerk waits for a payment of three seconds, through a shield, and is
#   cancelled at 1 s. Main waits for the clerk, and then for the payment too.
# ask: who is cancelled of clerk, payment
# ask: time of end
# why: outcome of payment
# why: outcome of clerk
# compare: main-leaves-too-early
# at 1: cancel clerk
import asyncio


async def pay():
    print("payment: begin")
    await asyncio.sleep(3)
    print("payment: through")


async def protect(work):
    await asyncio.shield(work)


async def main():
    payment = asyncio.create_task(pay(), name="payment")
    clerk = asyncio.create_task(protect(payment), name="clerk")
    await asyncio.wait([clerk])
    print("main: the clerk has gone, I stay for the payment")
    await payment


asyncio.run(main())
