"""The letters that are drawn are the letters that were typed, in every script.

Text taken out of a PDF can be right where the page shows wrong letters, so the ink itself
is compared: the page's against the same words drawn by Pillow and Raqm from the font.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from statistics import correlation

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

import reports
from reports import fonts
from reports.layout.widths_and_heights import META, QR
from reports.paper import MARGIN_X, MARGIN_Y, PAPERS
from tests.reports import samples

ZOOM = 6  # pixels in a point
TALL = 60  # pixels to which both pictures of a word are scaled
SCRIPTS = {
    "Latin": ("SourceSans3-Regular.ttf", "Zoë Żółć Ångström", "Zoe Zolc Angstrom"),
    "Vietnamese": ("SourceSans3-Regular.ttf", "ẨẪẬẶệộợự", "ỦÂÀĂưữỹí"),
    "Greek": ("SourceSans3-Regular.ttf", "Ελένη Παππά", "Νίκος Δούκας"),
    "Cyrillic": ("SourceSans3-Regular.ttf", "Жанна Щукина", "Руслан Ёжиков"),
    "Arabic": ("IBMPlexSansArabic-Regular.ttf", "محمد عبد الله", "دمحم دبع هللا"),
    "Hebrew": ("NotoSansHebrew-Regular.ttf", "שירה לוי", "הריש יול"),
    "Devanagari": ("NotoSansDevanagari-Regular.ttf", "क्षितिज शर्मा", "कषतज शरमा"),
    "Thai": ("NotoSansThai-Regular.ttf", "สมชายน้ำผึ้ง", "สมชายนาผง"),
    "Bengali": ("NotoSansBengali-Regular.ttf", "ক্ষিতীন্দ্র রহিমা", "কষতনদর রহমা"),
    "Tamil": ("NotoSansTamil-Regular.ttf", "கோவிந்தம்மாள் ஸ்ரீ", "கவநதமமாள ஸர"),
    "Gurmukhi": ("NotoSansGurmukhi-Regular.ttf", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "ਗਰਪਰਤ ਸਘ"),
    "Gujarati": ("NotoSansGujarati-Regular.ttf", "કૃષ્ણકાંત ક્ષત્રિય", "કષણકત કષતરય"),
    "Telugu": ("NotoSansTelugu-Regular.ttf", "కిరణ్ గోపి రాధిక", "కరణ గప రధక"),
    "Georgian": ("NotoSansGeorgian-Regular.ttf", "ნინო გელაშვილი", "დავით ბერიძე"),
    "Armenian": ("NotoSansArmenian-Regular.ttf", "Արմեն Պետրոսյան", "Անահիտ Գրիգոր"),
    "Ethiopic": ("NotoSansEthiopic-Regular.ttf", "አበበ ቢቂላ ነው።", "ከበደ ሚካኤል ነበር"),
    "Khmer": ("NotoSansKhmer-Regular.ttf", "ស្រីមុំ ក្រឡា", "សរមុ ករឡ"),
    "Chinese": ("NotoSansCJK-Regular.ttc", "王小明住在北京", "李国强来自上海"),
    "Japanese": ("NotoSansCJK-Regular.ttc", "さくら カタカナ", "ねこが ヒラメキ"),
    "Korean": ("NotoSansCJK-Regular.ttc", "김민준 서울", "박서연 부산"),
    "emoji": ("NotoEmoji-Regular.ttf", "🐕🦄", "🐈🦁"),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_ink_is_that_of_the_typed_letters(script: str) -> None:
    font, typed, others = SCRIPTS[script]
    ink = _on_the_page(typed)
    assert _alike(ink, _drawn(font, typed)) > 0.92
    assert _alike(ink, _drawn(font, others)) < 0.8


def test_a_drug_on_the_timeline_has_joined_letters() -> None:
    """Letters laid out one by one would stand apart."""
    name = SCRIPTS["Arabic"][1]
    drugs = samples.typical().drugs
    bars = tuple(replace(bar, label=name, flagged=False) for bar in drugs.timeline.bars)
    drugs = replace(drugs, timeline=replace(drugs.timeline, bars=bars))
    page = _page(replace(samples.typical(), drugs=drugs))
    text = page.get_textpage()
    first, _ = text.search("Jul 26").get_next()
    axis = page.get_height() - text.get_charbox(first)[3]  # points from the top
    box = (MARGIN_X - 1, axis - 14, MARGIN_X + 90, axis - 2)
    ink = _inked(_picture(page, *box))
    assert _alike(ink, _drawn("IBMPlexSansArabic-Regular.ttf", name)) > 0.92


def _on_the_page(typed: str) -> Image.Image:
    """The ink of the clinic's name, which stands alone at the head of the page."""
    base = samples.typical()
    page = _page(replace(base, header=replace(base.header, clinic=typed)))
    right = PAPERS["A4"].width - MARGIN_X - (QR + 0.8) * 8
    left = right - META * 8
    box = (left, MARGIN_Y, right, MARGIN_Y + 10.6)
    return _inked(_picture(page, *box))


def _page(summary: reports.Summary) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(BytesIO(reports.render_page(summary, "A4")))[0]


def _picture(
    page: pypdfium2.PdfPage, left: float, top: float, right: float, bottom: float
) -> Image.Image:
    """What stands in a box in points, from the top left; the rest of the page is not drawn."""
    width, height = page.get_size()
    cut = (left, height - bottom, width - right, top)
    return ImageOps.invert(page.render(scale=ZOOM, crop=cut).to_pil().convert("L"))


def _drawn(font: str, text: str) -> Image.Image:
    face = ImageFont.truetype(fonts.BUILT / font, 8 * ZOOM, layout_engine=ImageFont.Layout.RAQM)
    picture = Image.new("L", (200 * ZOOM, 30 * ZOOM))
    ImageDraw.Draw(picture).text((20, 20), text, fill=255, font=face)
    return _inked(picture)


def _inked(picture: Image.Image) -> Image.Image:
    """What is not blank, at one height and a little blurred: edges fall differently."""
    cut = picture.crop(picture.point(lambda level: 255 * (level > 90)).getbbox())
    scaled = cut.resize((max(round(cut.width * TALL / cut.height), 1), TALL))
    return scaled.filter(ImageFilter.GaussianBlur(1.5))


def _alike(one: Image.Image, other: Image.Image) -> float:
    """How the inks go together: 1 for the same in the same places, about 0 for chance."""
    return correlation(list(one.tobytes()), list(other.resize(one.size).tobytes()))
