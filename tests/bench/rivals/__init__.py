"""The same page by other libraries, one a file; `render` makes the PDF of a Summary."""
