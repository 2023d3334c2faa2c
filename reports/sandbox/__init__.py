"""The processes that draw PDFs: they hold no key, see no database, and end at a limit."""
