"""frankpledge check: what is wrong with plans, reports and drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge import __version__
from frankpledge.cli import FINDINGS
from frankpledge.cli.check_money import listed_findings, money_findings
from frankpledge.cli.options import several
from frankpledge.cli.shared import open_workspace, progress, show
from frankpledge.errors import InputError, NotFoundError, PlanError, UserError
from frankpledge.workspace import FILE, Workspace, find_workspace

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue
    from frankpledge.plans import Plan
    from frankpledge.plans.checks import Coverage, Facts, Finding, Options, Rule

HEAD = "plan.yaml"


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--select", multiple=True, help="Only these rules: codes or their beginnings, FP1,FP203."
)
@click.option("--ignore", multiple=True, help="Not these rules. The longer beginning decides.")
@click.option("--statistics", is_flag=True, help="How often each rule was broken, not where.")
@click.option("--no-data", is_flag=True, help="Do not look into the lake.")
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder with frankpledge.toml, or one below it. Default: that of the paths, if any.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.pass_context
def command(  # noqa: PLR0913 - click hands over one argument an option
    ctx: click.Context,
    paths: tuple[Path, ...],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
    no_data: bool,
    folder: Path | None,
    form: str,
) -> None:
    """Check PATHS: plan packages, folders of packages, reports, and drafts as .txt or .md.

    Without PATHS, the plans, delivery, consultations, reports, money and directory of the
    workspace. Measures are looked up in its lake where there is one. `[check]` in frankpledge.toml
    sets select, ignore and reading_age. Exit code 1 when something is found.
    """
    from frankpledge.measures import Catalogue, load_catalogue
    from frankpledge.plans.checks import check_text, left_out

    workspace = _workspace(folder, paths)
    options = _options(workspace, several(select), several(ignore))
    named, reports = _reports(workspace, paths)
    named, delivered = _delivery_in(workspace, named)
    delivered = delivered or not paths
    named, consulted = _consultations_in(workspace, named)
    consulted = consulted or not paths
    packages, texts = _sorted(named or (() if paths or reports else _plans_of(workspace)))
    # A draft is checked without the catalogue, which takes a second to read.
    folders = [workspace.measures_path] if workspace else []
    catalogue = load_catalogue(*folders) if packages or reports else Catalogue({}, {})
    plans = _read(packages, catalogue)
    facts = {} if no_data else _facts(workspace, list(plans.values()), catalogue)
    findings: list[Finding] = []
    coverages: list[Coverage] = []
    skipped: dict[str, Rule] = {}
    for plan in plans.values():
        held = facts.get(plan.id) if facts else None
        found, covered = _check(plan, catalogue, held, options)
        findings += found
        coverages.append(covered)
        skipped |= {rule.code: rule for rule in left_out(catalogue, held, options)}
    findings += _on_delivery(workspace, options) if delivered else []
    findings += listed_findings(workspace, options) if delivered else []
    findings += money_findings(workspace, options) if delivered else []
    findings += _on_consultations(workspace, options) if consulted else []
    findings += [finding for text in texts for finding in check_text(text, options)]
    findings += _check_reports(workspace, reports, catalogue, options)
    left = list(skipped.values())
    if form == "sarif":
        _print_sarif(findings, coverages, left)
    else:
        _print(findings, form, statistics)
    if form == "text":
        _sum_up(findings, len(plans) + len(texts) + len(reports), coverages, left)
    if findings:
        ctx.exit(FINDINGS)


def _check(
    plan: Plan, catalogue: Catalogue, facts: Facts | None, options: Options
) -> tuple[list[Finding], Coverage]:
    from frankpledge.plans.checks import check_plan, coverage

    return check_plan(plan, catalogue, facts, options), coverage(plan, catalogue, facts)


def _reports(
    workspace: Workspace | None, paths: Sequence[Path]
) -> tuple[tuple[Path, ...], list[Path]]:
    """The other paths, and the reports among them; without paths the workspace's own of both."""
    if workspace is None:
        return tuple(paths), []
    home = (workspace.root / "reports").resolve()
    if not paths:
        plans = workspace.root / "plans"
        near = Path("reports") if Path("reports").resolve() == home else home
        return (_plans_of(workspace) if plans.is_dir() else ()), sorted(near.glob("*.md"))
    here = [path for path in paths if home in (path.resolve(), path.resolve().parent)]
    found = [
        file for path in here for file in (sorted(path.glob("*.md")) if path.is_dir() else [path])
    ]
    return tuple(path for path in paths if path not in here), found


