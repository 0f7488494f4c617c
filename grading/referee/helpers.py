"""The files beside a student's notebook."""

from pathlib import Path


def helper_files(folder):
    """What a kernel finds in its folder: plain files, but no notebook, which may hold tests, and no time of hand-in.

    Parameters
    ----------
    folder : path
        Of a submission.

    Returns
    -------
    files : dict of str to bytes
        Contents by relative name.
    """
    paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file() and not path.is_symlink()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths
            if path.suffix != ".ipynb" and path.name != "timestamp.txt"}
