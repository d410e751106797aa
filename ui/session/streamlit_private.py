"""What the session knows of Streamlit's private side: each with its reason, and what Streamlit says of it.
The server's part is in server/streamlit/private.py, that of style sheets in web/styles/streamlit.css;
tests/test_session_streamlit_private.py tells what broke when Streamlit changes."""

from __future__ import annotations

import time
from urllib.parse import parse_qs

from streamlit.runtime.runtime_util import MESSAGE_FLUSH_INTERVAL_SECS
from streamlit.runtime.scriptrunner import get_script_run_ctx


def went_back() -> bool:
    """Has the reader gone back or forth in the browser's history? Then the URL speaks, and widgets lag behind
    it. There is no public way to ask (https://github.com/streamlit/streamlit/issues/13963, pull request
    16998)."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def asks_to_embed() -> bool:
    """Does the link say embed=1 or embed=true? Streamlit keeps that key out of st.query_params, and
    st.context.is_embedded knows "true" alone (https://github.com/streamlit/streamlit/pull/11055)."""
    context = get_script_run_ctx()
    embed = parse_qs(context.query_string if context else "").get("embed", [""])[-1]
    return embed in ("1", "true")


def send_now() -> None:
    """Let what was drawn so far leave for the browser: Streamlit gathers messages for this long, and the
    browser, which would get all at once, would draw slow pick lists before the answer to a click. There is no
    public way to flush (https://github.com/streamlit/streamlit/pull/14985)."""
    time.sleep(MESSAGE_FLUSH_INTERVAL_SECS)
