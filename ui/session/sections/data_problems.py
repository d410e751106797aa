"""What stands in the place of every page while the data is not sound."""

from __future__ import annotations

import streamlit as st

from data.atlas.read import read_atlas
from data.tables import files
from data.tables.problem import Problem
from ui.session.run import url_sync
from ui.session.tables import show_table


def show_problems(problems: list[Problem]) -> None:
    """What is wrong with the data, as a table, in the words of the interface as far as those can be read."""
    st.set_page_config(page_title="Dalil", layout="wide")
    atlas, _ = read_atlas(files.FILES)
    lang = url_sync.language()
    rows = [{f: getattr(p, f) for f in ("file", "row", "field", "what", "mend")} for p in problems]
    if atlas is not None:
        st.title(atlas.text(lang)("problem.title"))
        st.write(
            atlas.text(lang)(
                "problem.hint",
                count=atlas.text(lang).count("problems", len(problems)),
                command="python -m data check",
            )
        )
        rows = [{atlas.text(lang)(f"problem.{f}"): v for f, v in row.items()} for row in rows]
    else:
        st.title("البيانات تحتاج إلى إصلاح · The data needs mending")
        st.write("python -m data check")
    show_table(rows, lang)
