"""Web pages: what they say, without what stands around it."""

from __future__ import annotations

import pytest

from maillage.intake.readers import limits, open_source
from maillage.intake.readers.blocks import BlockKind, Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError, OversizedFileError
from maillage.intake.recognition import recognise


def _read(body: str, head: str = "", encoding: str = "utf-8") -> Source:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return open_source(page.encode(encoding), "plan.html")


def _shown(source: Source) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in source.blocks]


def test_headings_paragraphs_and_line_breaks() -> None:
    source = _read(
        "<h2>Axe 1</h2>un <i>lieu</i>\n  ouvert<p>Pilotes<br>CAF</p><p><strong>Moyens</strong></p>"
    )
    assert source.format is SourceFormat.HTML
    assert _shown(source) == [
        (BlockKind.HEADING, 2, "Axe 1"),
        (BlockKind.PARAGRAPH, 0, "un lieu ouvert"),
        (BlockKind.PARAGRAPH, 0, "Pilotes"),
        (BlockKind.PARAGRAPH, 0, "CAF"),
        (BlockKind.PARAGRAPH, 0, "Moyens"),
    ]
    assert [block.bold for block in source.blocks] == [False, False, False, False, True]


def test_lists_keep_their_depth_and_their_numbers() -> None:
    blocks = _read(
        "<ul><li>Former<ul><li>au jeu</li></ul></li><li><p>Ouvrir</p></li></ul>"
        "<ol start=3><li>Évaluer</li><li type=a>Dire</li></ol><ol type=a><li>Bilan</li></ol>"
    ).blocks
    assert [(block.level, block.marker, block.text) for block in blocks] == [
        (0, "•", "Former"),
        (1, "•", "au jeu"),
        (0, "•", "Ouvrir"),
        (0, "3.", "Évaluer"),
        (0, "4.", "Dire"),
        (0, "a.", "Bilan"),
    ]


def test_what_stands_around_the_text_is_left_out() -> None:
    source = _read(
        "<header>Ville de Corvesac</header><nav><a>Accueil</a></nav><div class='breadcrumb'>Accueil</div>"
        "<script>suivre()</script><article><header><h1>Le plan</h1></header><p>Texte<sup><a>1</a></sup></p>"
        "</article><p style='display: none'>Caché</p><template>Modèle</template><footer>Mentions</footer>"
    )
    assert [block.text for block in source.blocks] == ["Le plan", "Texte"]


def test_only_the_main_part_is_read_where_the_page_says_it() -> None:
    text = "Ouvrir un lieu pour les familles du nord du territoire. " * 6
    source = _read(f"<div>Actualités de la semaine</div><main><p>{text}</p></main><div>Autres pages</div>")
    assert [block.text for block in source.blocks] == [text.strip()]


def test_parts_that_fold_are_read_under_their_titles() -> None:
    source = _read(
        "<h1>Plan</h1><details><summary>Action 1</summary><p>Ouvrir</p><details><summary>Suivi</summary>"
        "Bilan</details></details><details><summary>Action 2</summary>Former</details>"
        "<h2><button>Action 3</button></h2><button>Envoyer</button>"
    )
    assert _shown(source) == [
        (BlockKind.HEADING, 1, "Plan"),
        (BlockKind.HEADING, 2, "Action 1"),
        (BlockKind.PARAGRAPH, 0, "Ouvrir"),
        (BlockKind.HEADING, 3, "Suivi"),
        (BlockKind.PARAGRAPH, 0, "Bilan"),
        (BlockKind.HEADING, 2, "Action 2"),
        (BlockKind.PARAGRAPH, 0, "Former"),
        (BlockKind.HEADING, 2, "Action 3"),
    ]


def test_a_table_keeps_its_merged_cells_and_the_lists_inside() -> None:
    source = _read(
        "<table><tr><th colspan=3>Plan</th></tr><tr><th rowspan=2>Axe 1</th><td>Pilotes</td>"
        "<td><p>CAF</p><ul><li>MSA<ul><li>service social</li></ul></li></ul></td></tr>"
        "<tr><td>Moyens</td><td>Un<br>Deux</td></tr></table>"
    )
    first, second, third = source.blocks
    assert [cell.text for cell in first.cells] == ["Plan"]
    assert second.cells[2].lines == ("CAF", "• MSA", "  • service social")
    assert [cell.inherited for cell in third.cells] == [True, False, False]
    assert third.cells[2].lines == ("Un", "Deux")
    assert [cell.bold for cell in second.cells] == [True, False, False]


def test_a_table_that_only_places_things_is_no_table() -> None:
    source = _read(
        "<table><tr><td>Menu</td><td><h2>Axe 1</h2><table><tr><td>Pilotes</td><td>CAF</td></tr>"
        "<tr><td>Moyens</td><td>Un</td></tr></table></td></tr></table>"
    )
    assert _shown(source)[:2] == [(BlockKind.PARAGRAPH, 0, "Menu"), (BlockKind.HEADING, 2, "Axe 1")]
    assert [block.text for block in source.blocks[2:]] == ["Pilotes | CAF", "Moyens | Un"]


