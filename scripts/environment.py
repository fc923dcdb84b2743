"""Print the settings a shell script needs, as ``scripts/serve`` reads them."""

import shlex
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from config import Settings, SettingsError, surroundings


def main() -> None:
    """Say what ``.env`` adds to the shell, and where the site will answer."""
    try:
        settings, given = Settings.from_environment(), surroundings()
    except SettingsError as error:
        sys.exit(f"KawalAksi does not start: {error}")
    given |= {name: str(getattr(settings, name)) for name in ("HOST", "PORT", "SITE_URL")}
    names = [name for name in Settings.__dataclass_fields__ if name in given]
    sys.stdout.writelines(f"export {name}={shlex.quote(given[name])}\n" for name in names)


if __name__ == "__main__":
    main()
