import contextlib as _contextlib
import difflib as _difflib
import inspect as _inspect
import pprint as _pprint
import re as _re
import warnings as _warnings


class SkipTest(Exception):
    pass


def _identity(thing):
    return thing


def skip(reason):
    def decorate(test):
        test.__unittest_skip__, test.__unittest_skip_why__ = True, given
        return test

    given = "" if callable(reason) else reason
    return decorate(reason) if callable(reason) else decorate


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(test):
    test.__unittest_expecting_failure__ = True
    return test


def _short(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text[:80] + " [truncated]..." if short and len(text) >= 80 else text


def _which(values, holds):
    """The first of several values for which something holds."""
    return next(filter(holds, values)) if isinstance(values, tuple) else values


def _cut(text, prefix, suffix):
    left = len(text) - prefix - suffix
    return f"{text[:prefix]}[{left} chars]{text[len(text) - suffix:]}" if left > 12 else text


def _short_of_both(*values):
    texts = [_short(value) for value in values]
    longest = max(map(len, texts))
    if longest <= 80:
        return tuple(texts)
    common = 0
    while all(common < len(text) and text[common] == texts[0][common] for text in texts):
        common += 1
    kept = 80 - (longest - common + 5 + 12)
    if kept > 5:
        prefix = _cut(texts[0][:common], 5, kept)
        return tuple(prefix + text[common:] for text in texts)
    prefix = _cut(texts[0][:common], 5, 5)
    return tuple(prefix + _cut(text[common:], 41, 5) for text in texts)


def _owner(value):
    if isinstance(value, type(_re)):
        return f"module {value.__name__!r}"
    return f"type object {value.__name__!r}" if isinstance(value, type) else f"{type(value).__name__!r} object"


def _entering(manager, is_async=False):
    # How a manager is entered and left. What can do neither in this way may do both in the other.
    kind, ways = type(manager), (("__enter__", "__exit__"), ("__aenter__", "__aexit__"))
    own, other = ways[is_async], ways[not is_async]
    if all(hasattr(kind, name) for name in own):
        return getattr(kind, own[0]), getattr(kind, own[1])
    named = "context manager protocol", "asynchronous context manager protocol"
    text = f"'{kind.__module__}.{kind.__qualname__}' object does not support the {named[is_async]}"
    if all(hasattr(kind, name) for name in other):
        method = "enterContext()" if is_async else "enterAsyncContext()"
        text += f" but it supports the {named[not is_async]}. Did you mean to use {method}?"
    raise TypeError(text)


class _Raises:
    def __init__(self, case, expected, base, regex=None):
        self.case, self.expected, self.base = case, expected, base
        self.expected_regex = None if regex is None else _re.compile(regex)
        self.msg = None

    def handle(self, name, args, kwargs):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(isinstance(kind, type) and issubclass(kind, self.base) for kind in kinds):
            what = "n exception type" if self.base is BaseException else " warning class"
            raise TypeError(f"{name}() arg 1 must be a{what} or tuple of {what[1:] if what[0] == ' ' else 'exception type'}s")
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *args = args
        self.name = getattr(function, "__name__", str(function))
        with self:
            function(*args, **kwargs)

    name = None

    def fail(self, text):
        raise self.case.failureException(self.case._formatMessage(self.msg, text))

    def __enter__(self):
        return self

    def expected_name(self):
        if isinstance(self.expected, tuple):
            return str(self.expected)
        return self.expected.__name__

    def __exit__(self, kind, error, tb):
        if kind is None:
            by = f" by {self.name}" if self.name else ""
            self.fail(f"{self.expected_name()} not raised{by}")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(error)):
            self.fail(f'"{self.expected_regex.pattern}" does not match "{error}"')
        return True


class _Warns(_Raises):
    def __enter__(self):
        self.recording = _warnings.catch_warnings(record=True)
        self.warnings = self.recording.__enter__()
        _warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, error, tb):
        self.recording.__exit__(kind, error, tb)
        if kind is not None:
            return
        first = None
        for warned in self.warnings:
            if not isinstance(warned.message, self.expected):
                continue
            first = first or warned.message
            if self.expected_regex is None or self.expected_regex.search(str(warned.message)):
                self.warning, self.filename, self.lineno = warned.message, warned.filename, warned.lineno
                return
        if first is not None:
            self.fail(f'"{self.expected_regex.pattern}" does not match "{first}"')
        by = f" by {self.name}" if self.name else ""
        self.fail(f"{self.expected_name()} not triggered{by}")


