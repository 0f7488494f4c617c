"""Feedback pages, made by nbconvert for many students one after the other: what is the same for all is done once."""

import functools
import re

from jinja2 import BytecodeCache, pass_context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter

FIGURE = re.compile(r'<img(?= src="data:image/[a-z+]+;base64,[\w+/=\s]*"\s*>)')  # as nbconvert's template writes it
DESCRIBED = '<img alt="No description has been provided for this image"'
KEPT = 256  # texts: more than a problem set has


class CompiledTemplates(BytecodeCache):
    """Of this process; without it every exporter compiles all templates."""

    def __init__(self):
        self.kept = {}

    def load_bytecode(self, bucket):
        """Called by jinja before it compiles."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket):
        """Called by jinja when it has compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


class FeedbackExporter(HTMLExporter):
    """nbconvert's pages, without its last step: that parses the whole page to describe images without a description."""

    compiled = CompiledTemplates()

    @pass_context
    def markdown2html(self, context, source):
        """Page of a text; what is attached to a cell may differ where the text does not."""
        if context.get("cell", {}).get("attachments"):
            return super().markdown2html(context, source)
        return _rendered(source)

    def from_notebook_node(self, nb, resources=None, **settings):
        """Page of a notebook, and what came up on the way."""
        resources = self._init_resources(resources)
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name"))
        self.register_filter("highlight_code", functools.partial(_highlighted, lexer))
        widgets = WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", widgets)
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **settings)
        return FIGURE.sub(DESCRIBED, page), resources

    def _create_environment(self):
        environment = super()._create_environment()
        environment.bytecode_cache = self.compiled
        return environment


_rendered = functools.lru_cache(KEPT)(markdown2html_mistune)


def _highlighted(lexer, source, language=None, metadata=None):
    """Page of code."""
    return _highlighted_once(lexer, source, language, (metadata or {}).get("magics_language"))


@functools.lru_cache(KEPT)
def _highlighted_once(lexer, source, language, magics_language):
    metadata = {"magics_language": magics_language} if magics_language else {}
    return Highlight2HTML(pygments_lexer=lexer)(source, language, metadata)
