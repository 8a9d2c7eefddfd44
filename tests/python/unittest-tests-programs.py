"""Tests of every kind, and what the runner tells of them."""
import asyncio
import io
import logging
import re
import unittest
import warnings
from dataclasses import dataclass

def divide(a, b):
    if b == 0:
        raise ValueError("division by zero is not allowed")
    return a / b

class TestMath(unittest.TestCase):
    """Math."""
    @classmethod
    def setUpClass(cls): print("setUpClass")
    @classmethod
    def tearDownClass(cls): print("tearDownClass")
    def setUp(self):
        print("setUp", self._testMethodName); self.addCleanup(print, "cleanup", self.id())
    def tearDown(self): print("tearDown")
    def test_divide(self):
        """Divides."""
        self.assertEqual(divide(4, 2), 2)
        self.assertAlmostEqual(divide(1, 3), 0.3333333, places=5)
    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            divide(1, 0)
        self.assertIn("zero", str(caught.exception))
        with self.assertRaisesRegex(ValueError, "not .*owed"): divide(1, 0)
        self.assertRaises(ZeroDivisionError, lambda: 1 / 0)
    def test_fails(self):
        self.assertEqual(divide(4, 2), 3, "halves")
    def test_errors(self):
        divide(1, 0)
    @unittest.skip("not now")
    def test_skipped(self): pass
    @unittest.skipIf(1 > 2, "never")
    def test_not_skipped(self): self.skipTest("inside")
    @unittest.expectedFailure
    def test_expected(self): self.assertTrue(False)
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_subtests(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)
        with self.subTest("named", a=1): raise KeyError("k")
class TestDiffs(unittest.TestCase):
    def test_lists(self): self.assertEqual([1, 2, 3], [1, 5, 3, 4])
    def test_dicts(self): self.assertEqual({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3], "c": None})
    def test_sets(self): self.assertEqual({1, 2}, {2, 3})
    def test_text(self): self.assertEqual("hello\nworld\nx\n", "hello\nwurld\nx\n")
    def test_line(self): self.assertEqual("hello world", "hello wurld")
    def test_tuple(self): self.assertEqual((1,), (2,))
    def test_long(self): self.assertEqual(list(range(100)), list(range(99)) + [5])
    def test_numbers(self): self.assertEqual(1, 2.5)
    def test_mixed(self): self.assertEqual(1, "1")
    def test_count(self): self.assertCountEqual([1, 2, 2], [2, 1, 3])
    def test_many(self):
        for check in (lambda: self.assertTrue(0, "zero"), lambda: self.assertFalse([1]), lambda: self.assertIs(1, None), lambda: self.assertIsNot(None, None), lambda: self.assertIsNone(3), lambda: self.assertIsNotNone(None), lambda: self.assertIn(1, [2]), lambda: self.assertNotIn(1, [1]), lambda: self.assertIsInstance(1, str), lambda: self.assertNotIsInstance(1, int), lambda: self.assertLess(2, 1), lambda: self.assertGreaterEqual(1, 2), lambda: self.assertLessEqual(3, 2), lambda: self.assertGreater(1, 2), lambda: self.assertAlmostEqual(1, 1.1), lambda: self.assertAlmostEqual(1, 2, delta=0.5), lambda: self.assertNotAlmostEqual(1, 1.00000001), lambda: self.assertNotEqual(1, 1), lambda: self.assertRegex("abc", "x+"), lambda: self.assertNotRegex("abc", "b"), lambda: self.assertRaises(ValueError, int, "5"), lambda: self.assertRaisesRegex(ValueError, "zzz", int, "q"), lambda: self.fail("given"), lambda: self.fail(), lambda: self.assertEqual("x" * 100, "y" * 100), lambda: self.assertSequenceEqual((1, 2), [1, 3]), lambda: self.assertIsInstance(1, (str, list)), lambda: self.assertIsSubclass(int, str), lambda: self.assertStartsWith("abc", "x"), lambda: self.assertEndsWith("abc", "x"), lambda: self.assertHasAttr(1, "zz")):
            try: check()
            except AssertionError as e: print(repr(str(e)))
        with self.assertRaises(AssertionError) as c:
            with self.assertRaises(KeyError): pass
        print(c.exception)
    def test_logs(self):
        with self.assertLogs("app", level="INFO") as logs:
            logging.getLogger("app").info("hi"); logging.getLogger("app.x").error("bad")
        self.assertEqual(logs.output, ["INFO:app:hi", "ERROR:app.x:bad"])
        with self.assertNoLogs(): pass
        with self.assertLogs("q"): pass
    def test_warns(self):
        with self.assertWarns(DeprecationWarning): warnings.warn("old", DeprecationWarning)
        with self.assertWarns(UserWarning): pass
class TestAsync(unittest.IsolatedAsyncioTestCase):
    def setUp(self): print("sync setUp")
    async def asyncSetUp(self): print("asyncSetUp"); self.q = asyncio.Queue()
    async def asyncTearDown(self): print("asyncTearDown"); await asyncio.sleep(0)
    async def test_queue(self):
        self.addAsyncCleanup(self.bye); await self.q.put(1); self.assertEqual(await self.q.get(), 1)
    async def bye(self): print("bye")
    async def test_timeout(self):
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(1): await asyncio.sleep(5)
    async def test_fails(self):
        await asyncio.sleep(0.5)
        self.assertEqual(1, 2)
    def test_plain(self): self.assertTrue(True)
@unittest.skip("whole class")
class Skipped(unittest.TestCase):
    def test_a(self): pass
class BrokenSetup(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError("no database")
    def test_a(self): pass
class BrokenSetUp(unittest.TestCase):
    def setUp(self): raise RuntimeError("no setup")
    def test_a(self): pass


def told(text):
    text = re.sub(r"in \d+\.\d{3}s", "in a while", text)
    return "\n".join(line for line in text.splitlines() if not line.startswith(("  ", "Traceback")))


for kind in (TestMath, TestDiffs, TestAsync, Skipped, BrokenSetup, BrokenSetUp):
    for verbosity in (1, 2):
        stream = io.StringIO()
        suite = unittest.defaultTestLoader.loadTestsFromTestCase(kind)
        result = unittest.TextTestRunner(stream=stream, verbosity=verbosity).run(suite)
        print(kind.__name__, suite.countTestCases(), result, result.wasSuccessful())
    print(told(stream.getvalue()))
    print([(str(test), text.splitlines()[-1]) for test, text in result.failures + result.errors], result.skipped)
suite = unittest.TestSuite([TestMath("test_divide"), TestMath("test_raises")])
suite.addTest(TestAsync("test_queue"))
result = unittest.TestResult()
suite(result)
print(result, list(suite), TestMath("test_divide").shortDescription(), TestMath("test_divide") == TestMath("test_divide"))
print(unittest.defaultTestLoader.getTestCaseNames(TestAsync))
try:
    TestMath("test_nothing")
except ValueError as error:
    print(error)
