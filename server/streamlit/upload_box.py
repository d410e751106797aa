"""The words of Streamlit's upload box, for which it has no setting, made words of ours in its scripts."""

from __future__ import annotations

import re

WIDGET = "FileUploader"
SCRIPT = re.compile(r"stFileUploaderDropzoneInput|stFileChipDelete|className:`stFileChip`")
SAID = {  # Streamlit's words, a value of theirs in braces -> keys of ours
    "file upload": "upload.name",
    "Upload": "upload.choose",
    "Add files": "upload.more",
    "Drag and drop a file here": "upload.drop",
    "Drag and drop files here": "upload.drop-several",
    "{value} MB per file": "upload.limit",
    "Cancel upload of {value}": "upload.cancel",
    "Remove {value}": "upload.remove",
    "Upload failed": "upload.failed",
    "Click to retry upload": "upload.again",
    "File must be {value} MB or smaller.": "upload.too-large",
    "{value} files are not allowed.": "upload.wrong-kind",
    "Only one file is allowed.": "upload.one",
    "Unexpected error. Please try again.": "upload.fault",
    "Too many files at once.": "upload.too-much",  # ours: Streamlit shows what the browser calls the answer
}
PLAIN = re.compile("`(" + "|".join(re.escape(text) for text in SAID if "{" not in text) + ")`")
NAMED = re.compile(r"`(Cancel upload of|Remove) \$\{(\w+\.name)\}`")
KIND = re.compile(r"`\$\{(\w+\.type)\} files are not allowed\.`")
LIMIT = re.compile(r"`\$\{\w+\((\w+),\w+\.Byte,0\)\} per file`")
TOO_LARGE = re.compile(r"`File must be \$\{[\w$]+\((\w+),`b`\)\} or smaller\.`")
REFUSED = re.compile(r"(type:`error`,errorMessage:)\w+\((\w+)\)\}")  # by the server
MEGABYTE = 10**6  # bytes, as Streamlit counts them


def with_own_words(source: str) -> str:
    """The script with words of ours where the box has words of its own; any other script as it is."""
    if not SCRIPT.search(source):
        return source
    source = PLAIN.sub(r"dalilTranslated(`\1`)", source)
    source = NAMED.sub(r"dalilTranslated(`\1 {value}`,\2)", source)
    source = KIND.sub(r"dalilTranslated(`{value} files are not allowed.`,\1)", source)
    too_many, failed = "dalilTranslated(`Too many files at once.`)", "dalilTranslated(`Upload failed`)"
    source = REFUSED.sub(rf"\1\2?.response?.status===429?{too_many}:{failed}}}", source)
    source = LIMIT.sub(rf"dalilTranslated(`{{value}} MB per file`,Math.round(\1/{MEGABYTE}))", source)
    return TOO_LARGE.sub(
        rf"dalilTranslated(`File must be {{value}} MB or smaller.`,Math.round(\1/{MEGABYTE}))", source
    )
