"""Ways to spoil a tree of elements so that it is still written well: what a parser lets through."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from contextlib import suppress

from lxml import etree

from tests.fuzz.mutation.octets import PLAIN_WAYS, WORDS, Spoil

Element = etree._Element
_Way = Callable[[list[Element], random.Random], None]

_EXTREMES = (
    *("0", "-1", "2", "7", "40", "5000", "65535", "1048576", "2147483647", "-2147483648"),
    *("99999999999999999999", "1e308", "NaN", "", "½", "١٢", "true", "0x10", " 3 ", "-0.5"),
)
#: What says how much room a thing takes, and how often it stands there.
_SPANS = {
    "tcPr": ("gridSpan", "vMerge", "hMerge"),
    "tc": ("gridSpan", "rowSpan", "hMerge", "vMerge"),
    "table-cell": ("number-columns-repeated", "number-rows-spanned", "number-columns-spanned"),
    "covered-table-cell": ("number-columns-repeated",),
    "table-row": ("number-rows-repeated",),
    "table-column": ("number-columns-repeated",),
    "td": ("rowspan", "colspan"),
    "th": ("rowspan", "colspan"),
    "ol": ("start", "reversed"),
    "li": ("value",),
    "row": ("r", "spans", "outlineLevel"),
    "c": ("r", "s", "t"),
    "mergeCell": ("ref",),
    "list": ("continue-list", "continue-numbering", "style-name"),
    "s": ("c",),
    "off": ("x", "y"),
    "ext": ("cx", "cy"),
    "xfrm": ("rot", "flipH"),
    "ilvl": ("val",),
    "numId": ("val",),
    "abstractNumId": ("val",),
}
_SQUARES = ("A1:XFD1048576", "A1:A1048576", "A1:XFD1", "ZZZ99999999", "A0", "$A$1:$B$2", "B2:A1", "1:1048576")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Nodes that a copy may add, so that a file stays one that somebody could send.
_MOST_ADDED = 6000


def regrown(data: bytes, chance: random.Random) -> bytes:
    """An XML part with some of its nodes moved, copied, nested, stretched; as it was where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return chance.choice(PLAIN_WAYS)(data, chance)
    _spoil(root, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _page(data: bytes, chance: random.Random) -> bytes:
    """A web page, its tree spoilt in the same ways."""
    root = etree.fromstring(
        data.decode("utf-8", "replace").replace("\x00", ""), etree.HTMLParser(huge_tree=True)
    )
    if root is None:
        return chance.choice(PLAIN_WAYS)(data, chance)
    _spoil(root, chance)
    return b"<!DOCTYPE html>" + etree.tostring(root, encoding="UTF-8", method="html")


def _spoil(root: Element, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 3, 8))):
        nodes = [each for each in root.iter() if isinstance(each.tag, str)]
        # A page may hold names that cannot be written again elsewhere.
        with suppress(ValueError):
            if len(nodes) > 1:
                chance.choice(_WAYS)(nodes, chance)


def _any(nodes: list[Element], chance: random.Random) -> Element:
    """Any node but the root."""
    return nodes[chance.randrange(1, len(nodes))]


def _parent(node: Element) -> Element:
    parent = node.getparent()
    if parent is None:
        raise ValueError("the root has no parent")
    return parent


def _local(node: Element) -> str:
    """Its name without a namespace; a page may hold names that no XML would allow."""
    return str(node.tag).rpartition("}")[2]


def _space(node: Element) -> str:
    """Its namespace in braces, as names begin with it; nothing where it has none."""
    return "".join(str(node.tag).rpartition("}")[:2])


