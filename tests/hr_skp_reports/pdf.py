"""Reading a PDF in tests: its texts, its PDF/A mark, its fonts."""

import io
import re

from pypdf import PdfReader


class PrintedPdf:
    """What a printed document shows, page by page."""

    def __init__(self, content):
        self.reader = PdfReader(io.BytesIO(content))
        # Lines of a cell are joined, so that a text is found however it was wrapped.
        self.pages = [
            " ".join(page.extract_text().split()) for page in self.reader.pages
        ]
        self.text = " ".join(self.pages)
        self.title = self.reader.metadata.title

    @property
    def root(self):
        return self.reader.trailer["/Root"]

    def get_pdfa(self):
        """Return (part, conformance) of the PDF/A mark and the output intent's kind."""
        metadata = self.root["/Metadata"].get_data().decode()
        part, conformance = (
            re.search(rf"pdfaid:{name}\W+(\w+)", metadata)
            for name in ("part", "conformance")
        )
        intents = self.root["/OutputIntents"]
        return part[1], conformance[1], intents[0]["/S"]

    def get_fonts(self):
        """Return {name of each font: whether its file is embedded}."""
        fonts = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                for descendant in font.get_object().get("/DescendantFonts", [font]):
                    descriptor = descendant.get_object()["/FontDescriptor"]
                    embedded = any(
                        f"/FontFile{kind}" in descriptor for kind in ("", 2, 3)
                    )
                    fonts[font.get_object()["/BaseFont"]] = embedded
        return fonts

    def find_in_order(self, *texts):
        """Return whether the texts stand in the document one after the other."""
        position = 0
        for text in texts:
            position = self.text.find(text, position)
            if position < 0:
                return False
            position += len(text)
        return True
