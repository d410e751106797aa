"""What deploys Dalil names files, settings and commands that exist. No image is built here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from streamlit import config

ROOT = Path(__file__).parents[1]
DOCKER = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "DEPLOY.md").read_text(encoding="utf-8")
STEPS = [
    line.partition(" ")[::2]
    for line in DOCKER.replace("\\\n", " ").splitlines()
    if line and not line.startswith("#")
]
COPIED = [source for step, rest in STEPS if step == "COPY" for source in rest.split()[:-1]]


def environment() -> dict[str, str]:
    """What ENV sets."""
    return dict(pair.split("=", 1) for step, rest in STEPS if step == "ENV" for pair in rest.split())


def test_the_image_copies_files_that_are_kept_here() -> None:
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    missing = [
        source
        for source in COPIED
        if not any(file == source or file.startswith(f"{source}/") for file in kept)
    ]
    assert missing == []
    allowed = [
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    ]
    assert sorted(allowed) == sorted(COPIED), "what is copied is what is sent to the engine"


def test_secrets_of_the_sign_on_go_neither_into_the_repository_nor_into_the_image() -> None:
    """The guide has them put beside the settings, a folder that is copied."""
    secrets = ".streamlit/secrets.toml"
    assert f"`{secrets}`" in GUIDE
    assert ".streamlit" in COPIED
    assert subprocess.run(["git", "check-ignore", "-q", secrets], cwd=ROOT, check=False).returncode == 0
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert rules.index(secrets) > rules.index("!.streamlit"), "the last rule that fits counts"


def test_the_image_has_all_that_the_app_imports() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"pages"}
    assert rooms - {"tests", "bench", "docs"} <= set(COPIED)


def test_the_image_installs_the_pinned_requirements() -> None:
    installed = [
        re.findall(r"-r (\S+)", rest) for step, rest in STEPS if step == "RUN" and "pip install" in rest
    ]
    assert installed == [["requirements.txt"]]
    assert re.search(r"^FROM python:3\.(\d+)-slim$", DOCKER, re.M)


@pytest.mark.parametrize("file", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_every_package_is_pinned_with_its_hashes_and_no_index_is_named(file: str) -> None:
    """pip then refuses what is not what was locked, wherever it comes from."""
    text = (ROOT / file).read_text(encoding="utf-8")
    rows = [
        row
        for row in re.sub(r"\\\n", " ", text).splitlines()
        if row.strip() and not row.lstrip().startswith("#")
    ]
    assert rows
    pinned = re.compile(r"[A-Za-z0-9_.-]+(\[[\w,-]+\])?==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [row for row in rows if not pinned.fullmatch(row)] == []


def test_the_app_runs_as_a_user_who_owns_nothing_but_the_store() -> None:
    users = [rest for step, rest in STEPS if step == "USER"]
    assert users == ["dalil"]
    assert "useradd --system" in DOCKER
    assert re.findall(r"chown \w+ (\S+)", DOCKER) == ["/store"]
    steps = [step for step, _ in STEPS]
    assert "RUN" not in steps[steps.index("USER") :]


def test_added_documents_go_to_the_volume() -> None:
    volumes = [rest for step, rest in STEPS if step == "VOLUME"]
    assert volumes == ["/store"]
    assert environment()["DALIL_STORE"].startswith(f"sqlite:///{volumes[0]}/")


def test_the_image_is_asked_for_its_health_where_the_app_answers() -> None:
    (check,) = (rest for step, rest in STEPS if step == "HEALTHCHECK")
    (command,) = (rest for step, rest in STEPS if step == "CMD")
    port = re.search(r"--server\.port=(\d+)", command)
    assert port
    assert f"http://127.0.0.1:{port[1]}/_stcore/health" in check
    assert [rest for step, rest in STEPS if step == "EXPOSE"] == [port[1]]
    assert (ROOT / "app.py").exists()
    assert '"app.py"' in command
    assert "--server.address=0.0.0.0" in command, (
        "the settings name this machine alone, which nobody outside a container reaches"
    )


@pytest.mark.parametrize(
    "text", [DOCKER, (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"), GUIDE]
)
def test_every_setting_of_streamlit_exists(text: str) -> None:
    options = {
        "STREAMLIT_" + re.sub(r"([A-Z])", r"_\1", key.replace(".", "_")).upper()
        for key in config._config_options_template
    }
    assert set(re.findall(r"STREAMLIT_[A-Z_]+", text)) <= options


def test_the_replicas_share_store_and_secret_and_the_proxy_knows_them() -> None:
    services = COMPOSE["services"]
    assert services["one"] == services["two"]
    assert services["one"]["env_file"] == ".env", "what else the guide has people set"
    assert services["one"]["environment"]["DALIL_STORE"].startswith("postgresql+psycopg://dalil:")
    assert "STREAMLIT_SERVER_COOKIE_SECRET" in services["one"]["environment"]
    assert services["proxy"]["environment"]["DALIL_REPLICAS"].split() == ["one:8501", "two:8501"]
    named = {
        volume.split(":")[0]
        for service in services.values()
        for volume in service.get("volumes", [])
        if "./" not in volume
    }
    assert named == set(COMPOSE["volumes"])
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert set(re.findall(r"\{\$(\w+)\}", caddy)) == set(services["proxy"]["environment"])
    asked = "health_uri {$DALIL_PATH}/health\n"
    assert asked in caddy, "a replica that never read the store is sent no readers"
    assert "respond {$DALIL_PATH}/_stcore/metrics 404\n" in caddy
    path = {services["proxy"]["environment"]["DALIL_PATH"]}
    assert {services["one"]["environment"]["STREAMLIT_SERVER_BASE_URL_PATH"]} == path == {"${DALIL_PATH:-}"}


def test_the_guide_names_files_and_modules_that_exist() -> None:
    for path in re.findall(r"`((?:deploy|docs|data)/[\w./-]+|[A-Z]+\.md|Dockerfile)`", GUIDE):
        assert (ROOT / path).exists(), path
    for module in re.findall(r"python -m ([\w.]+)", GUIDE):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").exists() or (
            ROOT / module / "__main__.py"
        ).exists(), module
    assert str(ROOT) not in GUIDE, "the guide names the folder of one machine"
