//! The classes of exceptions.

use super::{base, groups, kinds};
use crate::vm::native::NativeType;

/// `BaseException`
pub static BASE_EXCEPTION: NativeType =
    NativeType::new("BaseException", "builtins", base::METHODS).properties(base::PROPERTIES);

/// `Exception`
pub static EXCEPTION: NativeType = NativeType::new("Exception", "builtins", &[]).base(&BASE_EXCEPTION);

/// `GeneratorExit`
pub static GENERATOR_EXIT: NativeType =
    NativeType::new("GeneratorExit", "builtins", &[]).base(&BASE_EXCEPTION);

/// `KeyboardInterrupt`
pub static KEYBOARD_INTERRUPT: NativeType =
    NativeType::new("KeyboardInterrupt", "builtins", &[]).base(&BASE_EXCEPTION);

/// `SystemExit`
pub static SYSTEM_EXIT: NativeType =
    NativeType::new("SystemExit", "builtins", &[]).base(&BASE_EXCEPTION).properties(kinds::EXIT_PROPERTIES);

/// `BaseExceptionGroup`
pub static BASE_EXCEPTION_GROUP: NativeType =
    NativeType::new("BaseExceptionGroup", "builtins", groups::GROUP_METHODS)
        .base(&BASE_EXCEPTION)
        .properties(groups::GROUP_PROPERTIES);

/// `CancelledError`
pub static CANCELLED_ERROR: NativeType =
    NativeType::new("CancelledError", "asyncio.exceptions", &[]).base(&BASE_EXCEPTION);

/// `ExceptionGroup`
pub static EXCEPTION_GROUP: NativeType =
    NativeType::new("ExceptionGroup", "builtins", &[]).base(&BASE_EXCEPTION_GROUP).second_base(&EXCEPTION);

/// `ArithmeticError`
pub static ARITHMETIC_ERROR: NativeType =
    NativeType::new("ArithmeticError", "builtins", &[]).base(&EXCEPTION);

/// `OverflowError`
pub static OVERFLOW_ERROR: NativeType =
    NativeType::new("OverflowError", "builtins", &[]).base(&ARITHMETIC_ERROR);

/// `ZeroDivisionError`
pub static ZERO_DIVISION_ERROR: NativeType =
    NativeType::new("ZeroDivisionError", "builtins", &[]).base(&ARITHMETIC_ERROR);

/// `FloatingPointError`
pub static FLOATING_POINT_ERROR: NativeType =
    NativeType::new("FloatingPointError", "builtins", &[]).base(&ARITHMETIC_ERROR);

/// `AssertionError`
pub static ASSERTION_ERROR: NativeType = NativeType::new("AssertionError", "builtins", &[]).base(&EXCEPTION);

/// `AttributeError`
pub static ATTRIBUTE_ERROR: NativeType =
    NativeType::new("AttributeError", "builtins", kinds::ATTRIBUTE_METHODS)
        .base(&EXCEPTION)
        .properties(kinds::ATTRIBUTE_PROPERTIES);

/// `BufferError`
pub static BUFFER_ERROR: NativeType = NativeType::new("BufferError", "builtins", &[]).base(&EXCEPTION);

/// `EOFError`
pub static EOF_ERROR: NativeType = NativeType::new("EOFError", "builtins", &[]).base(&EXCEPTION);

/// `ImportError`
pub static IMPORT_ERROR: NativeType = NativeType::new("ImportError", "builtins", kinds::IMPORT_METHODS)
    .base(&EXCEPTION)
    .properties(kinds::IMPORT_PROPERTIES);

/// `ModuleNotFoundError`
pub static MODULE_NOT_FOUND_ERROR: NativeType =
    NativeType::new("ModuleNotFoundError", "builtins", &[]).base(&IMPORT_ERROR);

/// `LookupError`
pub static LOOKUP_ERROR: NativeType = NativeType::new("LookupError", "builtins", &[]).base(&EXCEPTION);

/// `IndexError`
pub static INDEX_ERROR: NativeType = NativeType::new("IndexError", "builtins", &[]).base(&LOOKUP_ERROR);

/// `KeyError`
pub static KEY_ERROR: NativeType =
    NativeType::new("KeyError", "builtins", kinds::KEY_METHODS).base(&LOOKUP_ERROR);

/// `MemoryError`
pub static MEMORY_ERROR: NativeType = NativeType::new("MemoryError", "builtins", &[]).base(&EXCEPTION);

/// `NameError`
pub static NAME_ERROR: NativeType = NativeType::new("NameError", "builtins", kinds::NAME_METHODS)
    .base(&EXCEPTION)
    .properties(kinds::NAME_PROPERTIES);

