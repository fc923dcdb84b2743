"""The words of a declaration of interest, by version. A version once used never changes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

CURRENT = "1"
# After PermenPANRB 17/2024 on conflicts of interest. To change a word, add a version.
WORDS: dict[str, tuple[str, ...]] = {
    "1": (
        _l("Saya dan keluarga saya tidak terlibat dalam hal yang dilaporkan."),
        _l("Saya tidak punya usaha atau kepentingan uang di dalamnya."),
        _l("Saya tidak terikat dengan orangnya lewat organisasi, pekerjaan lain, atau pertemanan."),
        _l("Saya tidak pernah menjabat di unit yang dilaporkan."),
        _l("Saya tidak menerima hadiah atau janji dari siapa pun tentang laporan ini."),
    ),
}
