"""What a reader accepts at most, so that no file can exhaust the machine."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

#: Size of the file itself.
MAX_FILE_BYTES = 40 * MEGABYTE
#: What all members of an Office archive may weigh once expanded.
MAX_EXPANDED_BYTES = 300 * MEGABYTE
#: What its XML parts, the only ones that are parsed, may weigh once expanded.
MAX_XML_BYTES = 40 * MEGABYTE
#: Expanded size over compressed size, looked at from ``RATIO_FLOOR_BYTES`` up.
MAX_RATIO = 150
RATIO_FLOOR_BYTES = 20 * MEGABYTE
MAX_MEMBERS = 4000
#: Depth of nested tables and boxes that is followed.
MAX_DEPTH = 8
#: Characters handed over to the recognition: some 1,500 pages, read in half a minute.
MAX_TEXT_CHARACTERS = 3_000_000
#: Characters of one line or paragraph; a longer one is cut.
MAX_LINE_CHARACTERS = 8000
#: Characters that one page of a PDF may print, over each other or not.
MAX_PAGE_CHARACTERS = 300_000
MAX_PAGES = 600
#: Pages whose characters are recognised: some two seconds each.
MAX_SCANNED_PAGES = 120
MAX_SHEET_ROWS = 5000
MAX_SHEET_COLUMNS = 120
#: Markup of a web page, the pictures written into it left out.
MAX_MARKUP_CHARACTERS = 15_000_000