def _copied(nodes: list[Element], chance: random.Random) -> None:
    node = _any(nodes, chance)
    size = sum(1 for _ in node.iter())
    for _ in range(min(chance.choice((1, 5, 60, 2000)), _MOST_ADDED // size)):
        node.addnext(copy.deepcopy(node))


def _removed(nodes: list[Element], chance: random.Random) -> None:
    node = _any(nodes, chance)
    _parent(node).remove(node)


def _into_itself(nodes: list[Element], chance: random.Random) -> None:
    """A table in its own last cell, a list in its own last item, again and again."""
    node = _any(nodes, chance)
    whole = copy.deepcopy(node)
    whole.tail = None
    size = sum(1 for _ in whole.iter())
    for _ in range(min(chance.choice((2, 9, 60, 400)), _MOST_ADDED // size)):
        holder = node
        while len(holder):
            holder = holder[-1]
        above = holder.getparent() if holder is not node else None
        inner = copy.deepcopy(whole)
        (holder if above is None else above).append(inner)
        node = inner


def _wrapped(nodes: list[Element], chance: random.Random) -> None:
    """A node in many empty copies of itself or of its parent."""
    node = _any(nodes, chance)
    parent = _parent(node)
    like = chance.choice((node, parent, chance.choice(nodes)))
    at = parent.index(node)
    for _ in range(chance.choice((1, 12, 90, 900))):
        shell = like.makeelement(like.tag)
        shell.append(node)
        node = shell
    parent.insert(at, node)


def _moved(nodes: list[Element], chance: random.Random) -> None:
    node, other = _any(nodes, chance), _any(nodes, chance)
    if node is not other and node not in other.iterancestors():
        other.insert(chance.randrange(len(other) + 1), node)


def _reversed(nodes: list[Element], chance: random.Random) -> None:
    node = chance.choice(nodes)
    node[:] = list(reversed(node))


def _retagged(nodes: list[Element], chance: random.Random) -> None:
    _any(nodes, chance).tag = chance.choice(nodes).tag


def _estranged(nodes: list[Element], chance: random.Random) -> None:
    """An element of the same name in the namespace of another, or in none."""
    node = _any(nodes, chance)
    node.tag = chance.choice(("", "{urn:ailleurs}", _space(chance.choice(nodes)))) + _local(node)


def _exchanged(nodes: list[Element], chance: random.Random) -> None:
    """The values of one attribute dealt again: references that lead elsewhere, in a ring, nowhere."""
    names = sorted({str(name) for node in nodes for name in node.attrib})
    if not names:
        return
    name = chance.choice(names)
    holders = [node for node in nodes if name in node.attrib]
    values = [node.attrib[name] for node in holders]
    chance.shuffle(values)
    for node, value in zip(holders, values, strict=True):
        node.set(name, value)


def _swapped(nodes: list[Element], chance: random.Random) -> None:
    node, other = chance.choice(nodes), chance.choice(nodes)
    mine, its = list(node.attrib.items()), list(other.attrib.items())
    for each, attributes in ((node, its), (other, mine)):
        each.attrib.clear()
        for name, value in attributes:
            each.set(name, value)


def _stretched(nodes: list[Element], chance: random.Random) -> None:
    """Numbers of some attributes made huge, negative, or no number."""
    found = [(node, name) for node in nodes for name, value in node.attrib.items() if value.isalnum()]
    for node, name in chance.sample(found, min(len(found), chance.choice((1, 4, 60)))):
        node.set(name, chance.choice(_EXTREMES))


def _spanned(nodes: list[Element], chance: random.Random) -> None:
    """Cells, rows and boxes told to take more room than there is."""
    found = [node for node in nodes if _local(node) in _SPANS]
    for node in chance.sample(found, min(len(found), chance.choice((1, 3, 40)))):
        tag, space = _local(node), _space(node)
        name = chance.choice(_SPANS[tag])
        value = chance.choice(_SQUARES if name in {"ref", "r"} else _EXTREMES)
        if tag == "tcPr":
            etree.SubElement(node, f"{space}{name}").set(f"{space}val", value)
            continue
        known = next((each for each in node.attrib if str(each).rpartition("}")[2] == name), None)
        qualified = space and ("table-" in tag or tag in {"list", "ilvl", "numId", "s"})
        node.set(known or (f"{space}{name}" if qualified else name), value)


def _worded(nodes: list[Element], chance: random.Random) -> None:
    node = chance.choice(nodes)
    words = _NO_XML.sub("", chance.choice(WORDS))
    way = chance.randrange(3)
    if way == 0:
        node.text = words
    elif way == 1:
        node.tail = words
    else:
        node.text = (node.text or "") + words * chance.choice((1, 20))


_WAYS: tuple[_Way, ...] = (
    *(_copied, _removed, _into_itself, _wrapped, _moved, _reversed, _retagged, _estranged),
    *(_exchanged, _exchanged, _swapped, _stretched, _stretched, _spanned, _spanned, _worded),
)
PAGE_WAYS: tuple[Spoil, ...] = (*(_page,) * 10, *PLAIN_WAYS)
