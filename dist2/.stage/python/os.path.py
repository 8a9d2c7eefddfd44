from os import path as _path

join, split, basename, dirname = _path.join, _path.split, _path.basename, _path.dirname
splitext, normpath, isabs, abspath = _path.splitext, _path.normpath, _path.isabs, _path.abspath
realpath, relpath, expanduser, exists = _path.realpath, _path.relpath, _path.expanduser, _path.exists
isfile, isdir, getsize, sep = _path.isfile, _path.isdir, _path.getsize, _path.sep
