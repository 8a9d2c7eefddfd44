def literal_eval(node_or_string):
    return _literal(node_or_string.strip(" \t"))
