package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;

final class DumpRowsTest {
  private final FieldCounts fields = new FieldCounts();

  private RawTexts posts(String... rows) {
    Table table = ManifestEntries.TABLE;
    PostRows posts = new PostRows("a.org", "dataset:a", false, 1, RawRow.Shape.of(table));
    String text = "<posts>\n" + Outside.lines(rows) + "</posts>\n";
    return RawTexts.of(
        table, new RowFeed(new DumpRows("Posts.xml", RawTexts.stream(text), posts, fields)));
  }

  @Test
  void aCharacterThatXmlForbidsIsLeftOutAndItsPostKept() {
    RawTexts told =
        posts(
            "<row Id=\"1\" Body=\"a&#x0E;b\" OwnerUserId=\"7\" />",
            "<row Id=\"2\" Body=\"a&#12;&#xFFFF;&#99999999999;b\u0007\uFFFE\" Score=\"1\" />",
            "<row Id=\"3\" Body=\"a&#xA;&#x1F600;&#65;\uD83D\uDE00\" />");
    assertThat(told.broken()).isEmpty();
    // a, a line's end, four bytes of an emoji, A, and four bytes again.
    assertThat(told.cells("document_id", "author_id", "token_count"))
        .containsExactly("1 | 7 | 2", "2 | null | 2", "3 | null | 11");
    assertThat(fields.told()).isEqualTo("(character that XML forbids) 6, Score 1");
  }

  @Test
  void aLineThatIsNoXmlIsStillAReject() {
    assertThat(posts("<row Id=\"1\" Body=\"open />", "<row Id=\"2\" Body=\"&e;\" />").broken())
        .containsExactly("2 is_xml", "3 is_xml");
  }
}
