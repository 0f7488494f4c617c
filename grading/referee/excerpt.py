"""Of a module's source, what some of its names need, and nothing else."""

import ast


def excerpt(source, names):
    """Source of a module that defines some names only, with what those are built on.

    Parameters
    ----------
    source : str
        Of a module.
    names : collection of str
        What it shall define.

    Returns
    -------
    source : str
        Its docstring, and the statements that the names need.

    Raises
    ------
    LookupError
        If a name is not defined; the argument is the name.
    """
    statements = ast.parse(source).body
    wanted, kept = list(names), {}
    while wanted:
        name = wanted.pop()
        home = next((s for s in statements if name in _bound(s)), None)
        if home is None and name in names:
            raise LookupError(name)
        if home is not None and name not in kept:
            kept[name] = home
            wanted += _used(home)
    shown = [_written(s, source, kept) for s in statements if _is_docstring(s) or _bound(s) & set(kept)]
    return "\n\n".join(shown) + "\n"


def imports_from(package, source):
    """Names of the modules of a package that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            found.add(node.module.removeprefix(f"{package}."))
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix(f"{package}.") for a in node.names if a.name.startswith(f"{package}.")}
    return found


def definitions(source):
    """Names of the functions and classes that a module defines."""
    return {s.name for s in ast.parse(source).body if isinstance(s, ast.FunctionDef | ast.ClassDef)}


def _bound(statement):
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _used(statement):
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _written(statement, source, kept):
    """As it stands in the source; an import, without what is not needed."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        statement.names = [a for a in statement.names if (a.asname or a.name).partition(".")[0] in kept]
        return ast.unparse(statement)
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
    return "\n".join(source.splitlines()[first - 1: statement.end_lineno])
