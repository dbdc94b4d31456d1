"""The advice report against a plain document of the same words.

`python bench/pdf.py [rounds]` or, for the memory of a render process, `python bench/pdf.py --soak`.
Each line is one process of its own. "Plain" is WeasyPrint on the extracted text of the report, as
paragraphs in the same font on the same paper: bare as WeasyPrint makes it by itself, and tagged for
PDF/UA with our finisher, as the report is. "Unstyled" is the report's own HTML without its style
sheet and its pictures, bare: what its headings, lists and tables cost before anything is designed.
"""

import gc
import io
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
DEMO = "de-boer-wonen-2026"
KINDS = ("report", "plain", "tagged", "unstyled")
SOURCES = {"report": "report", "plain": "plain", "tagged": "plain", "unstyled": "unstyled"}
PAPER = "<style>@page{size:A4;margin:20mm}body{font:8pt/10.6pt Inter}</style>"
SOAK = (20, 100, 200)  # reports in one process


def report_source() -> str:
    """The HTML of a full report, from the demo and the model of the configured database."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "true")
    import django  # noqa: PLC0415 -- each kind loads its own

    django.setup()
    from assessments.exchange import read  # noqa: PLC0415 -- each kind loads its own
    from assessments.importing import find_definition, unstored_report  # noqa: PLC0415 -- each kind loads its own
    from reports.chapters import report_html  # noqa: PLC0415 -- each kind loads its own

    content = (ROOT / "fixtures" / "demo" / f"{DEMO}.json").read_bytes()
    return report_html(unstored_report(read(content, find_definition), "nl"))


def plain_source(pdf: bytes) -> str:
    lines = [
        line
        for page in PdfReader(io.BytesIO(pdf)).pages
        for line in page.extract_text().split("\n")
    ]
    # About as many words in a paragraph as the report has.
    texts = [" ".join(lines[start : start + 4]) for start in range(0, len(lines), 4)]
    body = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f'<html lang="nl"><title>x</title>{PAPER}{body}</html>'


def unstyled_source(report: str) -> str:
    bare = re.sub(r"<link\b[^>]*>|<img\b[^>]*>|<(svg|style)\b.*?</\1>", "", report, flags=re.DOTALL)
    return bare.replace("</head>", f"{PAPER}</head>")


def measure(kind: str, folder: Path, rounds: int) -> dict[str, float]:
    """In this process: the first one cold, import included, then warm ones."""
    begin = time.perf_counter()
    sys.path.insert(0, str(ROOT))
    source = (folder / f"{SOURCES[kind]}.html").read_text()
    render: Callable[[], bytes]
    if kind == "report":
        from reports.pdf import html_to_pdf  # noqa: PLC0415 -- each kind loads its own

        render = lambda: html_to_pdf(source)  # noqa: E731
    else:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration

        from reports.accessibility import finish  # noqa: PLC0415 -- each kind loads its own

        options = {"font_config": FontConfiguration()}
        if kind == "tagged":
            options |= {"pdf_variant": "pdf/ua-1", "finisher": finish}
        render = lambda: HTML(string=source).write_pdf(**options)  # noqa: E731
    pdf = render()
    cold = time.perf_counter() - begin
    (folder / f"{kind}.pdf").write_bytes(pdf)
    warm, processor = [], []
    gc.disable()  # as the render process, which looks for garbage when nobody waits
    for _ in range(rounds):
        start, start_processor = time.perf_counter(), time.process_time()
        render()
        warm.append(time.perf_counter() - start)
        processor.append(time.process_time() - start_processor)
        gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "cold": cold,
        "warm": statistics.median(warm),
        "processor": statistics.median(processor),
        "memory": peak,
    }


def child(kind: str, folder: Path, rounds: int) -> dict[str, float]:
    command = [sys.executable, __file__, kind, str(folder), str(rounds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main(rounds: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = report_source()
        (folder / "report.html").write_text(source)
        rows = {"report": child("report", folder, rounds)}
        (folder / "plain.html").write_text(plain_source((folder / "report.pdf").read_bytes()))
        (folder / "unstyled.html").write_text(unstyled_source(source))
        rows |= {kind: child(kind, folder, rounds) for kind in KINDS[1:]}
        print("| | pages | cold, s | warm, s | warm, processor s | peak, MB |")
        print("| --- | --- | --- | --- | --- | --- |")
        for kind in KINDS:
            row, pages = rows[kind], len(PdfReader(folder / f"{kind}.pdf").pages)
            figures = f"{row['cold']:.2f} | {row['warm']:.2f} | {row['processor']:.2f}"
            print(f"| {kind} | {pages} | {figures} | {row['memory']:.0f} |")
        for kind in KINDS[1:]:
            ratios = [rows["report"][key] / rows[kind][key] for key in rows[kind]]
            print(f"| report : {kind} | |", " | ".join(f"{ratio:.2f}" for ratio in ratios), "|")


def soak() -> None:
    """The peak of memory after so many full reports in one process."""
    source = report_source()
    from reports.pdf import html_to_pdf  # noqa: PLC0415 -- each kind loads its own

    print("| reports | peak, MB |")
    print("| --- | --- |")
    for number in range(1, SOAK[-1] + 1):
        html_to_pdf(source)
        gc.collect()
        if number in SOAK:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"| {number} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in KINDS:
        result = measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
        sys.stdout.write(json.dumps(result))
    elif sys.argv[1:] == ["--soak"]:
        soak()
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 3)