/// `UnboundLocalError`
pub static UNBOUND_LOCAL_ERROR: NativeType =
    NativeType::new("UnboundLocalError", "builtins", &[]).base(&NAME_ERROR);

/// `OSError`
pub static OS_ERROR: NativeType = NativeType::new("OSError", "builtins", kinds::OS_METHODS)
    .base(&EXCEPTION)
    .properties(kinds::OS_PROPERTIES);

/// `BlockingIOError`
pub static BLOCKING_IO_ERROR: NativeType =
    NativeType::new("BlockingIOError", "builtins", &[]).base(&OS_ERROR);

/// `ChildProcessError`
pub static CHILD_PROCESS_ERROR: NativeType =
    NativeType::new("ChildProcessError", "builtins", &[]).base(&OS_ERROR);

/// `ConnectionError`
pub static CONNECTION_ERROR: NativeType = NativeType::new("ConnectionError", "builtins", &[]).base(&OS_ERROR);

/// `BrokenPipeError`
pub static BROKEN_PIPE_ERROR: NativeType =
    NativeType::new("BrokenPipeError", "builtins", &[]).base(&CONNECTION_ERROR);

/// `ConnectionAbortedError`
pub static CONNECTION_ABORTED_ERROR: NativeType =
    NativeType::new("ConnectionAbortedError", "builtins", &[]).base(&CONNECTION_ERROR);

/// `ConnectionRefusedError`
pub static CONNECTION_REFUSED_ERROR: NativeType =
    NativeType::new("ConnectionRefusedError", "builtins", &[]).base(&CONNECTION_ERROR);

/// `ConnectionResetError`
pub static CONNECTION_RESET_ERROR: NativeType =
    NativeType::new("ConnectionResetError", "builtins", &[]).base(&CONNECTION_ERROR);

/// `FileExistsError`
pub static FILE_EXISTS_ERROR: NativeType =
    NativeType::new("FileExistsError", "builtins", &[]).base(&OS_ERROR);

/// `FileNotFoundError`
pub static FILE_NOT_FOUND_ERROR: NativeType =
    NativeType::new("FileNotFoundError", "builtins", &[]).base(&OS_ERROR);

/// `InterruptedError`
pub static INTERRUPTED_ERROR: NativeType =
    NativeType::new("InterruptedError", "builtins", &[]).base(&OS_ERROR);

/// `IsADirectoryError`
pub static IS_A_DIRECTORY_ERROR: NativeType =
    NativeType::new("IsADirectoryError", "builtins", &[]).base(&OS_ERROR);

/// `NotADirectoryError`
pub static NOT_A_DIRECTORY_ERROR: NativeType =
    NativeType::new("NotADirectoryError", "builtins", &[]).base(&OS_ERROR);

/// `PermissionError`
pub static PERMISSION_ERROR: NativeType = NativeType::new("PermissionError", "builtins", &[]).base(&OS_ERROR);

/// `ProcessLookupError`
pub static PROCESS_LOOKUP_ERROR: NativeType =
    NativeType::new("ProcessLookupError", "builtins", &[]).base(&OS_ERROR);

/// `TimeoutError`
pub static TIMEOUT_ERROR: NativeType = NativeType::new("TimeoutError", "builtins", &[]).base(&OS_ERROR);

/// `ReferenceError`
pub static REFERENCE_ERROR: NativeType = NativeType::new("ReferenceError", "builtins", &[]).base(&EXCEPTION);

/// `RuntimeError`
pub static RUNTIME_ERROR: NativeType = NativeType::new("RuntimeError", "builtins", &[]).base(&EXCEPTION);

/// `NotImplementedError`
pub static NOT_IMPLEMENTED_ERROR: NativeType =
    NativeType::new("NotImplementedError", "builtins", &[]).base(&RUNTIME_ERROR);

/// `RecursionError`
pub static RECURSION_ERROR: NativeType =
    NativeType::new("RecursionError", "builtins", &[]).base(&RUNTIME_ERROR);

/// `PythonFinalizationError`
pub static PYTHON_FINALIZATION_ERROR: NativeType =
    NativeType::new("PythonFinalizationError", "builtins", &[]).base(&RUNTIME_ERROR);

/// `StopIteration`
pub static STOP_ITERATION: NativeType =
    NativeType::new("StopIteration", "builtins", &[]).base(&EXCEPTION).properties(kinds::STOP_PROPERTIES);

/// `StopAsyncIteration`
pub static STOP_ASYNC_ITERATION: NativeType =
    NativeType::new("StopAsyncIteration", "builtins", &[]).base(&EXCEPTION);

