"""What the server knows of Streamlit's private side and can say in a line; more of it stands in files.py (the
files of its frontend, read from the package), widgets.py and upload_box.py (some of them changed),
lazy_scripts.py (when it waits for them) and server/missing.py (its fallback to its start page). The session's
part is in ui/session/streamlit_private.py. tests/test_session_streamlit_private.py and test_server_early.py
tell what broke when Streamlit changes."""

from __future__ import annotations

import logging

from streamlit import logger, net_util, runtime
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import session_state
from streamlit.runtime.state.common import is_element_id


def navigation_alone() -> None:
    """Let st.navigation alone say what the pages are. Until it has run once, Streamlit takes a folder named
    pages/ for its older way of making pages, and the first visit after a start to any page but the home page
    would run that page without its frame. It has no setting for that
    (https://github.com/streamlit/streamlit/pull/8673, issue 9992)."""
    PagesManager.uses_pages_directory = False


def named_origins_alone() -> None:
    """Let a request from another origin count as ours by its name alone. Streamlit would also ask a host of
    the internet, at each such request and while all others wait, which address this machine has. It has no
    setting for that (https://github.com/streamlit/streamlit/issues/7721)."""
    net_util.get_external_ip = net_util.get_internal_ip = lambda: None


def forget_gone_widgets() -> None:
    """Let a session forget what is known of a widget, its callback above all, once it is on the page no more.
    Streamlit forgets its value alone, and a callback may hold all data of the run that made it. It has no
    setting for that. What a component sends has a name that is no widget's, and stays."""
    known, forget_values = session_state.WStates, session_state.WStates.remove_stale_widgets

    def forget(self: session_state.WStates, shown: frozenset[str], fragments: list[str] | None) -> None:
        forget_values(self, shown, fragments)
        self.widget_metadata = {
            key: own
            for key, own in self.widget_metadata.items()
            if not (is_element_id(key) and session_state._is_stale_widget(own, shown, fragments))
        }

    known.remove_stale_widgets = forget  # type: ignore[assignment, method-assign]


def uploaded_bytes(session: str) -> int:
    """How many bytes of files a session holds in memory. Streamlit limits the size of each and not their
    number, and has no public way to ask."""
    held = runtime.get_instance().uploaded_file_mgr
    files = getattr(held, "file_storage", {}).get(session, {})
    return sum(len(file.data) for file in list(files.values()))


def log_through(handler: logging.Handler) -> None:
    """Let all that Streamlit and its server log go to this handler alone. Each of its loggers has one of its
    own, whose form it lets one choose but for tracebacks."""

    def take(log: logging.Logger) -> None:
        for own in list(log.handlers):
            log.removeHandler(own)
        log.addHandler(handler)

    logger.setup_formatter = take  # type: ignore[assignment]  # of those that are made later
    logger.update_formatter()


def running_session() -> str:
    """The session whose run this thread is in; none where it is in no run."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""
