"""A site worked out in shares, or by a cluster, is the site that one build makes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any

import pytest

from benchmarks.content import write_content
from generator.assessment import assess
from generator.memory.owner import OwnerKeyError, owner_key
from generator.parts import cluster as cluster_module
from generator.parts.cluster import Cluster, ClusterError
from generator.parts.making import make_parts
from generator.parts.sharing import Share
from generator.parts.workers import Workers
from generator.parts.workshop import workshop
from generator.site import catalogue_of, open_to_all
from tests.make import make_report

pytestmark = pytest.mark.site
dask: Any = import_module("distributed")
DAY = date(2026, 8, 31)
KEY = "0f" * 32
BUILD = ("build", "--content", "content", "--date", "2026-08-31", "--jobs", "1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shares")
    write_content(folder / "content", 14, departments=5)
    run(folder, *BUILD, "--site-dir", "whole", "--build-dir", "alone")
    return folder


def run(folder: Path, *command: str, key: str = KEY) -> None:
    program = [sys.executable, "-m", "generator", *command]
    done = subprocess.run(
        program, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "JIXIAO_OWNER_KEY": key}
    )
    assert done.returncode == 0, done.stdout + done.stderr


def files(site: Path) -> dict[str, bytes]:
    root = site.resolve()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def caches(folder: Path) -> list[Path]:
    """What three machines found, each of which works out a share and knows nothing of the others."""
    for number in (3, 1, 2):
        run(folder, *BUILD, "--part", f"{number}/3", "--build-dir", f"machine-{number}")
        assert not (folder / "site").exists()
    # Where a machine keeps its folders is its own business.
    (folder / "machine-2").rename(folder / "brought")
    return [folder / name / "cache" for name in ("machine-1", "brought", "machine-3")]


def test_shares_on_several_machines_brought_together_are_the_whole(folder: Path, caches: list[Path]) -> None:
    joined = [f"--join={cache}" for cache in caches]
    run(folder, *BUILD, *joined, "--site-dir", "joined", "--build-dir", "last")

    assert files(folder / "joined") == files(folder / "whole")


def test_what_the_shares_found_is_not_worked_out_again(
    folder: Path, caches: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_OWNER_KEY", KEY)
    owner_key.cache_clear()
    with workshop(tmp_path / "cache") as shop:
        for cache in caches:
            shop.take_over(cache)
        # Whatever would have to be worked out is missing then.
        monkeypatch.setattr(Workers, "map", lambda *_: [])
        assessment = assess(folder / "content", shop)
        assert assessment.content is not None
        public = open_to_all(assessment.content, assessment, DAY, shop)
        parts = make_parts(shop, catalogue_of(assessment.content, public, DAY, {}))

    assert sum(len(part.reports) for part in parts) == 14


def test_a_share_with_another_key_is_not_believed(
    folder: Path, caches: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has not the key can bring nothing along: it is worked out again."""
    monkeypatch.setenv("JIXIAO_OWNER_KEY", "1e" * 32)
    owner_key.cache_clear()
    with workshop(tmp_path / "cache") as shop:
        shop.take_over(caches[0])
        monkeypatch.setattr(Workers, "map", lambda *_: [])
        with pytest.raises(ValueError, match="shorter"):
            assess(folder / "content", shop)


@pytest.mark.parametrize("key", ["", "0f" * 31, "G" * 64])
def test_a_key_that_is_none_is_refused(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_OWNER_KEY", key or "x")
    owner_key.cache_clear()

    with pytest.raises(OwnerKeyError, match="64 位十六进制"):
        owner_key()


@pytest.fixture(autouse=True)
def _forget_the_key() -> Iterator[None]:
    yield
    owner_key.cache_clear()


def dying_once(order: tuple[Path, int]) -> int:
    """Kill the process that works, if none was killed before."""
    mark, number = order
    with suppress(FileExistsError):
        mark.touch(exist_ok=False)
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with dask.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster


def test_a_killed_worker_of_a_cluster_costs_time_and_nothing_else(cluster: Any, tmp_path: Path) -> None:
    with Cluster(cluster.scheduler_address) as found:
        orders = [(tmp_path / "mark", number) for number in range(5)]
        assert list(found.map(dying_once, orders)) == [0, 1, 4, 9, 16]


def test_a_cluster_makes_the_same_site_with_a_worker_killed_meanwhile(cluster: Any, folder: Path) -> None:
    command = (*BUILD, "--scheduler", cluster.scheduler_address, "--site-dir", "dask", "--build-dir", "shared")
    packs = folder / "shared" / "cache" / "parts"
    killing = Thread(target=kill_one, args=(cluster.scheduler_address, packs), daemon=True)
    killing.start()
    run(folder, *command)
    killing.join()

    assert files(folder / "dask") == files(folder / "whole")


def kill_one(address: str, packs: Path) -> None:
    """Kill a worker as soon as something is being laid into a pack."""
    with dask.Client(address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
        while not any(packs.glob("*")):
            time.sleep(0.01)
        os.kill(pids[0], signal.SIGKILL)


def test_an_address_without_a_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 1)
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"

    with pytest.raises(ClusterError, match="连不上集群的调度程序"):
        Cluster(address)


def waiting(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_a_scheduler_that_goes_away_is_told() -> None:
    lost = dask.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0")
    with lost, Cluster(lost.scheduler_address) as found:
        answers = found.map(waiting, [0, 8])
        assert next(answers) == 0
        lost.close()
        with pytest.raises(ClusterError, match="调度程序断开了"):
            next(answers)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--part", "3/2"), "应写作 K/N"),
        (("--part", "0/2"), "应写作 K/N"),
        (("--part", "1/2", "--join", "content"), "--part 只计算"),
        (("--part", "1/2", "--first"), "--part 只计算"),
        (("--join", "content"), "没有 memory.sqlite"),
    ],
)
def test_options_that_mean_nothing_are_told(options: tuple[str, ...], said: str, folder: Path) -> None:
    program = [sys.executable, "-m", "generator", *BUILD, *options, "--build-dir", "nothing"]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert said in done.stderr


def test_other_software_on_a_worker_is_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "software", lambda: "another")

    with Cluster(cluster.scheduler_address) as found, pytest.raises(ClusterError, match="软件与本机的不同"):
        list(found.map(abs, [1, 2]))


def test_every_department_has_one_share_and_the_shares_are_alike() -> None:
    reports = [
        make_report(identity=f"2024/d{department:02}/p{number}")
        for department in range(9)
        for number in range(department + 1)
    ]
    shares = [Share(number, 4).departments(reports) for number in (1, 2, 3, 4)]

    assert sorted(name for share in shares for name in share) == [f"d{number:02}" for number in range(9)]
    assert [sum(int(name[1:]) + 1 for name in share) for share in shares] == [12, 11, 11, 11]
