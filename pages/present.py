"""The page that presents: the story on the whole screen, or, before that, the board where it is put together
and checked."""

from __future__ import annotations

from geo import shapes, story_frames
from ui.session import state
from ui.session.story import editor
from ui.session.story import stage as storyboard
from ui.session.story.presentation import show_presentation
from ui.story.figures import MapMeasurements


def main() -> None:
    """Compose the page."""
    atlas, t = state.atlas(), state.text()
    measured = MapMeasurements(
        shapes.border_length(), story_frames.distance_km(atlas, "chaldovar", "ishkashim")
    )
    at = storyboard.current_step()
    if at is None:
        editor.show_editor(atlas, t, measured)
    else:
        show_presentation(atlas, storyboard.current_steps(), at, t, measured)


main()
