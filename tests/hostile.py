"""What hostile input is made of: one list of strings, put through every field, table, link, file and export
by the tests called test_hostile_… and, in a real browser, by tests/test_browser_hostile.py."""

from __future__ import annotations

from hypothesis import settings

HIT = "window.__hit=1"  # what runs if a string is taken for code
FOREIGN = "https://elsewhere.example"  # where a request goes if one is taken for markup

STRINGS = {
    "markup": f'<img src=x onerror="{HIT}"><script>{HIT}</script></style></textarea></title>',
    "attribute": f'"\' onmouseover={HIT} autofocus onfocus={HIT} x="',
    "comment": f"--></script><svg onload={HIT}>]]><!--",
    "template": f"${{{HIT}}} {{{{7*7}}}} {{% raw %}} {{0.__class__}} {{name}} %s %(x)s `",
    "markdown": f"![x]({FOREIGN}/x.png) [x](javascript:{HIT}) :red[x] :material/home: $x^2$ **x** # x",
    "address": f"javascript:{HIT}",
    "entities": "&lt;img src=x&gt; &#60;script&#62; &amp;amp; &nosuch;",
    "override": "\u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c",
    "closing": "Annual report\u2069\u202e denia saw\u202c\u2069\u2069",
    "unclosed": "\u202e\u202d\u2067\u2068 never closed",
    "invisible": "a\u200bb\u200c\u200d\ufeff\u00ad\u2060c\U000e0041",
    "stacked": "a" + "\u0301" * 60 + " \U0001f468\u200d\U0001f469\u200d\U0001f467 \ufdfd",
    "equals": f'=HYPERLINK("{FOREIGN}","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "tab": "\t=1+1",
    "path": "../../../../../../etc/passwd",
    "backslashes": "..\\..\\windows\\win.ini\\",
    "quotes": "'; DROP TABLE documents; --\\'\"",
    "separators": "a,b;c|d\ne\r\nf",
}
LONG = "طويل جداً " * 400 + "x" * 4_000
NO_TEXT = {
    "NUL": "a\x00b",
    "bell": "a\x07b",
    "escape": "\x1b[31mred",
    "half": "a\ud800b",
    "other half": "\udfff",
    "none": "\uffff",
}
ALL = "=" + " ".join(
    part for key, part in STRINGS.items() if key not in ("separators", "tab")
)  # in one line, for whatever holds one
EVERY = STRINGS | {"long": LONG}
# The same kinds in a line, shorter, for the tests that read every place where such a text comes out.
PRINTED = "<img src=x onerror=1><script>alert(1)</script></script>${x}`\\'\"&amp;{{7*7}}{% raw %}\u202e]]>-->"
RUN = f"<img src=x onerror={HIT}> ${{{HIT}}} ` \\ </script><script>{HIT}</script> {{0}} \u202e*evil*"
CARRIED = "=1+1 <script>alert(1)</script> {{7*7}} \u202egnp.exe\u2066"
CAREFUL = settings(max_examples=60, deadline=None)
