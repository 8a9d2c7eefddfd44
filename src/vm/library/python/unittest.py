import asyncio as _asyncio
import contextvars as _contextvars
import inspect as _inspect
import sys as _sys
import time as _time
import traceback as _traceback
import types as _types
import warnings as _warnings
from unittest.case import SkipTest, TestCase, _entering, _SubTest, expectedFailure, skip, skipIf, skipUnless

__all__ = ["IsolatedAsyncioTestCase", "TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader",
    "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless", "expectedFailure",
    "TextTestResult", "addModuleCleanup", "enterModuleContext"]


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function, self._set_up, self._tear_down, self._description = testFunc, setUp, tearDown, description

    def setUp(self):
        if self._set_up:
            self._set_up()

    def tearDown(self):
        if self._tear_down:
            self._tear_down()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def __str__(self):
        return f"{type(self).__name__} ({self._function.__name__})"

    def shortDescription(self):
        return self._description or (self._function.__doc__ or "").split("\n")[0].strip() or None


class IsolatedAsyncioTestCase(TestCase):
    loop_factory = None

    def __init__(self, methodName="runTest"):
        super().__init__(methodName)
        self._asyncioRunner, self._asyncioTestContext = None, _contextvars.copy_context()

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, function, /, *args, **kwargs):
        self.addCleanup(function, *args, **kwargs)

    async def enterAsyncContext(self, manager):
        enter, exit = _entering(manager, True)
        value = await enter(manager)
        self.addAsyncCleanup(exit, manager, None, None, None)
        return value

    def _call(self, function, /, *args, **kwargs):
        if _inspect.iscoroutinefunction(function):
            return self._asyncioRunner.run(function(*args, **kwargs), context=self._asyncioTestContext)
        return self._asyncioTestContext.run(function, *args, **kwargs)

    def _callAsync(self, function):
        assert _inspect.iscoroutinefunction(function), f"{function!r} is not an async function"
        self._call(function)

    def _callSetUp(self):
        self._asyncioRunner.get_loop()
        self._asyncioTestContext.run(self.setUp)
        self._callAsync(self.asyncSetUp)

    def _callTestMethod(self, method):
        result = self._call(method)
        if result is not None:
            kind = type(result).__name__
            text = f"It is deprecated to return a value that is not None from a test case ({method} returned {kind!r})"
            _warnings.warn(text, DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self._callAsync(self.asyncTearDown)
        self._asyncioTestContext.run(self.tearDown)

    def _callCleanup(self, function, *args, **kwargs):
        self._call(function, *args, **kwargs)

    def _setupAsyncioRunner(self):
        assert self._asyncioRunner is None, "asyncio runner is already initialized"
        self._asyncioRunner = _asyncio.Runner(debug=True, loop_factory=self.loop_factory)

    def _tearDownAsyncioRunner(self):
        self._asyncioRunner.close()

    def run(self, result=None):
        self._setupAsyncioRunner()
        try:
            return super().run(result)
        finally:
            self._tearDownAsyncioRunner()

    def debug(self):
        self._setupAsyncioRunner()
        super().debug()
        self._tearDownAsyncioRunner()

    __call__ = run


class TestSuite:
    def __init__(self, tests=()):
        self._tests, self._gone = list(tests), 0

    def __iter__(self):
        return iter(self._tests)

    def __repr__(self):
        return f"<unittest.suite.TestSuite tests={self._tests}>"

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return self._gone + sum(test.countTestCases() for test in self._tests if test)

    def _cases(self):
        for at, test in enumerate(self._tests):
            if isinstance(test, TestSuite):
                yield from test._cases()
            else:
                yield test
            # Nothing that a test keeps outlives it.
            self._gone += test.countTestCases() if test else 0
            self._tests[at] = None

    def run(self, result, debug=False):
        current, ready, module, module_ready = None, True, None, True
        for case in self._cases():
            if result.shouldStop:
                break
            kind = type(case)
            if kind is not current:
                self._end_class(current, ready, result)
                here = _sys.modules.get(kind.__module__)
                if here is not module:
                    self._end_module(module, module_ready, result)
                    module, module_ready = here, self._begin("setUpModule", here, result)
                current = kind
                ready = module_ready and self._begin_class(kind, result)
            if ready:
                case(result)
        self._end_class(current, ready, result)
        self._end_module(module, module_ready, result)
        return result

    __call__ = run

    def _begin(self, name, owner, result):
        function = getattr(owner, name, None)
        try:
            if function is not None:
                function()
            return True
        except Exception as error:
            self._told(name, getattr(owner, "__name__", ""), error, result)
            return False

    def _told(self, what, owner, error, result):
        holder = _ErrorHolder(f"{what} ({owner})")
        if isinstance(error, SkipTest):
            result.addSkip(holder, str(error))
        else:
            result.addError(holder, (type(error), error, error.__traceback__))

    def _begin_class(self, kind, result):
        if getattr(kind, "__unittest_skip__", False) or not hasattr(kind, "setUpClass"):
            return True
        try:
            kind.setUpClass()
            return True
        except Exception as error:
            self._told("setUpClass", f"{kind.__module__}.{kind.__qualname__}", error, result)
            kind.doClassCleanups()
            return False

    def _end_class(self, kind, ready, result):
        if kind is None or not ready or getattr(kind, "__unittest_skip__", False) or not hasattr(kind, "tearDownClass"):
            return
        name = f"{kind.__module__}.{kind.__qualname__}"
        try:
            kind.tearDownClass()
        except Exception as error:
            self._told("tearDownClass", name, error, result)
        kind.doClassCleanups()
        for _, error, _ in kind.tearDown_exceptions:
            self._told("tearDownClass", name, error, result)

    def _end_module(self, module, ready, result):
        if ready:
            self._begin("tearDownModule", module, result)
        while _module_cleanups:
            function, args, kwargs = _module_cleanups.pop()
            function(*args, **kwargs)


class _ErrorHolder:
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    __str__ = id

    def shortDescription(self):
        return None


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(manager):
    enter, exit = _entering(manager)
    value = enter(manager)
    addModuleCleanup(exit, manager, None, None, None)
    return value


class TestResult:
    __module__ = "unittest.result"

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = self.shouldStop = self.buffer = self.tb_locals = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses, self.collectedDurations = [], [], []
        self.testsRun = 0

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _fails(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self._fails()
        self.errors.append((test, self._told(err, test)))

    def addFailure(self, test, err):
        self._fails()
        self.failures.append((test, self._told(err, test)))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._fails()
            failed = issubclass(err[0], test.failureException)
            (self.failures if failed else self.errors).append((subtest, self._told(err, test)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._told(err, test)))

    def addUnexpectedSuccess(self, test):
        self._fails()
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _told(self, err, test):
        return "".join(_traceback.format_exception(*err))

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        return f"<{name} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"


class TextTestResult(TestResult):
    __module__ = "unittest.runner"
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.showAll, self.dots, self.descriptions = stream, verbosity > 1, verbosity == 1, descriptions
        self._new_line = True

    def getDescription(self, test):
        first = test.shortDescription()
        return f"{test}\n{first}" if self.descriptions and first else str(test)

    def _status(self, test, status):
        subtest = isinstance(test, _SubTest)
        if self._new_line or subtest:
            if not self._new_line:
                self.stream.write("\n")
            if subtest:
                self.stream.write("  ")
            self.stream.write(f"{self.getDescription(test)} ... ")
        self.stream.write(status + "\n")
        self._new_line = True

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f"{self.getDescription(test)} ... ")
            self._new_line = False

    def _tell(self, test, long, short):
        if self.showAll:
            self._status(test, long)
        elif self.dots:
            self.stream.write(short)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, "FAIL", "F")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._tell(subtest, "FAIL" if failed else "ERROR", "F" if failed else "E")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, f"skipped {reason!r}", "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, "unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        for flavour, errors in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, told in errors:
                self.stream.write(f"{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{told}\n")
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
            warnings=None, *, tb_locals=False, durations=None):
        self.stream, self.descriptions, self.verbosity, self.failfast = stream, descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        lines = _Lines(_sys.stderr if self.stream is None else self.stream)
        result = self.resultclass(lines, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        started = _time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        took = _time.perf_counter() - started
        result.printErrors()
        lines.write(f"{'-' * 70}\n")
        run = result.testsRun
        lines.write(f"Ran {run} test{'' if run == 1 else 's'} in {took:.3f}s\n\n")
        counts = [("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)]
        infos = ", ".join(f"{name}={len(found)}" for name, found in counts if found)
        if not result.wasSuccessful():
            status = "FAILED"
        elif run == 0 and not result.skipped:
            status = "NO TESTS RAN"
        else:
            status = "OK"
        lines.write(f"{status} ({infos})\n" if infos else f"{status}\n")
        lines.flush()
        return result


class _Lines:
    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        if self.stream is _sys.__stderr__:
            _console(text)
        else:
            self.stream.write(text)

    def writeln(self, text=""):
        self.write(f"{text}\n")

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()


class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite
    testNamePatterns = None

    def getTestCaseNames(self, testCaseClass):
        return sorted(name for name in dir(testCaseClass)
            if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name)))

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        own = (TestCase, FunctionTestCase, IsolatedAsyncioTestCase)
        kinds = [getattr(module, name) for name in sorted(vars(module))]
        tests = [self.loadTestsFromTestCase(kind) for kind in kinds
            if isinstance(kind, type) and issubclass(kind, TestCase) and kind not in own]
        return self.suiteClass(tests)

    def loadTestsFromName(self, name, module=None):
        import __main__
        found, parts = module or __main__, name.split(".")
        if module is None and parts[0] == "__main__":
            parts = parts[1:]
        for part in parts:
            if isinstance(found, type) and issubclass(found, TestCase) and callable(getattr(found, part)):
                return self.suiteClass([found(part)])
            found = getattr(found, part)
        if isinstance(found, type):
            return self.loadTestsFromTestCase(found)
        if isinstance(found, _types.ModuleType):
            return self.loadTestsFromModule(found)
        return found()

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
            exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, **kwargs):
        module = _sys.modules[module] if isinstance(module, str) else module
        given = (argv or [])[1:]
        if any(flag in given for flag in ("-v", "--verbose")):
            verbosity = 2
        if any(flag in given for flag in ("-q", "--quiet")):
            verbosity = 0
        names = [name for name in given if not name.startswith("-")] or defaultTest
        names = [names] if isinstance(names, str) else names
        test = testLoader.loadTestsFromNames(names, module) if names else testLoader.loadTestsFromModule(module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=bool(failfast))
        self.result = testRunner.run(test)
        if exit:
            no_tests = self.result.testsRun == 0 and not self.result.skipped
            _sys.exit(5 if no_tests else int(not self.result.wasSuccessful()))


main = TestProgram