def test_definitions_are_rows_of_terms_and_senses() -> None:
    blocks = _read(
        "<dl><dt>Pilotes</dt><dd>CAF</dd><dd>MSA</dd><div><dt>Durée</dt><dd>3 ans</dd></div></dl>"
    ).blocks
    assert [[cell.lines for cell in block.cells] for block in blocks] == [
        [("Pilotes",), ("CAF", "MSA")],
        [("Durée",), ("3 ans",)],
    ]


_WORD = """<p class=MsoTitle>Le plan</p>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;text-indent:-18.0pt'><span
style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span>
Former les <b>équipes</b></p>
<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt'><span>o<span>&nbsp; </span></span>au jeu</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;&nbsp;</span></span><![endif]>Ouvrir<o:p></o:p></p>
<p class=MsoNormal>Une phrase.<o:p>&nbsp;</o:p></p>"""


def test_the_lists_that_word_types_are_lists() -> None:
    head = "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
    blocks = _read(_WORD, head, "cp1252").blocks
    assert [(block.kind, block.level, block.marker, block.text) for block in blocks] == [
        (BlockKind.HEADING, 1, "", "Le plan"),
        (BlockKind.ITEM, 0, "•", "Former les équipes"),
        (BlockKind.ITEM, 1, "◦", "au jeu"),
        (BlockKind.ITEM, 0, "2.", "Ouvrir"),
        (BlockKind.PARAGRAPH, 0, "", "Une phrase."),
    ]


def test_the_classes_of_an_online_editor_tell_bold_and_depth() -> None:
    head = "<style>.c1{color:#000}.c2{font-weight:700;color:#000}</style>"
    blocks = _read(
        "<p class='c1'><span class='c2'>Pilotes</span></p><ul class='lst-kix_x-0'><li>CAF</li></ul>"
        "<ul class='lst-kix_x-1'><li>service social</li></ul>",
        head,
    ).blocks
    assert [(block.bold, block.level) for block in blocks] == [(True, 0), (False, 0), (False, 1)]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("", "utf-16"), ("inconnu", "utf-8")],
)
def test_the_character_set_is_the_one_that_fits(declared: str, encoding: str) -> None:
    source = _read("<p>L’été à Pontigan</p>", f"<meta charset='{declared}'>", encoding)
    assert source.lines == ("L’été à Pontigan",)


def test_a_page_saved_with_its_files_is_read() -> None:
    message = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n'
        "----x\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><h1>Action=201 : Cr=C3=A8che</h1></body></html>\r\n"
        "----x\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----x--\r\n"
    )
    source = open_source(message.encode(), "plan.mhtml")
    assert [(block.level, block.text) for block in source.blocks] == [(1, "Action 1 : Crèche")]


def test_a_page_without_its_frame_is_a_page_and_a_text_with_tags_is_not() -> None:
    page = "<div>\n<h1>Axe 1</h1>\n<p>Ouvrir</p>\n</div>\n"
    assert open_source(page.encode(), "plan.html").format is SourceFormat.HTML
    text = "<p>Axe 1</p>\nAction 1\nOuvrir\n| a<br>b | c |\nFormer\n"
    assert open_source(text.encode(), "plan.txt").format is SourceFormat.TEXT


def test_a_page_whose_text_comes_later_says_what_to_do() -> None:
    with pytest.raises(EmptyFileError, match="Imprimez-la en PDF"):
        _read("<div id=app></div><script>monter()</script>")


def test_a_page_too_heavy_is_refused_but_its_pictures_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.intake.readers.html.page.MAX_MARKUP_CHARACTERS", 2000)
    picture = "<img src='data:image/png;base64," + "QUJD" * 1000 + "'>"
    assert limits.MAX_MARKUP_CHARACTERS > 1_000_000
    assert _read(f"<p>Ouvrir{picture} un lieu</p>").lines == ("Ouvrir un lieu",)
    with pytest.raises(OversizedFileError, match="trop lourde"):
        _read("<p>Ouvrir un lieu</p>" * 200)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_elements_nested_beyond_reason_are_read(tag: str) -> None:
    assert _read(f"<{tag}>" * 600 + "Ouvrir").blocks[-1].text == "Ouvrir"


def test_a_page_cut_by_its_depth_is_refused() -> None:
    with pytest.raises(DamagedFileError, match="PDF"):
        _read("<p>Former</p>" + "<div>" * 5000 + "Ouvrir")


def test_the_fiches_of_a_page_are_understood() -> None:
    fiche = (
        "<section><h3>Action {0} : {1}</h3><dl><dt>Pilotes</dt><dd>CAF</dd><dt>Objectifs</dt>"
        "<dd><ul><li>Accueillir mieux</li><li>Informer</li></ul></dd></dl></section>"
    )
    page = "<h2>Axe 1 : Grandir</h2>" + fiche.format(1, "Ouvrir") + fiche.format(2, "Former")
    plan = recognise(_read(page))
    assert [action.title for action in plan.actions] == ["Ouvrir", "Former"]
    assert [item.text for item in plan.actions[1].objectives] == ["Accueillir mieux", "Informer"]
