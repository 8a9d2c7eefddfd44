"""Warnings can go to a logger; a configuration that names what there is not is refused."""
import logging
import logging.config
import warnings


class Kept(logging.Handler):
    def emit(self, record):
        print(record.levelname, record.name, record.getMessage().splitlines()[0].rpartition("/")[2].partition(": ")[2])


logging.captureWarnings(True)
log = logging.getLogger("py.warnings")
log.addHandler(Kept())
log.propagate = False
warnings.warn("careful")
warnings.warn("old", DeprecationWarning)
logging.captureWarnings(True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("not told")
logging.captureWarnings(False)
logging.captureWarnings(False)

for name in ("logging.Nope", "nowhere.Handler"):
    try:
        logging.config.dictConfig({"version": 1, "handlers": {"h": {"class": name}}})
    except ValueError as error:
        print(error, "|", error.__cause__)
print(type(logging.lastResort).__name__, logging.lastResort.level)
