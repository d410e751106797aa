"""The codebook says what the schema says."""

from data.tables.codebook import PATH, codebook
from data.tables.model import TABLES


def test_the_codebook_is_the_one_that_the_model_gives() -> None:
    assert PATH.read_text(encoding="utf-8") == codebook(), "run python -m data codebook"


def test_the_codebook_names_every_column_of_every_table() -> None:
    text = codebook()
    for schema in TABLES:
        part = text.split(f"## {schema.table}.csv\n")[1].split("\n## ")[0]
        assert all(f"| `{column}` |" in part for column in schema.model_fields), schema.table