def _check_reports(
    workspace: Workspace | None, paths: Sequence[Path], catalogue: Catalogue, options: Options
) -> list[Finding]:
    """What is found in reports. Raises ReportError for figures that name what does not exist."""
    if workspace is None or not paths:
        return []
    from frankpledge.claims import check_report, read_reports
    from frankpledge.plans import read_plans, with_frameworks

    _, areas = open_workspace(workspace)
    catalogue = with_frameworks(catalogue, read_plans(workspace.root / "plans", catalogue))
    read_reports(paths, catalogue, areas, workspace.force)
    return [finding for path in paths for finding in check_report(path, options, catalogue)]


def _delivery_in(
    workspace: Workspace | None, paths: Sequence[Path]
) -> tuple[tuple[Path, ...], bool]:
    """The paths without those to the delivery of the workspace, and whether there were any."""
    if workspace is None:
        return tuple(paths), False
    folder = (workspace.root / "delivery").resolve()
    inside = [path for path in paths if folder in (path.resolve(), path.resolve().parent)]
    whole = workspace.root.resolve() in {path.resolve() for path in paths}
    return tuple(path for path in paths if path not in inside), bool(inside) or whole


def _on_delivery(workspace: Workspace | None, options: Options) -> list[Finding]:
    """What is found in the documents of delivery, all of them, because they hang together."""
    from frankpledge.plans import read_plans
    from frankpledge.plans.checks import check_delivery
    from frankpledge.plans.delivery import read_delivery

    if workspace is None or not (workspace.root / "delivery").is_dir():
        return []
    plans = read_plans(workspace.plans_path)
    root = Path() if Path().resolve() == workspace.root.resolve() else workspace.root
    return [
        finding
        for one in read_delivery(root, plans).documents.values()
        for finding in check_delivery(one, plans.get(one.head.plan or ""), options)
    ]


def _consultations_in(
    workspace: Workspace | None, paths: Sequence[Path]
) -> tuple[tuple[Path, ...], bool]:
    """The paths without those to what people said, and whether there were any."""
    if workspace is None:
        return tuple(paths), False
    folders = {(workspace.root / name).resolve() for name in ("consultations", "priorities")}
    inside = [path for path in paths if folders & {path.resolve(), path.resolve().parent}]
    whole = workspace.root.resolve() in {path.resolve() for path in paths}
    return tuple(path for path in paths if path not in inside), bool(inside) or whole


def _on_consultations(workspace: Workspace | None, options: Options) -> list[Finding]:
    """What people were asked without a result, and what they said without an answer."""
    if workspace is None or not any(
        (workspace.root / name).is_dir() for name in ("consultations", "priorities")
    ):
        return []
    from frankpledge.plans import read_plans
    from frankpledge.voice import (
        Home,
        check_areas,
        check_consultation,
        codebooks_of,
        held,
        read_consultations,
    )

    plans = read_plans(workspace.plans_path) if workspace.plans_path.is_dir() else {}
    root = Path() if Path().resolve() == workspace.root.resolve() else workspace.root
    answered = held(workspace.data_path)
    found = _on_priorities(workspace, root, plans, options)
    consultations = read_consultations(root, plans)
    if any(one.head.area for one in consultations.values()):
        check_areas(consultations, Home(open_workspace(workspace)[1], workspace.force))
    return found + [
        finding
        for one in consultations.values()
        for finding in check_consultation(one, codebooks_of(root, one), answered, options)
    ]


def _on_priorities(
    workspace: Workspace, root: Path, plans: Mapping[str, Plan], options: Options
) -> list[Finding]:
    """Local priorities of which nobody has said what was made of them."""
    from frankpledge.voice import check_priorities, priorities_folder, read_priorities

    if not priorities_folder(root).is_dir():
        return []
    _, areas = open_workspace(workspace)
    return check_priorities(read_priorities(root, areas, plans), options)


def _workspace(folder: Path | None, paths: Sequence[Path]) -> Workspace | None:
    """The workspace that is named, or that holds the first path, if there is one."""
    if folder is not None:
        return find_workspace(folder)
    try:
        return find_workspace(paths[0] if paths else Path())
    except NotFoundError:
        return None


