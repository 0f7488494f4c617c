"""Zip files of which two with the same content have the same bytes."""

import zipfile

LONG_AGO = (2026, 1, 1, 0, 0, 0)


def write_zip(path, files):
    """Write a zip file.

    Parameters
    ----------
    path : Path
        Where; its folder is made when it is needed.
    files : dict of str to bytes
        Content by path in the zip.

    Returns
    -------
    path : Path
        The same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, date_time=LONG_AGO)
            info.external_attr = 0o644 << 16
            info.create_system = 3  # Unix, wherever it is made
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return path
