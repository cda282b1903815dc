"""How Sphinx builds these pages into a site that works from disk and fetches nothing from elsewhere: ``make docs``."""

import kg

project = "kg"
author = "the kg authors"
release = version = kg.__version__

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
# Languages that Pygments colours under another name.
highlight_language = "text"
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"kg {release}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
# What stands outside of docs/ is linked where it is published.
html_theme_options = {"navigation_with_keys": False}
