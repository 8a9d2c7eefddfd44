# enterContext() and its like, what they refuse, assertions about classes and attributes, and tests that are debugged.
import math
import unittest
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager

log = []


@contextmanager
def plain():
    log.append("enter")
    yield "plain"
    log.append("leave")


@asynccontextmanager
async def asynchronous():
    log.append("aenter")
    yield "asynchronous"
    log.append("aleave")


class Asks(unittest.TestCase):
    def asks(self, assertion, *args):
        try:
            assertion(*args)
            print("holds")
        except (AssertionError, TypeError) as error:
            print(type(error).__name__, error)

    def test_classes(self):
        self.asks(self.assertIsSubclass, bool, int)
        self.asks(self.assertIsSubclass, str, (int, float))
        self.asks(self.assertNotIsSubclass, str, int)
        self.asks(self.assertNotIsSubclass, bool, (float, int))
        self.asks(self.assertNotIsSubclass, 1, int)
        self.asks(self.assertHasAttr, math, "tau_")
        self.asks(self.assertHasAttr, int, "tau")
        self.asks(self.assertNotHasAttr, "", "split")
        self.asks(self.assertNotStartsWith, "abc", ("x", "ab"))
        self.asks(self.assertNotEndsWith, "abc", "bc")
        self.asks(self.assertNotEndsWith, "abc", "b")

    def test_managers(self):
        self.asks(lambda: print(self.enterContext(plain())))
        self.asks(self.enterContext, asynchronous())
        self.asks(self.enterContext, 1)
        self.asks(unittest.enterModuleContext, AsyncExitStack())
        with ExitStack() as stack:
            self.asks(stack.enter_context, 1)
            stack.enter_context(manager := plain())
            print(stack._exit_callbacks[-1][1].__self__ is manager)


class AsksAsynchronously(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        log.append("asyncSetUp")

    async def test_managers(self):
        print(await self.enterAsyncContext(asynchronous()))
        for wrong in plain(), 1:
            try:
                await self.enterAsyncContext(wrong)
            except TypeError as error:
                print(error)


class NotAsynchronous(unittest.IsolatedAsyncioTestCase):
    def asyncSetUp(self):
        pass

    async def test(self):
        pass


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Asks).run(result)
print(result, log)
log.clear()
AsksAsynchronously("test_managers").debug()
print(log)
result = unittest.TestResult()
NotAsynchronous("test").run(result)
print("is not an async function" in result.errors[0][1] if result.errors else result.failures[0][1].splitlines()[-1][-30:])
