"""An institution's looks: a colour that can be read, and a logo without secrets."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO
from uuid import uuid4

from PIL import Image

from domain.accounts.models import Institution, User
from domain.administration.events import InstitutionChanged
from domain.attachments.cleaning import PICTURES, cleaned
from domain.errors import Stale, Unacceptable
from domain.policy import Permission, require
from domain.unit_of_work import announce, if_saved, if_undone, transactional
from extensions import db, storage

COLOUR = re.compile(r"#[0-9A-F]{6}")
# What text in the accent stands on, as static/css/site.css has it; the house's own accent.
PAPER, WHITE = "#FAF8F3", "#FFFFFF"
TINTS = ("#FFF3D1", "#FBE7E4", "#E2F1E8")
HOUSE_ACCENT = "#0A4F70"
READABLE = 4.5
MAX_LOGO_BYTES = 2 * 1024**2
LOGO_SIDE = 480
Rgb = tuple[int, int, int]


@transactional
def set_accent(institution: Institution, colour: str, actor: User, *, version: int) -> None:
    """Take a colour for links and buttons; empty for the house's own. Refuse a pale one."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if institution.version != version:
        raise Stale
    colour = colour.strip().upper()
    if colour and not colour.startswith("#"):
        colour = f"#{colour}"
    if colour:
        check_colour(colour)
    institution.accent = colour
    changed(institution, actor, "accent")


@transactional
def set_logo(
    institution: Institution, filename: str, data: bytes, actor: User, *, version: int
) -> None:
    """Keep a cleaned, small copy of a picture as the logo, or raise Unacceptable."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if institution.version != version:
        raise Stale
    if len(data) > MAX_LOGO_BYTES:
        raise Unacceptable("logo", "Logo paling besar 2 MB.")
    small, media_type, size = small_picture(filename, data)
    forget_logo(institution)
    key = uuid4().hex
    storage.put(key, small)
    if_undone(partial(storage.delete, key))
    institution.logo_key, institution.logo_type = key, media_type
    institution.logo_width, institution.logo_height = size
    changed(institution, actor, "logo_key")


@transactional
def remove_logo(institution: Institution, actor: User, *, version: int) -> None:
    """Show the name alone again."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if institution.version != version:
        raise Stale
    forget_logo(institution)
    institution.logo_key, institution.logo_type = None, ""
    institution.logo_width = institution.logo_height = 0
    changed(institution, actor, "logo_key")


def changed(institution: Institution, actor: User, column: str) -> None:
    """Announce what changed."""
    db.session.flush()
    announce(
        InstitutionChanged(actor_id=actor.id, institution_id=institution.id, changed=(column,))
    )


def forget_logo(institution: Institution) -> None:
    """Delete the old logo's file once the new state is saved."""
    if institution.logo_key:
        if_saved(partial(storage.delete, institution.logo_key))


def small_picture(filename: str, data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """The picture cleaned and at most LOGO_SIDE wide and high, its type and size."""
    try:
        clean, media_type = cleaned(filename, data)
    except Unacceptable as refusal:
        raise Unacceptable("logo", refusal.sentence.words, **refusal.sentence.values) from refusal
    if media_type not in PICTURES:
        raise Unacceptable("logo", "Logo harus gambar: PNG, JPG, atau WebP.")
    with Image.open(BytesIO(clean)) as picture:
        form = picture.format or "PNG"
        picture.thumbnail((LOGO_SIDE, LOGO_SIDE))
        out = BytesIO()
        picture.save(out, form)
        return out.getvalue(), media_type, picture.size


def check_colour(colour: str) -> None:
    """Raise Unacceptable for what is no colour, or too pale to be read."""
    if not COLOUR.fullmatch(colour):
        raise Unacceptable("accent", "Tulis warna seperti #0A4F70: tanda # dan enam huruf/angka.")
    ratio = readability(colour)
    if ratio < READABLE:
        tenths = int(ratio * 10)
        raise Unacceptable(
            "accent",
            "Warna ini sulit dibaca: kontrasnya %(whole)s,%(tenth)s banding 1, padahal paling "
            "sedikit 4,5 banding 1. Pilih yang lebih gelap.",
            whole=tenths // 10,
            tenth=tenths % 10,
        )


def readability(colour: str) -> float:
    """The accent's lowest contrast: as text on paper and notices, and under white text."""
    return min(contrast(colour, ground) for ground in (PAPER, WHITE, *TINTS))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG computes it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG computes it."""
    parts = [part / 255 for part in rgb(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def darker(colour: str) -> str:
    """The accent under the pointer."""
    return mixed(colour, "#000000", 0.3)


def readable_version(colour: str) -> str:
    """The nearest darker shade that can be read."""
    for step in range(0, 100, 2):
        shade = mixed(colour, "#000000", step / 100)
        if readability(shade) >= READABLE:
            return shade
    return "#000000"


def tint(colour: str) -> str:
    """A ground in the accent's own hue on which the accent can be read."""
    for share in (0.12, 0.08, 0.05, 0.03):
        ground = mixed(WHITE, colour, share)
        if contrast(colour, ground) >= READABLE:
            return ground
    return WHITE


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` of ``other`` in it."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def rgb(colour: str) -> Rgb:
    """A colour's three parts, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def stylesheet(accent: str) -> str:
    """The house's tokens in the institution's colour."""
    return (
        f":root {{ --laut: {accent}; --laut-gelap: {darker(accent)}; "
        f"--laut-muda: {tint(accent)}; --seri-1: {accent}; }}\n"
    )
