# title: as_completed() hands out results as they come, not as they are listed
# about: Three couriers set out at the same time: a van with a piano, a bike with a
#   letter, a car with books. A loop over as_completed() takes delivery.
# ask: order of lines
# ask: time of end
# why: line "got the letter"
import asyncio


async def deliver(parcel, seconds):
    await asyncio.sleep(seconds)
    return parcel


async def main():
    couriers = [
        asyncio.create_task(deliver("piano", 3), name="van"),
        asyncio.create_task(deliver("letter", 1), name="bike"),
        asyncio.create_task(deliver("books", 2), name="car"),
    ]
    for parcel in asyncio.as_completed(couriers):
        print("got the", await parcel)


asyncio.run(main())
