# title: run() cancels everything that is left, shielded or not
# about: The clerk waits for a payment of three seconds, through a shield, and is
#   cancelled at 1 s. Main waits for the clerk alone, and returns.
# ask: who is cancelled of clerk, payment
# ask: printed "payment: through"
# why: outcome of payment
# why: no line "payment: through"
# compare: main-waits-to-the-end
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
    print("main: the clerk has gone, and so do I")


asyncio.run(main())
