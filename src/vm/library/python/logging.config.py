import logging


def _resolved(value):
    if isinstance(value, str) and value.startswith("ext://"):
        return _object(value[6:])
    return value


def _object(name):
    used, *rest = name.split(".")
    try:
        found = __import__(used)
        for part in rest:
            used += "." + part
            if not hasattr(found, part):
                __import__(used)
            found = getattr(found, part)
    except ImportError as error:
        raise ValueError(f"Cannot resolve {name!r}: {error}") from error
    return found


def _made(config):
    factory = config["()"]
    given = {name: _resolved(value) for name, value in config.items() if name not in ("()", ".")}
    return (_object(factory) if isinstance(factory, str) else factory)(**given)


def _formatter(config):
    if "()" in config:
        try:
            return _made(config)
        except TypeError as error:
            if "'format'" not in str(error):
                raise
            return _made({"fmt": config["format"]} | {name: value for name, value in config.items() if name != "format"})
    kind = config.get("class", logging.Formatter)
    kind = _object(kind) if isinstance(kind, str) else kind
    more = {"defaults": config["defaults"]} if "defaults" in config else {}
    return kind(config.get("format"), config.get("datefmt"), config.get("style", "%"), **more)


def _filter(config):
    return _made(config) if "()" in config else logging.Filter(config.get("name", ""))


def _handler(name, config, formatters, filters):
    config = dict(config)
    formatter, level, own = config.pop("formatter", None), config.pop("level", None), config.pop("filters", ())
    if "()" in config:
        handler = _made(config)
    else:
        kind = config.pop("class")
        kind = _object(kind) if isinstance(kind, str) else kind
        handler = kind(**{name: _resolved(value) for name, value in config.items() if name != "."})
    handler.name = name
    if formatter is not None:
        handler.setFormatter(formatters[formatter])
    if level is not None:
        handler.setLevel(level)
    for one in own:
        handler.addFilter(_known(one, filters))
    return handler


def _known(one, filters):
    return one if callable(one) or callable(getattr(one, "filter", None)) else filters[one]


def _set(logger, config, handlers, filters):
    if config.get("level") is not None:
        logger.setLevel(config["level"])
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in config.get("handlers") or ():
        logger.addHandler(handlers[name])
    for name in config.get("filters") or ():
        logger.addFilter(_known(name, filters))


def dictConfig(config):
    if config.get("version") != 1:
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        raise ValueError(f"Unsupported version: {config['version']}")
    formatters = {name: _formatter(one) for name, one in config.get("formatters", {}).items()}
    filters = {name: _filter(one) for name, one in config.get("filters", {}).items()}
    handlers = {}
    for name, one in sorted(config.get("handlers", {}).items()):
        try:
            handlers[name] = _handler(name, one, formatters, filters)
        except Exception as error:
            raise ValueError(f"Unable to configure handler {name!r}") from error
    named = config.get("loggers", {})
    if config.get("disable_existing_loggers", True):
        for name, logger in logging.root.manager.loggerDict.items():
            below = any(name.startswith(one + ".") for one in named)
            if name not in named and not below and isinstance(logger, logging.Logger):
                logger.disabled = True
    for name, one in named.items():
        logger = logging.getLogger(name)
        _set(logger, one, handlers, filters)
        logger.disabled = False
        if one.get("propagate") is not None:
            logger.propagate = one["propagate"]
    if "root" in config:
        _set(logging.root, config["root"], handlers, filters)


def fileConfig(fname, *args, **kwargs):
    raise NotImplementedError("logging.config.fileConfig() is not supported here: use logging.config.dictConfig()")
