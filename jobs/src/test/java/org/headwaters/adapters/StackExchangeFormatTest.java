package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.ManifestEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackExchangeFormatTest {
  private static final String DATASET = "dataset:stackexchange/math";

  private static final String POSTS =
      Outside.lines(
          "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>",
          "<posts>",
          "  <row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"2\""
              + " CreationDate=\"2010-07-20T19:09:27.200\" Score=\"5\""
              + " Body=\"&lt;p&gt;Why&#xA;&#x1F600;?&lt;/p&gt;\" OwnerUserId=\"10\""
              + " LastEditorUserId=\"11\" Title=\"Q\" Tags=\"&lt;a&gt;\" ContentLicense=\"CC BY-SA"
              + " 4.0\" />",
          "  <row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" OwnerUserId=\"12\""
              + " LastEditorUserId=\"12\" />",
          "  <row Id=\"3\" PostTypeId=\"2\" OwnerDisplayName=\"user42\" />",
          "  <row Id=\"4\" PostTypeId=\"1\" OwnerUserId=\"-1\" LastEditorUserId=\"10\" />",
          "</posts>");

  private static final String HISTORY =
      Outside.lines(
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
          "<posthistory>",
          "  <row Id=\"1\" PostHistoryTypeId=\"2\" PostId=\"1\" UserId=\"10\" Text=\"Why\" />",
          "  <row Id=\"2\" PostHistoryTypeId=\"5\" PostId=\"1\" UserId=\"11\" Text=\"Why?\" />",
          "  <row Id=\"3\" PostHistoryTypeId=\"6\" PostId=\"1\" UserId=\"13\" Text=\"a\" />",
          "  <row Id=\"4\" PostHistoryTypeId=\"5\" PostId=\"1\" UserId=\"13\" Text=\"Why\" />",
          "  <row Id=\"5\" PostHistoryTypeId=\"5\" PostId=\"3\" UserDisplayName=\"gone\" />",
          "  <row Id=\"6\" PostHistoryTypeId=\"10\" PostId=\"3\" UserId=\"14\" Comment=\"101\" />",
          "</posthistory>");

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private Outside.Counts entries(String site, Path path) {
    return outside.deliver(
        ManifestEntries.TABLE,
        "stackexchange",
        path,
        Map.of("site", site, "constants", Map.of("dataset_id", DATASET)));
  }

  private Outside.Counts authorship(Path path) {
    return outside.deliver(
        Authorship.TABLE,
        "stackexchange",
        path,
        Map.of("site", "math.stackexchange.com", "dataset_id", DATASET));
  }

  @Test
  void postsAreDocuments() {
    Outside.Counts report = entries("stackoverflow.com", outside.file("Posts.xml", POSTS));
    assertThat(report).isEqualTo(Outside.Counts.of(4L, 4L, 0L, 0L));
    assertThat(
            outside.rows(
                ManifestEntries.TABLE, "document_id", "url", "author_id", "license", "token_count"))
        .containsExactly(
            "1 | https://stackoverflow.com/questions/1 | 10 | CC-BY-SA-4.0 | null",
            "2 | https://stackoverflow.com/a/2 | 12 | null | null",
            "3 | https://stackoverflow.com/a/3 | null | null | null",
            "4 | https://stackoverflow.com/questions/4 | null | null | null");
  }

  @Test
  void aPersonMaySayHowManyBytesATokenHas() {
    Map<String, Object> settings =
        Map.of(
            "site",
            "stackoverflow.com",
            "bytes_per_token",
            4,
            "constants",
            Map.of("dataset_id", DATASET));
    Path posts = outside.file("Posts.xml", POSTS);
    outside.deliver(ManifestEntries.TABLE, "stackexchange", posts, settings);
    // <p>Why, a line's end, four bytes of an emoji, ?</p>: 16 bytes.
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "token_count"))
        .containsExactly("1 | 4", "2 | 1", "3 | 1", "4 | 1");
    Map<String, Object> wrong = new java.util.HashMap<>(settings);
    wrong.put("bytes_per_token", "few");
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "stackexchange", posts, wrong))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("from 1 to 9999");
  }

  @Test
  void aUserOfOneSiteIsNoUserOfAnother() {
    entries("math.stackexchange.com", outside.file("Posts.xml", POSTS));
    assertThat(outside.rows(ManifestEntries.TABLE, "author_id"))
        .containsExactly("math.stackexchange.com/10", "math.stackexchange.com/12", "null", "null");
  }

  @Test
  void ownersAndEditorsAreAuthorsAndTheNamelessCountForTheSite() {
    outside.gzip("dump/Posts.xml.gz", POSTS);
    outside.file("dump/PostHistory.xml", HISTORY);
    outside.file("dump/Users.xml", "<users>");
    Outside.Counts report = authorship(folder.resolve("inputs/dump"));
    assertThat(report).isEqualTo(Outside.Counts.of(10L, 8L, 2L, 0L));
    assertThat(outside.rows(Authorship.TABLE, "scope", "actor", "action", "weight"))
        .containsExactly(
            DATASET
                + "#1 | account:stackexchange.com/math.stackexchange.com%2F10 | write | 1.000000",
            DATASET
                + "#1 | account:stackexchange.com/math.stackexchange.com%2F11 | edit | 1.000000",
            DATASET
                + "#1 | account:stackexchange.com/math.stackexchange.com%2F13 | edit | 1.000000",
            DATASET
                + "#2 | account:stackexchange.com/math.stackexchange.com%2F12 | answer | 1.000000",
            DATASET + "#3 | domain:stackexchange.com | answer | 1.000000",
            DATASET + "#3 | domain:stackexchange.com | edit | 1.000000",
            DATASET
                + "#4 | account:stackexchange.com/math.stackexchange.com%2F10 | edit | 1.000000",
            DATASET + "#4 | domain:stackexchange.com | write | 1.000000");
  }

  @Test
  void hostileLinesAreRejectsAndNoEntityIsResolved() {
    String file =
        Outside.lines(
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE posts [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
            "<posts>",
            "  <row Id=\"1\" PostTypeId=\"1\" OwnerUserId=\"&e;\" />",
            "  <row Id=\"2\" PostTypeId=\"1\" Body=\"&#x1;\" />",
            "  <row PostTypeId=\"1\" />",
            "  <row Id=\"4\" Body=\"" + "x".repeat(1 << 20) + "\" />",
            "  <row Id=\"5\" Body=\"open />",
            "  < row Id=\"6\" />",
            "</posts>");
    Outside.Counts report = entries("stackoverflow.com", outside.file("Posts.xml", file));
    assertThat(report).isEqualTo(Outside.Counts.of(6L, 2L, 0L, 4L));
    assertThat(outside.rejects())
        .containsExactly(
            "Posts.xml:4 null is_xml",
            "Posts.xml:6 null is_required",
            "Posts.xml:8 null is_xml",
            "Posts.xml:9 null is_xml");
  }

  @Test
  void aFileThatIsCutShortStopsTheDelivery() {
    Path half = outside.file("Posts.xml", POSTS.substring(0, POSTS.indexOf("</posts>")));
    assertThatThrownBy(() -> entries("stackoverflow.com", half))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cut short");
  }
}
