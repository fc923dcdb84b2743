"""Every page of the house: who comes, to which endpoint, and what stands in its address."""

from __future__ import annotations

# endpoint, who comes (None: a citizen), and for each part of the address the story's name for it
PAGES = (
    ("public.home", None, {}),
    ("public.institution_home", None, {"slug": "institution"}),
    ("public.achievements", None, {}),
    ("public.achievement", None, {"slug": "achievement"}),
    ("public.infographics", None, {}),
    ("public.proposals", None, {}),
    ("public.proposal", None, {"reference": "proposal"}),
    ("public.monitorings", None, {}),
    ("public.monitoring", None, {"reference": "monitoring"}),
    ("public.about", None, {}),
    ("participation.choose", None, {}),
    ("participation.send", None, {"kind": "=usulan"}),
    ("participation.send", None, {"kind": "=pemantauan"}),
    ("participation.report", None, {}),
    ("participation.track", None, {}),
    ("security.login", None, {}),
    ("accounts.home", "yani", {}),
    ("accounts.home", "tono", {}),
    ("moderation.queue", "yani", {}),
    ("moderation.queue", "lina", {}),
    ("moderation.case", "yani", {"reference": "proposal"}),
    ("moderation.case", "hendra", {"reference": "monitoring"}),
    ("moderation.case", "yani", {"reference": "deviation"}),
    ("moderation.case", "tono", {"reference": "proposal"}),
    ("publishing.desk", "dimas", {}),
    ("publishing.new", "dimas", {}),
    ("publishing.edit", "dimas", {"slug": "draft"}),
    ("publishing.edit", "ayu", {"slug": "draft"}),
    ("publishing.edit", "dimas", {"slug": "achievement"}),
    ("publishing.preview", "dimas", {"slug": "draft"}),
    ("targets.desk", "hendra", {}),
    ("administration.overview", "sistem", {}),
)
# Answered in another way than by a page to look at, or seen in a journey.
OTHERWISE = {
    "public.figure_file",
    "public.achievement_image",
    "participation.status",
    "participation.file",
    "moderation.attachment",
    "publishing.image",
    "targets.download",
    "accounts.choose_language",
    "health.alive",
    "health.ready",
}
