"""Lay out HTML pages and write them as one PDF/A-3b document, with WeasyPrint.

Importing WeasyPrint takes more than a second, so import this module where a
document is really printed, never at the start of the server.
"""

import io
import unicodedata
from copy import copy
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parent / "static"
STYLESHEET = STATIC / "src" / "print" / "print.css"
PDF_VARIANT = "pdf/a-3b"


@cache
def get_covered():
    """Return the characters that the addon's own fonts can draw."""
    covered = set()
    for name in ("LiberationSans-Regular", "SymbolaSubset"):
        font = TTFont(STATIC / "fonts" / f"{name}.ttf", lazy=True)
        covered.update(map(chr, font.getBestCmap()))
    return covered


def make_printable(text):
    """Replace symbols that no font of the addon can draw, such as the newest emoji.

    They would print as whatever the machine's fonts hold, and without a glyph the
    document would be no PDF/A. Letters of other scripts are left to those fonts.

    >>> make_printable("baik\N{HAPPY PERSON RAISING ONE HAND} \N{MELTING FACE}")
    'baik\N{HAPPY PERSON RAISING ONE HAND} \N{WHITE SQUARE}'
    >>> make_printable("non\N{NON-BREAKING HYPHEN}ASN")
    'non-ASN'
    """
    replaced = {}
    for char in set(text) - get_covered():
        category = unicodedata.category(char)
        if category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(char, ""):
            replaced[ord(char)] = ""
        elif category == "Sk":
            # The skin tone of the emoji before it.
            replaced[ord(char)] = ""
        elif category == "Pd":
            replaced[ord(char)] = "-"
        elif category[0] == "Z":
            replaced[ord(char)] = " "
        elif category[0] in "SPC" and category != "Cc":
            replaced[ord(char)] = "\N{WHITE SQUARE}"
    return text.translate(replaced)


class ClosedFetcher(URLFetcher):
    """Give WeasyPrint what is in the page itself and the fonts of this addon, nothing else.

    Whatever a person types into a printed field, the server reads no address for
    it: neither the network nor its own files.
    """

    def __init__(self):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._fonts = {font.as_uri(): font for font in (STATIC / "fonts").glob("*.ttf")}

    def fetch(self, url, headers=None):
        if font := self._fonts.get(url):
            return URLFetcherResponse(
                url, font.read_bytes(), {"Content-Type": "font/ttf"}
            )
        return super().fetch(url, headers)


class Press:
    """One print job: the fonts and styles are read once for all its documents."""

    def __init__(self):
        self._fetcher = ClosedFetcher()
        self._fonts = FontConfiguration()
        self._style = CSS(
            string=STYLESHEET.read_text(encoding="utf-8"),
            # The fonts stand relative to the stylesheet, as in a browser.
            base_url=STYLESHEET.as_uri(),
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )

    def lay_out(self, html):
        """Return the laid out document; its page counters begin anew."""
        page = HTML(string=make_printable(html), url_fetcher=self._fetcher)
        return page.render(
            font_config=self._fonts, stylesheets=[self._style], pdf_variant=PDF_VARIANT
        )


class PrintedStream(io.BytesIO):
    """The PDF of one record, which remembers its pages.

    Joining finished PDFs drops what makes them PDF/A, so several records are
    written anew from their pages, by ``write_together``.
    """

    def __init__(self, document):
        super().__init__(document.write_pdf(pdf_variant=PDF_VARIANT))
        self.document = document


def write_together(documents):
    """Return the bytes of one PDF/A with the pages of all ``documents``, in order."""
    whole = documents[0].copy(
        [page for document in documents for page in document.pages]
    )
    if len(documents) > 1:
        whole.metadata = copy(whole.metadata)
        whole.metadata.title = (
            f"{whole.metadata.title or ''} (+{len(documents) - 1})".strip()
        )
    return whole.write_pdf(pdf_variant=PDF_VARIANT)