def _options(workspace: Workspace | None, select: list[str], ignore: list[str]) -> Options:
    from frankpledge.plans.checks import Options, read_options

    raw: dict[str, Any] = dict(workspace.raw.get("check", {})) if workspace else {}
    chosen = read_options(raw, str(workspace.root / FILE) if workspace else FILE)
    try:
        return Options(
            tuple(select) or chosen.select, tuple(ignore) or chosen.ignore, chosen.reading_age
        )
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--select and --ignore") from error


def _plans_of(workspace: Workspace | None) -> tuple[Path, ...]:
    if workspace is None:
        raise click.UsageError("no workspace here: name the plans or drafts to check")
    plans = workspace.plans_path
    if not plans.is_dir():
        raise NotFoundError(f"{plans}: no plans here")
    return (Path("plans") if Path("plans").resolve() == plans.resolve() else plans,)


def _sorted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Folders of packages, and text files. Raises UserError for anything else."""
    from frankpledge.plans.checks import SUFFIXES

    packages: list[Path] = []
    texts: list[Path] = []
    for path in paths:
        if path.is_dir():
            packages += _packages(path)
        elif path.name == HEAD and path.is_file():
            packages.append(path.parent)
        elif not path.exists():
            raise NotFoundError(f"{path}: no such file or folder")
        elif path.suffix.lower() in SUFFIXES:
            texts.append(path)
        else:
            kinds = " or ".join(SUFFIXES)
            raise UserError(f"{path}: expected a plan package or a text ({kinds})")
    return list(dict.fromkeys(packages)), list(dict.fromkeys(texts))


def _packages(folder: Path) -> list[Path]:
    """The package in a folder, or those in it or in its plans folder."""
    if (folder / HEAD).is_file():
        return [folder]
    found = [path.parent for name in ("*", "plans/*") for path in folder.glob(f"{name}/{HEAD}")]
    if not found:
        raise NotFoundError(f"{folder}: no plan package here (none has a {HEAD})")
    return sorted(found)


def _read(folders: Sequence[Path], catalogue: Catalogue) -> dict[Path, Plan]:
    """The plans, or all errors of all of them at once."""
    from frankpledge.plans import read_plan

    plans: dict[Path, Plan] = {}
    errors: list[InputError] = []
    for folder in folders:
        try:
            plans[folder] = read_plan(folder, catalogue)
        except PlanError as error:
            errors += error.errors
    if errors:
        raise PlanError(errors)
    return plans


def _facts(
    workspace: Workspace | None, plans: list[Plan], catalogue: Catalogue
) -> dict[str, Facts] | None:
    """What the workspace's lake holds; None where there is no lake with anything in it."""
    from frankpledge.plans.checks import load_facts

    if workspace is None or not plans or not workspace.data_path.is_dir():
        return None
    lake, areas = open_workspace(workspace)
    if not lake.store.sources():
        return None
    with progress("Looking into the lake") as report:
        return load_facts(
            plans, catalogue, lake, areas, threshold=workspace.threshold, progress=report
        )


def _print(findings: Sequence[Finding], form: str, statistics: bool) -> None:
    from frankpledge.plans.checks import finding_row, statistics_rows

    if statistics:
        if findings or form == "json":
            show(statistics_rows(findings), form)
    elif form == "json":
        show([finding_row(finding) for finding in findings], form)
    else:
        for finding in findings:
            click.echo(str(finding))


def _print_sarif(
    findings: Sequence[Finding], coverages: Sequence[Coverage], skipped: Sequence[Rule]
) -> None:
    from frankpledge.plans.checks import sarif

    log = sarif(findings, version=__version__, coverages=coverages, skipped=skipped)
    click.echo(json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False))


def _sum_up(
    findings: Sequence[Finding],
    documents: int,
    coverages: Sequence[Coverage],
    skipped: Sequence[Rule],
) -> None:
    from frankpledge.plans.checks import summary

    click.echo(summary(findings, documents))
    for one in coverages:
        click.echo(f"{one.plan}: {one}.")
    if skipped:
        codes = ", ".join(rule.code for rule in skipped)
        click.echo(f"Left out, because no lake was looked into: {codes}.")
