"""The command line ``hankedata``: arguments and error messages; the work is done elsewhere.

Prefect and pandas take seconds to import, so each command imports what it needs when it runs.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from flows.errors import NothingHad, UserError, user_errors

EXIT_OK, EXIT_NOTHING, EXIT_USER_ERROR, EXIT_INTERRUPTED = 0, 1, 2, 130


def _version() -> str:
    try:
        return version("hankedata")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "not installed"


app = App(
    name="hankedata",
    version=_version,
    help="""The national dataset of culture-and-wellbeing projects and networks in Finland.

Fetches the pages of the registered sources, reads the projects and networks on them, and writes them as
CSV tables.

Begin with the bundled example, which needs no internet: **hankedata run --direct --example**

Some ways to use it:

- hankedata run --example (build the example dataset into output/example)
- hankedata run --contact me@organisation.example (fetch all sources and build the dataset into output)
- hankedata run --replay archive/*.warc.gz (rebuild it from an archive, without any request)
- hankedata try page.html (what is found on one page, and by which words)
- hankedata explain ID funders --output output/example (where a published value comes from)
""",
    default_parameter=Parameter(show_default=False),
)
sources = App(name="sources", help="Show the registered sources, or check their declarations.")
app.command(sources)


@app.command
def run(
    *,
    direct: Annotated[bool, Parameter(negative=())] = False,
    example: Annotated[bool, Parameter(negative=())] = False,
    replay: Annotated[list[Path], Parameter(consume_multiple=True, negative=())] = [],  # noqa: B006
    output: Path | None = None,
    archive: Path | None = None,
    sources: Annotated[list[str], Parameter(consume_multiple=True, negative=())] = [],  # noqa: B006
    workers: int = 4,
    contact: Annotated[str | None, Parameter(env_var="HANKEDATA_CONTACT")] = None,
) -> None:
    """Build the dataset: fetch (or replay), read, consolidate, publish.

    Runs as the Prefect flow "national-dataset", or without Prefect with --direct; the files are the same.
    Exit status: 0 if any page was had, 1 if none was, 2 if the command cannot be carried out.

    Examples: "hankedata run --example", "hankedata run --sources www.kyhy.fi --contact ADDRESS"

    Parameters
    ----------
    direct
        Do the same work without Prefect; starts faster.
    example
        Build from the 120 bundled pages, served on this machine. Needs no internet and no contact.
    replay
        WARC files to rebuild from, without any request.
    output
        Folder for the tables. Default: output, or output/example with --example.
    archive
        Folder where each response is kept as WARC. Default: archive, or archive/example with --example.
    sources
        Only these sources, by id (a host, see "hankedata sources list").
    workers
        How many sources are worked on at the same time. Default: 4.
    contact
        E-mail or web address that site owners can reach you at; every site sees it. Needed to fetch.
    """
    from flows.running import run_and_report

    run_and_report(
        direct=direct,
        example=example,
        replay=replay,
        output=output,
        archive=archive,
        sources=sources,
        workers=workers,
        contact=contact,
    )


@app.command
def extract(paths: Annotated[list[Path], Parameter(negative=())], /, *, url: str | None = None) -> None:
    """Read pages from files, and print what was found as JSON lines, one page a line.

    Examples: "hankedata extract page.html", "hankedata extract flows/example/pages > found.jsonl"

    Parameters
    ----------
    paths
        HTML files; folders with page.html and page.json (holding the page's "url"); or folders of such
        folders.
    url
        Address that a single HTML file was saved from: it is read with the declaration of that site.
    """
    from pipeline.local import as_json, load
    from pipeline.reading import read_page_of_site

    for name, page in load(paths, url):
        print(json.dumps(as_json(name, read_page_of_site(page)), ensure_ascii=False))


@app.command(name="try")
def try_page(
    page: str,
    /,
    *,
    url: str | None = None,
    contact: Annotated[str | None, Parameter(env_var="HANKEDATA_CONTACT")] = None,
) -> None:
    """Show what is found on one page: each value with the words it was read from, and the rule that read it.

    Examples: "hankedata try page.html", "hankedata try https://www.kyhy.fi/ --contact ADDRESS"

    Parameters
    ----------
    page
        An HTML file, a folder with page.html and page.json, or a web address.
    url
        Address that the HTML file was saved from: it is read with the declaration of that site.
    contact
        E-mail or web address that site owners can reach you at. Needed for a web address.
    """
    from flows.show import show_reading
    from flows.trying import get_page
    from pipeline.reading import read_page_of_site

    show_reading(read_page_of_site(get_page(page, contact, url)))


@app.command
def explain(id: str, field: str | None = None, /, *, output: Path | None = None) -> None:
    """Show where the published values of a project or network come from.

    Examples: "hankedata explain ID", "hankedata explain ID funders --output output/example"

    Parameters
    ----------
    id
        The id of the project or network, as in the first column of initiatives.csv.
    field
        Only this column, such as start or funders.
    output
        Folder of the dataset. Default: output, or output/example if there is nothing in output.
    """
    from flows.show import show_evidence
    from pipeline.publish import explain as evidence_of

    show_evidence(id, evidence_of(output or _published(), id, field))


def _published() -> Path:
    folders = [Path("output"), Path("output/example")]
    return next((folder for folder in folders if (folder / "initiatives.csv").exists()), folders[0])


@sources.default
@sources.command(name="list")
def list_sources() -> None:
    """List the registered sources: id, publisher, region, language, start addresses."""
    from flows.show import show_sites
    from pipeline.sites import load_sites

    show_sites(load_sites().values())


@sources.command(name="check")
def check_sources(folder: Path | None = None, /) -> None:
    """Check the declarations of the sources; prints what is wrong, one line each, and exits with 2 if
    anything is.

    Parameters
    ----------
    folder
        Folder of declarations. Default: the ones of this program.
    """
    from pipeline.sites import check_sites, load_sites

    if folder is not None and not folder.is_dir():
        raise UserError(f"{folder}: no such folder")
    problems = check_sites(folder)
    if problems:
        for problem in problems:
            print(problem, file=sys.stderr)
        raise SystemExit(EXIT_USER_ERROR)
    print(f"{len(load_sites(folder))} declarations, nothing wrong")


@app.command
def schema() -> None:
    """Print the JSON Schema of what is read from a page and of the published tables."""
    from schemas.describe import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, and leave with its exit status.

    ``arguments`` are those after the program's name, ``sys.argv`` if None. Input that cannot be used gives
    one line on stderr and status 2; a run in which no source gave a page, one line and status 1.
    """
    try:
        app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        sys.exit(_complain(f"{error} (hankedata --help shows how)"))
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has gone, as with "| head"
        sys.stderr.close()
        sys.exit(EXIT_OK)
    except NothingHad as error:
        sys.exit(_complain(str(error), EXIT_NOTHING))
    except Exception as error:
        if not isinstance(error, user_errors()):
            raise
        sys.exit(_complain(str(error)))


def _complain(message: str, status: int = EXIT_USER_ERROR) -> int:
    print(f"hankedata: {' '.join(message.split())}", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
