"""HTML to PDF with WeasyPrint: what it needs, how it is called, what a render may cost."""
