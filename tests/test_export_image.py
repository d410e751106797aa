"""Pictures of maps, charts and the border profile: whole, in our colours and faces, no name over another."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba_array
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath
from orders import order
from PIL import Image
from shapely import Point
from tiny import shipped

from data.i18n import name
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from export.about import plain_label
from export.image import chart_image, map_furniture, map_image, profile_image
from export.image.labels import text_width
from geo import shapes
from geo.profile.draw import profile_drawing
from ui.charts.registry import CHARTS
from ui.charts.source_line import source_line
from ui.charts.spec import Bars
from ui.theme import fonts

pytestmark = pytest.mark.slow

PICKED = Selection(topics=("counter-narcotics",), focus="place:chaldovar")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_is_drawn_with_its_figures_words_and_source_and_nothing_is_cut(key: str, lang: Lang) -> None:
    """Every chart there is: a slide, a page or the app shows none that cannot be had as a picture."""
    chart = chart_image.drawable_charts(order(), lang)[key]
    figure = chart_image.chart_figure(order().view, CHARTS[key], chart)
    FigureCanvasAgg(figure)  # one renderer for all; a bare canvas makes one a text
    figure.canvas.draw()
    axes, flat = figure.axes[0], not (isinstance(chart, Bars) and chart.upright)
    if isinstance(chart, Bars):
        boxes = [box for box in axes.patches if isinstance(box, Rectangle)]
        drawn = [box.get_width() if flat else box.get_height() for box in boxes]
        assert drawn == pytest.approx([bar.value for bar in chart.rows])
    labels = axes.get_yticklabels() if flat else axes.get_xticklabels()
    texts = [text for text in (*figure.texts, *axes.texts, *labels) if text.get_text()]
    under = plain_label(source_line(chart, shipped().text(lang)))
    assert chart.sources
    assert chart.sources[0] in source_line(chart, shipped().text(lang))
    written = (text.get_text().replace("\N{RIGHT-TO-LEFT MARK}", "") for text in texts)
    assert under in {" ".join(text.split()) for text in written}
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= 0, text.get_text()
        assert box.x1 <= figure.bbox.width, text.get_text()


@pytest.mark.parametrize("lang", LANGS)
def test_stops_legend_and_names_of_a_picture_are_set_as_the_language_sets_them(lang: Lang) -> None:
    """Numbers with their separators; the legend in reading order; in Arabic all lines of the names begin at
    one edge, and each line of the source runs from right to left, also one of figures alone."""
    chart = chart_image.drawable_charts(order(), lang)["compared"]
    figure = chart_image.chart_figure(order().view, CHARTS["compared"], chart)
    FigureCanvasAgg(figure)
    figure.canvas.draw()
    axes = figure.axes[0]
    assert "1,400" in {tick.get_text() for tick in axes.get_xticklabels()}
    key = sorted(figure.legends[0].texts, key=lambda text: text.get_window_extent().x0)
    if lang == "ar":
        key.reverse()
    assert [text.get_text() for text in key] == [plain_label(one.name) for one in chart.legend]
    boxes = [label.get_window_extent() for label in axes.get_yticklabels()]
    assert max(box.x1 for box in boxes) - min(box.x1 for box in boxes) < 2
    assert all(box.x1 < axes.bbox.x0 or box.x0 > axes.bbox.x1 for box in boxes)
    lines = chart_image.in_lines("المصادر: 20 أبريل 2023.", 18, lang).split("\n")
    assert [line.startswith("\N{RIGHT-TO-LEFT MARK}") for line in lines] == [lang == "ar"] * 2


def test_the_date_of_the_article_does_not_touch_the_legend() -> None:
    for lang in LANGS:
        chart = chart_image.drawable_charts(order(), lang)["events"]
        figure = chart_image.chart_figure(order().view, CHARTS["events"], chart)
        FigureCanvasAgg(figure)
        figure.canvas.draw()
        day = next(text for text in figure.axes[0].texts if "2023" in text.get_text())
        assert not day.get_window_extent().overlaps(figure.legends[0].get_window_extent())


def test_a_legend_of_two_columns_is_read_from_where_the_language_begins() -> None:
    five = [Line2D([], [], label=str(n)) for n in range(5)]
    read = {lang: [str(one.get_label()) for one in chart_image.in_columns(five, 2, lang)] for lang in LANGS}
    assert read == {"en": [*"01234"], "ar": [*"23401"]}  # matplotlib: three, then two


def test_a_chart_of_nothing_is_refused() -> None:
    priced = {row.donor for row in shipped().aid.values() if row.usd}
    donor = next(row.donor for row in shipped().aid.values() if row.donor not in priced)
    with pytest.raises(ValueError, match="nothing in this view"):
        chart_image.named_chart_picture(order(("en",), Selection(donors=(donor,))), "by-donor", "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", ["beside", "slide"])
def test_the_whole_legend_is_on_the_picture(lang: Lang, size: map_image.Size) -> None:
    figure = map_image.map_figure(
        select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang), size
    )
    FigureCanvasAgg(figure)  # one renderer for all; a bare canvas makes one a text
    figure.canvas.draw()
    legend = figure.axes[-1].texts
    assert plain_label(shipped().text(lang)("legend.estimate")) in {text.get_text() for text in legend}
    for text in legend:
        box = text.get_window_extent()
        assert 0 <= box.x0 < box.x1 <= figure.bbox.width, text.get_text()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", ["whole", "slide"])
def test_credit_and_date_below_a_map_do_not_touch(lang: Lang, size: map_image.Size) -> None:
    with rc_context({"font.family": map_image.families()}):
        figure = map_image.map_figure(order().view, order().view.atlas.text(lang), size)
        FigureCanvasAgg(figure)
        boxes = sorted((text.get_window_extent() for text in figure.texts[-2:]), key=lambda box: box.x0)
    assert boxes[1].x0 - boxes[0].x1 > figure.dpi / 8
    assert min(float(text.get_fontsize()) for text in figure.texts) >= map_furniture.SMALL


@pytest.mark.parametrize("langs", [("ar", "en"), ("en", "ar")])
@pytest.mark.parametrize("size", ["beside", "slide", "whole"])
def test_for_two_languages_the_legend_says_each_sign_in_both(
    langs: tuple[Lang, Lang], size: map_image.Size
) -> None:
    view, texts = select(shipped(), Selection()), [shipped().text(lang) for lang in langs]
    figure = map_image.map_figure(view, texts[0], size, second=texts[1])
    FigureCanvasAgg(figure)
    legend, spots = figure.axes[-1].texts, [text.get_window_extent() for text in figure.axes[-1].texts]
    assert [text.get_text() for text in legend] == [
        " · ".join(plain_label(t(key)) for t in texts) for *_, key in map_furniture.KEYS
    ]
    for (one, box), (other, next_box) in pairwise(zip(legend, spots, strict=True)):
        assert 0 <= box.x0 < box.x1 <= figure.bbox.width, one.get_text()
        assert not box.overlaps(next_box), (one.get_text(), other.get_text())


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_is_wide_and_in_our_colours(lang: Lang) -> None:
    image = Image.open(io.BytesIO(map_image.map_picture(order().view, order().view.atlas.text(lang))))
    assert image.size == (3200, 1800)
    pixels = {colour for _, colour in image.convert("RGB").getcolors(1_000_000) or []}
    for token in ("land", "land-other", "tint", "border"):
        assert tuple(bytes.fromhex(shipped().colours[token].light[1:])) in pixels, token


def test_the_svg_is_sound_and_the_same_each_time() -> None:
    drawn = map_image.map_picture(order().view, order().view.atlas.text("en"), "svg")
    root = ET.fromstring(drawn)
    assert root.tag.endswith("svg")
    assert drawn == map_image.map_picture(order().view, order().view.atlas.text("en"), "svg")
    assert [e.tag for e in root.iter() if e.tag.endswith("}script") or e.tag.endswith("}image")] == []


def test_a_place_in_focus_is_framed() -> None:
    west, south, east, north = map_image.picture_bounds(select(shipped(), PICKED), 16 / 9)
    place = shipped().places["chaldovar"]
    assert west < (place.lon or 0) < east
    assert south < (place.lat or 0) < north
    assert east - west < 3


@pytest.mark.parametrize(("place", "far"), [("kyiv", True), ("moscow", True), ("chaldovar", False)])
@pytest.mark.parametrize("lang", LANGS)
def test_a_place_beyond_the_region_has_land_sea_and_countries_under_it(
    place: str, far: bool, lang: Lang
) -> None:
    t = shipped().text(lang)
    figure = map_image.map_figure(select(shipped(), Selection(focus=f"place:{place}")), t, "beside")
    axes, ink = figure.axes[0], {key: token.light for key, token in shipped().colours.items()}
    sea = to_rgba_array(map_image.mix_colours(ink["water"], map_image.SEA, ink["land-other"]))[0].tolist()
    faces = [row for drawn in axes.collections for row in to_rgba_array(drawn.get_facecolor()).tolist()]
    names = {plain_label(text.get_text()) for text in axes.texts}
    assert (sea in faces) == far
    assert (plain_label(t.country("BY")) in names) == far


def test_documents_whose_places_lie_elsewhere_are_framed_there() -> None:
    view = select(shipped(), replace(Selection(), documents=tuple(shipped().documents)))
    far = SimpleNamespace(
        atlas=view.atlas, selection=view.selection, highlighted=(), counts={"washington": 3, "chaldovar": 1}
    )
    west, south, east, north = map_image.picture_bounds(cast(View, far), 16 / 9)
    place = shipped().places["washington"]
    assert west < (place.lon or 0) < east < 0
    assert south < (place.lat or 0) < north


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ["chaldovar", "ayvaj", "ishkashim", "khorog", "dushanbe"])
def test_what_is_looked_at_is_named_on_the_picture(place: str, lang: Lang) -> None:
    figure = map_image.map_figure(
        select(shipped(), Selection(focus=f"place:{place}")),
        select(shipped(), Selection(focus=f"place:{place}")).atlas.text(lang),
    )
    assert plain_label(name(shipped().entities[place], lang)) in {
        plain_label(text.get_text()) for text in figure.axes[0].texts
    }


@pytest.mark.skipif(fonts() is None, reason="the Arabic faces are not installed")
@pytest.mark.parametrize(
    ("focus", "titles"),
    [
        (
            "place:chaldovar",
            {"en": "Chaldivar: what the article says, and where", "ar": "تشالديفار: ماذا يقول المقال، وأين"},
        ),
        (
            "",
            {
                "en": "The Tajik–Afghan border: what the article says, and where",
                "ar": "الحدود الطاجيكية الأفغانية: ماذا يقول المقال، وأين",
            },
        ),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_the_title_says_what_the_picture_was_made_of(focus: str, titles: dict[Lang, str], lang: Lang) -> None:
    drawn = map_image.map_figure(select(shipped(), Selection(focus=focus)), shipped().text(lang), "whole", ())
    assert titles[lang] in [text.get_text() for text in drawn.texts]


def test_the_picture_is_written_in_the_face_of_the_app() -> None:
    assert "Noto Sans Arabic" in map_image.families()[0]


def test_a_profile_is_drawn_as_on_the_page_without_the_lanes_beside_the_banks() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    ink = {key: token.light for key, token in shipped().colours.items()}
    root = profile_drawing(shipped(), shipped().text("en"))
    profile_image.draw_elements(axes, root, ink, {"place:chaldovar"})
    names = {"".join(e.itertext()) for e in root.iter("text") if e.get("class") == "d-strip-name"}
    written = {text.get_text(): text.get_color() for text in axes.texts}
    assert {plain_label(one) for one in names} <= set(written)
    assert written["Chaldivar"] == ink["link"]
    assert [text for text in written if "passages" in text] == []
    signs = [e for e in root.iter() if e.get("class") == "d-strip-sign"]
    faces = [tuple(patch.get_facecolor()) for patch in axes.patches]
    assert len(axes.patches) > len(signs) > 40
    assert to_rgba_array(ink["border"])[0].tolist() in [list(face) for face in faces]


@pytest.mark.parametrize(
    ("focus", "region", "other"),
    [
        ("gbao", "gbao", "badakhshan-afghanistan"),
        ("khatlon", "khatlon", "takhar"),
        ("tajikistan", "rest-of-tajikistan", "takhar"),
        ("afghanistan", "badakhshan-afghanistan", "gbao"),
    ],
)
def test_an_area_in_focus_is_drawn_apart_from_its_neighbours_and_from_the_tint_of_both_banks(
    focus: str, region: str, other: str
) -> None:
    order_ = [
        key
        for key, shape in shapes.layer("regions").geometry.items()
        for _ in getattr(shape, "geoms", [shape])
    ]

    def colours(key: str) -> list[list[float]]:
        view = select(shipped(), Selection(focus=key))
        drawn = map_image.map_figure(view, view.atlas.text("en")).axes[0].collections
        found = (to_rgba_array(part.get_facecolor()).tolist() for part in drawn)
        return next(faces for faces in found if len(faces) > 1)  # behind land and sea of the world

    plain_, seen = colours(""), colours(f"place:{focus}")
    at, beside = order_.index(region), order_.index(other)
    assert seen[at] != plain_[at]
    assert seen[at] != seen[beside]
    assert seen[beside] == plain_[beside]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("focus", ["", "place:chaldovar", "place:ishkashim", "place:khorog", "place:gbao"])
def test_both_countries_are_named_each_on_its_own_bank(lang: Lang, focus: str) -> None:
    view = select(shipped(), Selection(focus=focus))
    figure = map_image.map_figure(view, shipped().text(lang))
    written = {text.get_text(): text.get_position() for text in figure.axes[0].texts}
    for country, code in (("tajikistan", "TJ"), ("afghanistan", "AF")):
        at = written[plain_label(name(shipped().entities[country], lang))]
        assert shapes.bank(code).covers(Point(*at)), country


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", map_image.SIZES)
@pytest.mark.parametrize("focus", ["", "place:chaldovar", "place:ishkashim"])
def test_no_name_on_a_drawn_map_covers_another_or_its_scale(
    lang: Lang, size: map_image.Size, focus: str
) -> None:
    with rc_context({"font.family": map_image.families()}):
        figure = map_image.map_figure(select(shipped(), Selection(focus=focus)), shipped().text(lang), size)
        FigureCanvasAgg(figure)  # one renderer for all; a bare canvas makes one a text
        figure.canvas.draw()
        level = [text for text in figure.axes[0].texts if not text.get_rotation()]
        boxes = [
            text.get_window_extent().expanded(1, 0.6) for text in level
        ]  # letters fill so much of a line
    km = shipped().text(lang)("unit.km")
    assert [text for text in level if re.fullmatch(rf"\d+ {km}", text.get_text())], "there is a scale"
    assert [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)] == []


def test_a_map_of_a_part_says_where_it_lies() -> None:
    axes = [
        map_image.map_figure(select(shipped(), Selection(focus=focus)), shipped().text("en"))
        .axes[0]
        .child_axes
        for focus in ("", "place:chaldovar")
    ]
    assert [len(inset) for inset in axes] == [0, 1]


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_is_as_wide_as_its_outline(lang: Lang) -> None:
    for key in ("chaldovar", "gbao", "tajikistan", "kurilla"):
        words = name(shipped().entities[key], lang)
        drawn = TextPath((0, 0), words, size=100).get_extents().width
        assert text_width(words) == pytest.approx(drawn, rel=0.005), words
