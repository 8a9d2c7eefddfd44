garbage = []
callbacks = []


def _nothing(*args):
    pass


enable = disable = freeze = unfreeze = set_debug = set_threshold = _nothing


def isenabled():
    return True


def get_threshold():
    return (700, 10, 10)


def get_count():
    return (0, 0, 0)


def is_tracked(obj, /):
    return True


def get_objects(generation=None):
    raise NotImplementedError("gc.get_objects() is not supported here: keep references of your own")


get_referrers = get_referents = get_objects
