"""What lies in deploy/: settings that there are and that are taken, time enough to end in, probes where something listens."""

import configparser
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cardwright.server.settings import Settings, load

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = [path for path in DEPLOY.rglob("*") if path.is_file()]
PROBES = {"/healthz", "/readyz"}
# Of a process told to stop, beside its jobs: until balancers know, and until its requests have ended.
REST_S = 20


@cache
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


@cache
def manifests() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes" / "cardwright.yaml").read_text()))


def deployments() -> list[dict[str, Any]]:
    return [one for one in manifests() if one["kind"] == "Deployment"]


def of_kubernetes() -> Settings:
    (data,) = [one["data"] for one in manifests() if one["kind"] == "ConfigMap"]
    return load(data, None)[0]


def of_compose() -> Settings:
    given = compose()["x-cardwright"]["environment"]
    filled = {
        name: re.sub(r"\$\{\w+(?::-(.*?))?(?::\?)?\}", lambda m: m[1] or "x" * 64, v) for name, v in given.items()
    }
    return load(filled, None)[0]


@cache
def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / "cardwright.service")
    return parser


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_variable_is_a_setting(path: Path) -> None:
    named = set(re.findall(r"CARDWRIGHT_([A-Z][A-Z_]*[A-Z])", path.read_text()))
    assert {name.lower() for name in named} <= set(Settings.__struct_fields__)


def test_the_settings_are_taken_and_say_what_the_processes_are() -> None:
    for found in (of_compose(), of_kubernetes()):
        assert not found.run_jobs
        assert found.metrics_port
        assert found.object_store_url.startswith("s3://")
        assert found.proxies
    assert of_compose().database_url.startswith("postgresql://")


def test_nobody_is_killed_before_its_jobs_had_their_time() -> None:
    assert seconds(compose()["x-cardwright"]["stop_grace_period"]) >= of_compose().drain_seconds + REST_S
    (worker,) = [one for one in deployments() if one["metadata"]["name"].endswith("worker")]
    assert worker["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] >= of_kubernetes().drain_seconds + REST_S
    service = unit()["Service"]
    environment = dict(one.split("=", 1) for one in service["Environment"].split())
    assert seconds(service["TimeoutStopSec"]) >= int(environment["CARDWRIGHT_DRAIN_SECONDS"]) + REST_S


def seconds(text: str) -> int:
    return int(text.removesuffix("s"))


@pytest.mark.parametrize("deployment", deployments(), ids=lambda one: one["metadata"]["name"])
def test_probes_ask_where_the_process_listens(deployment: dict[str, Any]) -> None:
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    listens = {"metrics": of_kubernetes().metrics_port}
    if container["args"] == ["serve"]:
        listens["http"] = Settings().port
    assert ports == listens
    probes = [container[name]["httpGet"] for name in container if name.endswith("Probe")]
    assert probes
    assert all(probe["path"] in PROBES and probe["port"] in ports for probe in probes)


def test_images_are_probed_where_they_listen() -> None:
    recipe = (DEPLOY / "Containerfile").read_text()
    asked = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", recipe)
    asked += re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", (DEPLOY / "compose.yaml").read_text())
    assert asked == [(str(Settings().port), "/readyz"), (str(of_compose().metrics_port), "/healthz")]
    assert f"api {Settings().port}" in (DEPLOY / "Caddyfile").read_text()


@pytest.mark.parametrize("deployment", deployments(), ids=lambda one: one["metadata"]["name"])
def test_pods_are_found_and_what_they_name_is_there(deployment: dict[str, Any]) -> None:
    spec = deployment["spec"]
    labels, pod = spec["template"]["metadata"]["labels"], spec["template"]["spec"]
    wanted = spec["selector"]["matchLabels"]
    assert wanted.items() <= labels.items()
    budgets = [one["spec"]["selector"]["matchLabels"] for one in manifests() if one["kind"] == "PodDisruptionBudget"]
    assert wanted in budgets
    (container,) = pod["containers"]
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}
    assert {"configMapRef": {"name": "cardwright"}} in container["envFrom"]
    recipe = (DEPLOY / "Containerfile").read_text()
    assert f"USER {pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}" in recipe


def test_services_of_compose_wait_for_and_mount_what_there_is() -> None:
    services = compose()["services"]
    for one in services.values():
        assert set(one.get("depends_on", ())) <= services.keys()
        for mount in one.get("volumes", ()):
            source = mount.partition(":")[0]
            assert source.startswith("/") or source in compose()["volumes"] or (DEPLOY / source).is_file(), mount
    asked = set(re.findall(r"\$\{(\w+):\?\}", (DEPLOY / "compose.yaml").read_text()))
    assert asked == set(re.findall(r"(?m)^(\w+)=", (DEPLOY / "example.env").read_text()))


def test_the_image_is_made_of_what_is_let_through() -> None:
    recipe = (DEPLOY / "Containerfile").read_text()
    copied = {name for line in re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", recipe) for name in line.split()}
    let = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    assert {name.removeprefix("./") for name in copied} == let
    assert all((ROOT / name).exists() for name in let)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is missing")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "cardwright.service").read_text()
    copy = tmp_path / "cardwright.service"
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text))
    told = subprocess.run(["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True, check=False)
    assert [line for line in told.stderr.splitlines() if str(copy) in line or "cardwright" in line] == []
