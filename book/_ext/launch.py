"""A link from each chapter to the reader's own JupyterHub.

Nobody but the reader knows the address of that hub, so the link leads to the form of nbgitpuller, which asks for it
and knows the rest. Who publishes the book for one hub names it in _config.yml (``launch_buttons: jupyterhub_url``);
then the theme's own link leads there at once.
"""

from urllib.parse import urlencode

FORM = "https://nbgitpuller.readthedocs.io/en/latest/link.html"
AFTER_THE_THEME = 900


def add_hub(app, pagename, templatename, context, doctree):
    """Add the link to the launch buttons of a chapter."""
    options = app.config.html_theme_options
    groups = [group for group in context.get("header_buttons", []) if group.get("label") == "launch-buttons"]
    for group in groups:
        if not options["launch_buttons"].get("jupyterhub_url"):
            query = urlencode({"repo": options["repository_url"], "branch": options["repository_branch"]})
            group["buttons"].append({
                "type": "link",
                "text": "JupyterHub",
                "tooltip": "Launch on a JupyterHub",
                "icon": "_static/images/logo_jupyterhub.svg",
                "url": f"{FORM}?{query}",
            })  # fmt: skip


def setup(app):
    """Add the link when the theme has made its buttons."""
    app.connect("html-page-context", add_hub, priority=AFTER_THE_THEME)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
