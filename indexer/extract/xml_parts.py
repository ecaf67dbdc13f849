"""XML parts of files that nobody vouches for, as trees. lxml is imported nowhere else.

No entity is resolved, nothing is fetched, and no tree is deeper than 256 elements.
"""

from __future__ import annotations

from typing import Any

from indexer.errors import DamagedFile


def parsed(raw: bytes, part: str) -> Any:  # lxml ships no types
    """The root of the part's tree, without comments and instructions.

    Args:
        part: its name, for the message.
    Raises: DamagedFile: it is no XML, or declares entities.
    """
    from lxml import etree

    if b"<!ENTITY" in raw:
        raise DamagedFile(f"part {part!r} declares entities, which no document needs: the file is not opened")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(
            f"part {part!r} of the file is damaged ({error.msg}): fetch it again, or save it anew in its program"
        ) from error
    if root is None:
        raise DamagedFile(f"part {part!r} of the file is empty: fetch it again, or save it anew in its program")
    return root


def local(node: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
