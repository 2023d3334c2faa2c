"""What can go wrong with a report."""


class RenderError(Exception):
    """The report could not be made; the message holds nothing the patient typed."""


class LimitError(RenderError):
    """A render reached the limit of its time or memory."""


class FaultyError(RenderError):
    """The one page was drawn with a fault at every size that was tried, or does not fit."""
