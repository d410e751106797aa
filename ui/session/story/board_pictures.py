"""The small pictures of a story's steps on the board: slides as on the stage, which the browser draws into
the frames of the rows."""

from __future__ import annotations

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.front_matter import FrontMatter
from data.tables.model import Step
from geo import locator, story_frames
from geo.profile import layout
from ui.session.components import show_board_pictures
from ui.story import slides
from ui.story.figures import MapMeasurements
from web import assets

FRAME = Markup(
    '<div class="d-preview d-deck" data-slide="{slide}" lang="{lang}" dir="{side}" draggable="true"'
    ' tabindex="0" role="img" aria-label="{move}" title="{move}"><span class="d-thumb"></span></div>'
)


def picture_frame(step: Step, number: int, t: Text) -> Markup:
    """The frame of a step's picture, empty; it can be dragged, and moved by keys."""
    side, move = "rtl" if t.lang == "ar" else "ltr", t("story.move", n=number)
    return FRAME.format(slide=step.id, lang=t.lang, side=side, move=move)


def show_pictures(
    atlas: Atlas, steps: tuple[Step, ...], front: FrontMatter, t: Text, measured: MapMeasurements
) -> None:
    """Draw the slides of `steps` into their frames."""
    made = zip(
        slides.slides(atlas, steps, t, measured, front), story_frames.scenes(atlas, steps, t), strict=True
    )
    drawn = {
        slide["id"]: {key: slide[key] for key in ("html", "show")}
        | {"live": {"lit": scene["lit"]}, "sketch": story_frames.sketch(atlas, scene["lit"], bounds)}
        for slide, (scene, bounds) in made
    }
    files = {
        "profile": assets.asset_path(f"strip-{t.lang}{atlas.case.suffix}"),
        "box": layout.BANKS,
        "outlines": locator.outlines(),
    }
    show_board_pictures({"slides": drawn, "lang": t.lang, **files})
