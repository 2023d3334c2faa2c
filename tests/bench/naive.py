"""The same page as most people would write it: what the bench compares with."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import segno

from reports.summary import Group, Summary
from reports.wording import joined, quoted
from tests.bench.drawings import Drawing, timeline

STYLE = """
:root{--ink:#111;--red:#8c1515;--rule:#bbb}
@page{size:A4;margin:10mm 13mm}
body{font-family:"Source Sans 3";font-size:8.6pt;color:var(--ink)}
header{display:flex;justify-content:space-between;border-bottom:1pt solid var(--ink)}
.danger{border:1.2pt solid var(--red);padding:4pt;margin:4pt 0}
.pill{display:inline-block;border:.5pt solid var(--rule);border-radius:3pt;padding:0 2pt}
table{width:100%;border-collapse:collapse}td,th{border:.5pt solid var(--rule);text-align:left}
.grid{display:grid;grid-template-columns:1fr 1fr;gap:8pt}
.fact{display:flex}.fact b{width:60pt;flex-shrink:0}.fact span{flex:1}
.boxes{display:grid;grid-template-columns:1fr 1fr 1fr 2fr;gap:6pt}
.boxes div{border:.7pt solid var(--ink);height:40pt}
"""


def html(summary: Summary) -> str:
    """A style tag, grid, flex, an automatic table, CSS variables, ids and pills."""
    header, drugs, footer = summary.header, summary.drugs, summary.footer
    about = " · ".join(f"{escape(one.label)}: {escape(one.value)}" for one in header.about)
    parts = (
        f"<!doctype html><style>{STYLE}</style><header><div><h1>{escape(header.title)}</h1>",
        f"<b>{escape(header.name)}</b> {escape(header.age)} {escape(header.born)}<br>{about}</div>",
        f"<div>{escape(header.clinic)}<br>{escape(header.visit)}<br>"
        f"{escape(header.filled_by)}<br>{escape(header.sent)}</div>",
        f"{segno.make(summary.footer.record_url, error='m').svg_inline(scale=1.4)}",
        f"</header><p><i>{escape(quoted(summary.words))}</i></p>",
        _signs(summary),
        _table(summary),
        _svg(timeline(drugs.timeline)),
        f"<p>{escape(drugs.checked)} <b>Allergies:</b> {escape(drugs.allergies)}</p>",
        *(f"<p>{escape(joined(one.typed, one.reason, by=' '))}</p>" for one in drugs.questions),
        *(
            f"<p id=o{n}>{escape(other.typed)} {escape(other.reason)} {escape(other.taken)}</p>"
            for n, other in enumerate(drugs.others)
        ),
        f"<div class=grid>{_group(summary.history)}{_group(summary.symptoms)}</div>",
        f"<div class=grid>{_group(summary.background)}{_group(summary.life)}</div>",
        _group(summary.wants),
        "<div class=boxes><div>Muscle strength</div><div>Reflexes</div>",
        "<div>Coordination</div><div>Notes</div></div>",
        f"<footer>{escape(footer.reference)} {escape(footer.form)} {escape(footer.drug_list)}",
        f" {escape(footer.disclaimer)} {escape(footer.article)} page 1 of 1</footer>",
    )
    return "".join(parts)


def _signs(summary: Summary) -> str:
    signs = (*summary.signs.emergency, *summary.signs.danger)
    reported = _pills(f"{sign.label} {sign.detail}" for sign in signs if sign.answer != "no")
    no = _pills(sign.label for sign in signs if sign.answer == "no")
    return f"<div class=danger><h2>Danger signs</h2>{reported}<p>Answered No: {no}</p></div>"


def _pills(labels: Iterable[str]) -> str:
    return " ".join(f"<span class=pill>{escape(label)}</span>" for label in labels)


def _table(summary: Summary) -> str:
    rows = "".join(
        f"<tr id=f{n}><td><b>{escape(flag.typed)}</b><td>{escape(', '.join(flag.classes))}"
        f" {escape(flag.article_words)}<td>{escape(flag.timing)}<td>{escape(flag.taken)}"
        for n, flag in enumerate(summary.drugs.flags)
    )
    return f"<table><tr><th>Taken<th>Class<th>Timing<th>Dates{rows}</table>"


def _svg(drawing: Drawing) -> str:
    boxes = "".join(
        f'<rect x="{box.x}" y="{box.y}" width="{box.wide}" height="{box.high}"'
        f' fill="{box.colour}"/>'
        for box in drawing.boxes
    )
    words = "".join(
        f'<text x="{one.x}" y="{one.y}" font-size="{one.size}">{escape(one.text)}</text>'
        for one in drawing.words
    )
    lines = "".join(
        f'<path d="M{one.x} {one.top}V{one.bottom}" stroke="{one.colour}"/>'
        for one in drawing.lines
    )
    size = f'width="{drawing.wide}pt" height="{drawing.high}pt"'
    return f'<svg {size} viewBox="0 0 {drawing.wide} {drawing.high}">{words}{boxes}{lines}</svg>'


def _group(group: Group) -> str:
    facts = "".join(
        f"<div class=fact id=g{group.title[0]}{n}><b>{escape(fact.label)}</b>"
        f"<span>{escape(fact.value)}</span></div>"
        for n, fact in enumerate(group.facts)
    )
    return f"<section><h2>{escape(group.title)}</h2>{facts}</section>"
