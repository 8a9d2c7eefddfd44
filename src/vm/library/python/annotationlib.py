from enum import IntEnum
from typing import ForwardRef


class Format(IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


def _plain(text):
    """The text of an annotation: of one that is a string what stands in it."""
    if text[:1] in ("'", '"') and text[-1:] == text[:1] and text[1:-1].find(text[0]) < 0:
        return text[1:-1]
    return text


def _at(text, owner, format):
    if not isinstance(text, str):
        return type_repr(text) if format == Format.STRING else text
    if format == Format.STRING:
        return _plain(text)
    try:
        return _evaluate(text, owner)
    except NameError:
        if format != Format.FORWARDREF:
            raise
        return ForwardRef(text)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    if not isinstance(obj, type) and not callable(obj) and not hasattr(obj, "__annotations__"):
        raise TypeError(f"{obj!r} does not have annotations")
    if format == Format.VALUE and not eval_str:
        return dict(getattr(obj, "__annotations__", {}) if not isinstance(obj, type) else obj.__annotations__)
    texts = _annotation_texts(obj)
    found = {name: _at(text, obj, Format(format)) for name, text in texts.items()}
    if eval_str:
        found = {name: _evaluate(text, obj) if isinstance(text, str) else text for name, text in found.items()}
    return found


def call_annotate_function(annotate, format, *, owner=None):
    return annotate(format)


def call_evaluate_function(evaluate, format, *, owner=None):
    return evaluate(format)


def type_repr(value):
    if isinstance(value, str):
        return value
    if isinstance(value, type) and not hasattr(value, "__args__"):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    return repr(value)


def annotations_to_string(annotations):
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}