class _Logs:
    def __init__(self, case, logger, level, none=False):
        import logging
        self.case, self.none = case, none
        self.level = logging.getLevelName(level) if isinstance(level, str) else level or logging.INFO
        self.logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)

    def __enter__(self):
        import logging

        class Handler(logging.Handler):
            def emit(handler, record):
                self.records.append(record)
                self.output.append(handler.format(record))

        self.records, self.output = [], []
        handler = Handler()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        logger = self.logger
        self.before = logger.handlers[:], logger.level, logger.propagate
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(self.level)
        return None if self.none else self

    def __exit__(self, kind, error, tb):
        import logging
        self.logger.handlers, level, self.logger.propagate = self.before
        self.logger.setLevel(level)
        if kind is not None:
            return False
        name = logging.getLevelName(self.level)
        if self.none and self.records:
            raise self.case.failureException(f"Unexpected logs found: {self.output!r}")
        if not self.none and not self.records:
            raise self.case.failureException(f"no logs of level {name} or higher triggered on {self.logger.name}")


class _Outcome:
    def __init__(self, result):
        self.result, self.success, self.expecting_failure, self.expected_failure = result, True, False, None

    @_contextlib.contextmanager
    def part(self, case, subtest=False):
        before, self.success = self.success, True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as error:
            self.success = False
            self.result.addSkip(case, str(error))
        except _ShouldStop:
            self.success = False
        except BaseException as error:
            info = type(error), error, error.__traceback__
            if self.expecting_failure:
                self.expected_failure = info
            else:
                self.success = False
                if subtest:
                    self.result.addSubTest(case.test_case, case, info)
                elif isinstance(error, case.failureException):
                    self.result.addFailure(case, info)
                else:
                    self.result.addError(case, info)
        else:
            if subtest and self.success:
                self.result.addSubTest(case.test_case, case, None)
        finally:
            self.success = self.success and before


