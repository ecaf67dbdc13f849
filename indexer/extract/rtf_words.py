"""Commands of RTF: which stand for a letter, which open a group that is text, and which one that is none."""

from __future__ import annotations

SIGNS = {
    "{": "{",
    "}": "}",
    "\\": "\\",
    "~": "\u00a0",
    "_": "-",
    "tab": "\t",
    "line": "\n",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
    "enspace": " ",
    "emspace": " ",
    "qmspace": " ",
}
UNREAD = frozenset(  # groups of things that are not printed with the text
    {
        *("pict", "objdata", "fldinst", "shprslt", "sp", "nonshppict", "bkmkstart", "bkmkend", "xe", "tc", "rxe"),
        *("annotation", "atnid", "atnauthor", "atntime", "atnref", "private", "falt", "panose", "filetbl", "colortbl"),
        *("listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata", "datastore", "latentstyles"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonesttables", "subject", "manager"),
        *("company", "operator", "category", "keywords", "comment", "doccomm", "hlinkbase", "creatim", "revtim"),
        *("printim", "buptim"),
    }
)
HEADS = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
READ_STARRED = frozenset({"shpinst", "ud", "nesttableprops"})  # groups that are read although they may be passed over
