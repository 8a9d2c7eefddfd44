import asyncio
import warnings


async def child(number):
    return number


async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        child(1)
        print([(str(one.message), one.category.__name__, one.lineno) for one in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child(2)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="coroutine 'child'")
        child(3)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning)
        child(4)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning)
        child(5)
    child(6)


asyncio.run(main())
warnings.simplefilter("ignore")
child(7)
