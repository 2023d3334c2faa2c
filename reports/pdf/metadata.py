"""What a PDF says of itself: that it keeps PDF/UA-1 as well as PDF/A-3a.

WeasyPrint writes one packet of metadata for one standard, so the second is added to it. It
names an attachment twice; and the packet is kept plain, for whatever looks for it.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

import pydyf

_SCHEMA_NS = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY_NS = "http://www.aiim.org/pdfa/ns/property#"
_EXTENSION_NS = "http://www.aiim.org/pdfa/ns/extension/"
_UA_NS = "http://www.aiim.org/pdfua/ns/id/"
_RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def claim_both_standards(_document: Any, pdf: pydyf.PDF) -> None:
    """Say PDF/UA-1 too, in the one packet of metadata that PDF/A wrote."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    head, rest = stream.stream[0].split(b"<rdf:RDF", 1)
    body, tail = rest.rsplit(b"</rdf:RDF>", 1)
    rdf = fromstring(b"<rdf:RDF" + body + b"</rdf:RDF>")  # noqa: S314  our own output
    _describe(rdf).set(f"{{{_UA_NS}}}part", "1")
    _add_schema(rdf)
    for prefix, space in (
        ("pdfaSchema", _SCHEMA_NS),
        ("pdfaProperty", _PROPERTY_NS),
        ("pdfaExtension", _EXTENSION_NS),
        ("pdfuaid", _UA_NS),
        ("rdf", _RDF_NS),
    ):
        register_namespace(prefix, space)
    stream.stream[0] = head + tostring(rdf, encoding="utf-8") + tail
    stream.compress = False
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _describe(rdf: Element) -> Element:
    return SubElement(rdf, f"{{{_RDF_NS}}}Description", {f"{{{_RDF_NS}}}about": ""})


def _add_schema(rdf: Element) -> None:
    """PDF/A allows foreign properties only with a description of their schema."""
    kind = f"{{{_RDF_NS}}}parseType"
    bag = SubElement(SubElement(_describe(rdf), f"{{{_EXTENSION_NS}}}schemas"), f"{{{_RDF_NS}}}Bag")
    schema = SubElement(bag, f"{{{_RDF_NS}}}li", {kind: "Resource"})
    SubElement(schema, f"{{{_SCHEMA_NS}}}schema").text = "PDF/UA identification schema"
    SubElement(schema, f"{{{_SCHEMA_NS}}}namespaceURI").text = _UA_NS
    SubElement(schema, f"{{{_SCHEMA_NS}}}prefix").text = "pdfuaid"
    properties = SubElement(SubElement(schema, f"{{{_SCHEMA_NS}}}property"), f"{{{_RDF_NS}}}Seq")
    part = SubElement(properties, f"{{{_RDF_NS}}}li", {kind: "Resource"})
    for name, text in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Which part of ISO 14289 the file follows"),
    ):
        SubElement(part, f"{{{_PROPERTY_NS}}}{name}").text = text
