"""Make the README's picture: the home page of the running site, as Chromium shows it.

``make screenshot`` uses the site at ``SITE_URL`` (default http://127.0.0.1:8000, `make run`).
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "beranda.png"
ADDRESS = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")


def main() -> None:
    """Open the home page and save it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is missing: ./scripts/install-system-packages chromium")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        try:
            page.goto(ADDRESS, wait_until="networkidle")
        except Error:
            sys.exit(f"Nothing answers at {ADDRESS}: start `make run` in another window first.")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"Saved {PICTURE}")  # noqa: T201 - a command speaks


if __name__ == "__main__":
    main()
