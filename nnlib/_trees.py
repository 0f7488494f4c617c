"""Trees: parameters are arrays in nested dicts and lists, and some functions apply to every array of them."""

import numpy as np


def map_arrays(f, *trees):
    """Apply ``f`` to the arrays that stand at the same place of all trees; the result has the same form.

    Parameters
    ----------
    f : callable
        Takes one array of each tree.
    *trees : dict, list, tuple or array_like
        Of the same form; `require_same_form` checks it.

    Returns
    -------
    tree : dict, list, tuple or object
        The results, in the form of the first tree.

    References
    ----------
    Chapter 10.

    Examples
    --------
    >>> map_arrays(lambda x, y: x + y, {"W": [1, 2], "b": 3}, {"W": [10, 20], "b": 30})
    {'W': [11, 22], 'b': 33}
    """
    first = trees[0]
    if isinstance(first, dict):
        return {key: map_arrays(f, *(tree[key] for tree in trees)) for key in first}
    if isinstance(first, list | tuple):
        return type(first)([map_arrays(f, *branches) for branches in zip(*trees, strict=True)])
    return f(*trees)


def arrays(tree):
    """List the arrays of a tree in order.

    Parameters
    ----------
    tree : dict, list, tuple or array_like
        Arrays in nested dicts and lists.

    Returns
    -------
    leaves : list of array_like
        First the arrays of the first branch, then those of the second, and so on.

    References
    ----------
    Chapter 10.

    Examples
    --------
    >>> arrays([{"W": 1, "b": 2}, {"W": 3}])
    [1, 2, 3]
    """
    leaves = []
    map_arrays(leaves.append, tree)
    return leaves


def require_same_form(**trees):
    """Check that two trees have the same keys, the same lengths and arrays of the same shapes.

    Parameters
    ----------
    **trees : dict, list, tuple or array_like
        ``params=params, grads=grads``: the first is what the second should look like.

    Raises
    ------
    ValueError
        If they differ; the message names the place.

    References
    ----------
    Chapter 10.

    Examples
    --------
    >>> require_same_form(params=[{"W": np.ones((3, 2))}], grads=[{"W": np.ones((2, 3))}])
    Traceback (most recent call last):
    ...
    ValueError: grads[0]['W'] has shape (2, 3), but should have the shape of params[0]['W'], (3, 2)
    """
    (name, tree), (other_name, other) = trees.items()
    _require_form(other_name, other, name, tree)


def _require_form(name, tree, model_name, model):
    what, expected = _form(model)
    if _form(tree) != (what, expected):
        found = " ".join(map(str, _form(tree)))
        raise ValueError(f"{name} has {found}, but should have the {what} of {model_name}, {expected}")
    for key in _keys(model):
        _require_form(f"{name}[{key!r}]", tree[key], f"{model_name}[{key!r}]", model[key])


def _form(tree):
    if isinstance(tree, dict):
        return "keys", sorted(tree)
    if isinstance(tree, list | tuple):
        return "length", len(tree)
    return "shape", np.shape(tree)


def _keys(tree):
    if isinstance(tree, dict):
        return tree
    return range(len(tree)) if isinstance(tree, list | tuple) else ()