/// `SyntaxError`
pub static SYNTAX_ERROR: NativeType = NativeType::new("SyntaxError", "builtins", kinds::SYNTAX_METHODS)
    .base(&EXCEPTION)
    .properties(kinds::SYNTAX_PROPERTIES);

/// `IndentationError`
pub static INDENTATION_ERROR: NativeType =
    NativeType::new("IndentationError", "builtins", &[]).base(&SYNTAX_ERROR);

/// `SystemError`
pub static SYSTEM_ERROR: NativeType = NativeType::new("SystemError", "builtins", &[]).base(&EXCEPTION);

/// `TypeError`
pub static TYPE_ERROR: NativeType = NativeType::new("TypeError", "builtins", &[]).base(&EXCEPTION);

/// `ValueError`
pub static VALUE_ERROR: NativeType = NativeType::new("ValueError", "builtins", &[]).base(&EXCEPTION);

/// `UnicodeError`
pub static UNICODE_ERROR: NativeType = NativeType::new("UnicodeError", "builtins", &[]).base(&VALUE_ERROR);

/// `UnicodeDecodeError`
pub static UNICODE_DECODE_ERROR: NativeType =
    NativeType::new("UnicodeDecodeError", "builtins", kinds::DECODE_METHODS)
        .base(&UNICODE_ERROR)
        .properties(kinds::DECODE_PROPERTIES);

/// `UnicodeEncodeError`
pub static UNICODE_ENCODE_ERROR: NativeType =
    NativeType::new("UnicodeEncodeError", "builtins", kinds::ENCODE_METHODS)
        .base(&UNICODE_ERROR)
        .properties(kinds::ENCODE_PROPERTIES);

/// `Warning`
pub static WARNING: NativeType = NativeType::new("Warning", "builtins", &[]).base(&EXCEPTION);

/// `DeprecationWarning`
pub static DEPRECATION_WARNING: NativeType =
    NativeType::new("DeprecationWarning", "builtins", &[]).base(&WARNING);

/// `TabError`
pub static TAB_ERROR: NativeType = NativeType::new("TabError", "builtins", &[]).base(&INDENTATION_ERROR);

/// `BytesWarning`
pub static BYTES_WARNING: NativeType = NativeType::new("BytesWarning", "builtins", &[]).base(&WARNING);

/// `EncodingWarning`
pub static ENCODING_WARNING: NativeType = NativeType::new("EncodingWarning", "builtins", &[]).base(&WARNING);

/// `ImportWarning`
pub static IMPORT_WARNING: NativeType = NativeType::new("ImportWarning", "builtins", &[]).base(&WARNING);

/// `UnicodeWarning`
pub static UNICODE_WARNING: NativeType = NativeType::new("UnicodeWarning", "builtins", &[]).base(&WARNING);

/// `UnicodeTranslateError`
pub static UNICODE_TRANSLATE_ERROR: NativeType =
    NativeType::new("UnicodeTranslateError", "builtins", &[]).base(&UNICODE_ERROR);

/// `UserWarning`
pub static USER_WARNING: NativeType = NativeType::new("UserWarning", "builtins", &[]).base(&WARNING);

/// `RuntimeWarning`
pub static RUNTIME_WARNING: NativeType = NativeType::new("RuntimeWarning", "builtins", &[]).base(&WARNING);

/// `ResourceWarning`
pub static RESOURCE_WARNING: NativeType = NativeType::new("ResourceWarning", "builtins", &[]).base(&WARNING);

/// `SyntaxWarning`
pub static SYNTAX_WARNING: NativeType = NativeType::new("SyntaxWarning", "builtins", &[]).base(&WARNING);

/// `PendingDeprecationWarning`
pub static PENDING_DEPRECATION_WARNING: NativeType =
    NativeType::new("PendingDeprecationWarning", "builtins", &[]).base(&WARNING);

/// `FutureWarning`
pub static FUTURE_WARNING: NativeType = NativeType::new("FutureWarning", "builtins", &[]).base(&WARNING);

/// `InvalidStateError`
pub static INVALID_STATE_ERROR: NativeType =
    NativeType::new("InvalidStateError", "asyncio.exceptions", &[]).base(&EXCEPTION);

/// `QueueEmpty`
pub static QUEUE_EMPTY: NativeType = NativeType::new("QueueEmpty", "asyncio.queues", &[]).base(&EXCEPTION);

/// `QueueFull`
pub static QUEUE_FULL: NativeType = NativeType::new("QueueFull", "asyncio.queues", &[]).base(&EXCEPTION);

/// `QueueShutDown`
pub static QUEUE_SHUT_DOWN: NativeType =
    NativeType::new("QueueShutDown", "asyncio.queues", &[]).base(&EXCEPTION);