class _ShouldStop(Exception):
    pass


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName, self._outcome, self._cleanups, self._subtest = methodName, None, [], None
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._testMethodDoc = getattr(method, "__doc__", None)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        enter, exit = _entering(manager)
        value = enter(manager)
        self.addCleanup(exit, manager, None, None, None)
        return value

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, manager):
        enter, exit = _entering(manager)
        value = enter(manager)
        cls.addClassCleanup(exit, manager, None, None, None)
        return value

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception as error:
                cls.tearDown_exceptions.append((type(error), error, error.__traceback__))

    def countTestCases(self):
        return 1

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def defaultTestResult(self):
        from unittest import TestResult

        return TestResult()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    @_contextlib.contextmanager
    def subTest(self, msg=None, **params):
        if self._outcome is None:
            yield
            return
        before = self._subtest
        known = dict(before.params) if before else {}
        self._subtest = _SubTest(self, msg, {**known, **params})
        try:
            with self._outcome.part(self._subtest, subtest=True):
                yield
            if not self._outcome.success and self._outcome.result.failfast:
                raise _ShouldStop
            if self._outcome.expected_failure:
                raise _ShouldStop
        finally:
            self._subtest = before

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                why = getattr(type(self), "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
                result.addSkip(self, why)
                return result
            expecting = (getattr(self, "__unittest_expecting_failure__", False)
                or getattr(method, "__unittest_expecting_failure__", False))
            outcome = self._outcome = _Outcome(result)
            try:
                with outcome.part(self):
                    self._callSetUp()
                if outcome.success:
                    outcome.expecting_failure = expecting
                    with outcome.part(self):
                        self._callTestMethod(method)
                    outcome.expecting_failure = False
                    with outcome.part(self):
                        self._callTearDown()
                self.doCleanups()
                if outcome.success:
                    if expecting and outcome.expected_failure:
                        result.addExpectedFailure(self, outcome.expected_failure)
                    elif expecting:
                        result.addUnexpectedSuccess(self)
                    else:
                        result.addSuccess(self)
                return result
            finally:
                outcome.expected_failure = outcome = self._outcome = None
        finally:
            result.stopTest(self)
            if own:
                result.stopTestRun()

    __call__ = run

    def debug(self):
        self._callSetUp()
        self._callTestMethod(getattr(self, self._testMethodName))
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.part(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        result = method()
        if result is not None:
            kind = "coroutine" if _inspect.iscoroutine(result) else type(result).__name__
            text = f"It is deprecated to return a value that is not None from a test case ({method} returned {kind!r})"
            if kind == "coroutine":
                text += ". Maybe you forgot to use IsolatedAsyncioTestCase as the base class?"
            _warnings.warn(text, DeprecationWarning, stacklevel=3)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, *args, **kwargs):
        function(*args, **kwargs)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f"{standard} : {msg}"

    def _failed(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._failed(msg, f"{_short(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._failed(msg, f"{_short(expr)} is not false")

    def addTypeEqualityFunc(self, kind, function):
        self.__dict__.setdefault("_equality", {})[kind] = function

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second):
            known = {dict: self.assertDictEqual, list: self.assertListEqual, tuple: self.assertTupleEqual,
                set: self.assertSetEqual, frozenset: self.assertSetEqual, str: self.assertMultiLineEqual,
                **self.__dict__.get("_equality", {})}
            asserting = known.get(type(first))
            if isinstance(asserting, str):
                asserting = getattr(self, asserting)
            if asserting:
                return asserting(first, second, msg=msg)
        if not first == second:
            self._failed(msg, "%s != %s" % _short_of_both(first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._failed(msg, f"{_short(first)} == {_short(second)}")

    def _differing(self, standard, lines, msg):
        diff = "\n" + "\n".join(lines)
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            standard += diff
        else:
            standard += f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."
        self.fail(self._formatMessage(msg, standard))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type else "sequence"
        for which, given in (("First", first), ("Second", second)):
            if seq_type and not isinstance(given, seq_type):
                raise self.failureException(f"{which} sequence is not a {name}: {_short(given)}")
        if first == second:
            return
        standard = "%ss differ: %s != %s\n" % (name.capitalize(), *_short_of_both(first, second))
        for at in range(min(len(first), len(second))):
            if first[at] != second[at]:
                standard += "\nFirst differing element %d:\n%s\n%s\n" % (at, *_short_of_both(first[at], second[at]))
                break
        if len(first) != len(second):
            which, longer, length = "First", first, len(second)
            if len(first) < len(second):
                which, longer, length = "Second", second, len(first)
            standard += f"\n{which} {name} contains {len(longer) - length} additional elements.\n"
            standard += f"First extra element {length}:\n{_short(longer[length])}\n"
        lines = _difflib.ndiff(_pprint.pformat(first).splitlines(), _pprint.pformat(second).splitlines())
        self._differing(standard, lines, msg)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        only_first, only_second = set1.difference(set2), set2.difference(set1)
        if only_first or only_second:
            lines = []
            for which, items in (("first", only_first), ("second", only_second)):
                if items:
                    lines += [f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:"]
                    lines += map(repr, items)
            self._failed(msg, "\n".join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            lines = _difflib.ndiff(_pprint.pformat(d1).splitlines(), _pprint.pformat(d2).splitlines())
            self._differing("%s != %s" % _short_of_both(d1, d2), lines, msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            lines = [text.splitlines(keepends=True) for text in (first, second)]
            if all(len(of) <= 1 and first.strip("\r\n") == first for of, first in zip(lines, (first, second))):
                lines = [[text + "\n"] for text in (first, second)]
            self._differing("%s != %s" % _short_of_both(first, second), ["".join(_difflib.ndiff(*lines))], msg)

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        counts = []
        for item in first + second:
            if not any(item == known for known, _, _ in counts):
                counts.append((item, first.count(item), second.count(item)))
        lines = [f"First has {a}, Second has {b}:  {item!r}" for item, a, b in counts if a != b]
        if lines:
            self._failed(msg, "Element counts were not equal:\n" + "\n".join(lines))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._failed(msg, f"{_short(expr1)} is not {_short(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._failed(msg, f"unexpectedly identical: {_short(expr1)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._failed(msg, f"{_short(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._failed(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._failed(msg, f"{_short(member)} not found in {_short(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._failed(msg, f"{_short(member)} unexpectedly found in {_short(container)}")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            what = f"any of {cls!r}" if isinstance(cls, tuple) else f"{cls!r}"
            self._failed(msg, f"{_short(obj)} is not an instance of {what}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._failed(msg, f"{_short(obj)} is an instance of {cls!r}")

    def _is_subclass(self, cls, superclass, msg):
        if not isinstance(cls, type):
            self._failed(msg, f"{cls!r} is not a class")
        return issubclass(cls, superclass)

    def assertIsSubclass(self, cls, superclass, msg=None):
        if not self._is_subclass(cls, superclass, msg):
            of = "any of " if isinstance(superclass, tuple) else ""
            self._failed(msg, f"{cls!r} is not a subclass of {of}{superclass!r}")

    def assertNotIsSubclass(self, cls, superclass, msg=None):
        if self._is_subclass(cls, superclass, msg):
            base = _which(superclass, lambda each: issubclass(cls, each))
            self._failed(msg, f"{cls!r} is a subclass of {base!r}")

    def assertHasAttr(self, obj, name, msg=None):
        if not hasattr(obj, name):
            self._failed(msg, f"{_owner(obj)} has no attribute {name!r}")

    def assertNotHasAttr(self, obj, name, msg=None):
        if hasattr(obj, name):
            self._failed(msg, f"{_owner(obj)} has unexpected attribute {name!r}")

    def assertStartsWith(self, s, prefix, msg=None):
        if not s.startswith(prefix):
            self._failed(msg, f"{_short(s, True)} doesn't start with {_short(prefix)}")

    def assertNotStartsWith(self, s, prefix, msg=None):
        if s.startswith(prefix):
            self._failed(msg, f"{_short(s, True)} starts with {_short(_which(prefix, s.startswith))}")

    def assertNotEndsWith(self, s, suffix, msg=None):
        if s.endswith(suffix):
            self._failed(msg, f"{_short(s, True)} ends with {_short(_which(suffix, s.endswith))}")

    def assertEndsWith(self, s, suffix, msg=None):
        if not s.endswith(suffix):
            self._failed(msg, f"{_short(s, True)} doesn't end with {_short(suffix)}")

    def _compared(self, holds, first, second, what, msg):
        if not holds:
            self._failed(msg, f"{_short(first)} not {what} {_short(second)}")

    def assertLess(self, a, b, msg=None):
        self._compared(a < b, a, b, "less than", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._compared(a <= b, a, b, "less than or equal to", msg)

    def assertGreater(self, a, b, msg=None):
        self._compared(a > b, a, b, "greater than", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._compared(a >= b, a, b, "greater than or equal to", msg)

    def _distance(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        distance = abs(first - second)
        if delta is not None:
            return distance <= delta, distance, f"{_short(delta)} delta"
        places = 7 if places is None else places
        return round(distance, places) == 0, distance, f"{places!r} places"

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        near, distance, within = self._distance(first, second, places, delta)
        if not near:
            self._failed(msg, f"{_short(first)} != {_short(second)} within {within} ({_short(distance)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, distance, within = self._distance(first, second, places, delta)
        if near:
            shown = f" ({_short(distance)} difference)" if delta is not None else ""
            self._failed(msg, f"{_short(first)} == {_short(second)} within {within}{shown}")

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(self, expected_exception, BaseException).handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, BaseException, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(self, expected_warning, Warning).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(self, expected_warning, Warning, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, none=True)

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = _re.compile(expected_regex)
        if not pattern.search(text):
            self._failed(msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = _re.compile(unexpected_regex)
        found = pattern.search(text)
        if found:
            self._failed(msg, f"Regex matched: {found.group()!r} matches {pattern.pattern!r} in {text!r}")


class _SubTest(TestCase):
    def __init__(self, case, message, params):
        super().__init__()
        self.test_case, self._message, self.params = case, message, params
        self.failureException = case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _described(self):
        parts = []
        if self._message is not None:
            parts.append(f"[{self._message}]")
        if self.params:
            shown = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
            parts.append(f"({shown})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._described()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._described()}"
