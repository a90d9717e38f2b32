"""The page on formats shows the crosswalk as it is."""

from ontology.crosswalks import as_markdown


def test_the_mapping_table_is_that_of_the_crosswalk(root):
    page = (root / "docs/formats.md").read_text("utf-8")
    shown = page.partition("<!-- made of ontology/crosswalks/bods.csv -->\n")[2]
    assert shown.partition("\n<!-- end -->")[0] == as_markdown("bods")