/// `BrokenBarrierError`
pub static BROKEN_BARRIER_ERROR: NativeType =
    NativeType::new("BrokenBarrierError", "asyncio.exceptions", &[]).base(&RUNTIME_ERROR);

/// `SendfileNotAvailableError`
pub static SEND_FILE_NOT_AVAILABLE_ERROR: NativeType =
    NativeType::new("SendfileNotAvailableError", "asyncio.exceptions", &[]).base(&RUNTIME_ERROR);

/// `IncompleteReadError`
pub static INCOMPLETE_READ_ERROR: NativeType =
    NativeType::new("IncompleteReadError", "asyncio.exceptions", &[]).base(&EOF_ERROR);

/// `LimitOverrunError`
pub static LIMIT_OVERRUN_ERROR: NativeType =
    NativeType::new("LimitOverrunError", "asyncio.exceptions", &[]).base(&EXCEPTION);

/// `CancelledError`
pub static THREAD_CANCELLED_ERROR: NativeType =
    NativeType::new("CancelledError", "concurrent.futures._base", &[]).base(&THREAD_ERROR);

/// `Error`
pub static THREAD_ERROR: NativeType =
    NativeType::new("Error", "concurrent.futures._base", &[]).base(&EXCEPTION);

/// `BrokenExecutor`
pub static BROKEN_EXECUTOR: NativeType =
    NativeType::new("BrokenExecutor", "concurrent.futures._base", &[]).base(&RUNTIME_ERROR);

/// `BrokenThreadPool`
pub static BROKEN_POOL: NativeType =
    NativeType::new("BrokenThreadPool", "concurrent.futures.thread", &[]).base(&BROKEN_EXECUTOR);

/// Those that are builtins.
pub static BUILTIN: &[&NativeType] = &[
    &BASE_EXCEPTION,
    &EXCEPTION,
    &GENERATOR_EXIT,
    &KEYBOARD_INTERRUPT,
    &SYSTEM_EXIT,
    &BASE_EXCEPTION_GROUP,
    &EXCEPTION_GROUP,
    &ARITHMETIC_ERROR,
    &OVERFLOW_ERROR,
    &ZERO_DIVISION_ERROR,
    &FLOATING_POINT_ERROR,
    &ASSERTION_ERROR,
    &ATTRIBUTE_ERROR,
    &BUFFER_ERROR,
    &EOF_ERROR,
    &IMPORT_ERROR,
    &MODULE_NOT_FOUND_ERROR,
    &LOOKUP_ERROR,
    &INDEX_ERROR,
    &KEY_ERROR,
    &MEMORY_ERROR,
    &NAME_ERROR,
    &UNBOUND_LOCAL_ERROR,
    &OS_ERROR,
    &BLOCKING_IO_ERROR,
    &CHILD_PROCESS_ERROR,
    &CONNECTION_ERROR,
    &BROKEN_PIPE_ERROR,
    &CONNECTION_ABORTED_ERROR,
    &CONNECTION_REFUSED_ERROR,
    &CONNECTION_RESET_ERROR,
    &FILE_EXISTS_ERROR,
    &FILE_NOT_FOUND_ERROR,
    &INTERRUPTED_ERROR,
    &IS_A_DIRECTORY_ERROR,
    &NOT_A_DIRECTORY_ERROR,
    &PERMISSION_ERROR,
    &PROCESS_LOOKUP_ERROR,
    &TIMEOUT_ERROR,
    &REFERENCE_ERROR,
    &RUNTIME_ERROR,
    &NOT_IMPLEMENTED_ERROR,
    &RECURSION_ERROR,
    &PYTHON_FINALIZATION_ERROR,
    &STOP_ITERATION,
    &STOP_ASYNC_ITERATION,
    &SYNTAX_ERROR,
    &INDENTATION_ERROR,
    &TAB_ERROR,
    &SYSTEM_ERROR,
    &TYPE_ERROR,
    &VALUE_ERROR,
    &UNICODE_ERROR,
    &UNICODE_DECODE_ERROR,
    &UNICODE_ENCODE_ERROR,
    &UNICODE_TRANSLATE_ERROR,
    &WARNING,
    &DEPRECATION_WARNING,
    &USER_WARNING,
    &BYTES_WARNING,
    &ENCODING_WARNING,
    &IMPORT_WARNING,
    &UNICODE_WARNING,
    &RUNTIME_WARNING,
    &RESOURCE_WARNING,
    &FUTURE_WARNING,
    &SYNTAX_WARNING,
    &PENDING_DEPRECATION_WARNING,
];
