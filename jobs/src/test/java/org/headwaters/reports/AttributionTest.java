package org.headwaters.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.headwaters.core.lineage.Relation;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.ModelLineage;
import org.headwaters.reports.print.Attribution;
import org.headwaters.reports.told.Naming;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is named for a model, and that a name is only ever a name. */
final class AttributionTest {
  private final StringBuilder markdown = new StringBuilder();
  private final StringBuilder json = new StringBuilder();

  private JsonNode written(String name, @Nullable String licence) throws IOException {
    markdown.setLength(0);
    json.setLength(0);
    Attribution out = new Attribution(markdown, json);
    Facts.Asset dataset = new Facts.Asset("dataset:a/d@1", name, "A", licence, "https://a.example");
    out.begin(
        new Facts.Asset("model:a/m", name, "A", "MIT", null),
        "2026-10",
        List.of(dataset),
        List.of(Facts.Asset.unknown("model:base/b")));
    out.work(new Attribution.Work("dataset:a/d@1", licence, "https://w.example/1", name));
    out.work(new Attribution.Work("dataset:a/d@1", licence, "https://w.example/2", null));
    out.unnamed(List.of(new Attribution.Unnamed("dataset:a/d@1", null, "account:q.example/", 3)));
    return new ObjectMapper().readTree(json.toString());
  }

  @Test
  void anAuthorIsNamedWhereTheLicenceAsksAndThePersonWantsIt() throws IOException {
    JsonNode works = written("Ada L.", "CC-BY-4.0").path("works");
    assertThat(works.get(0).path("author").asText()).isEqualTo("Ada L.");
    assertThat(works.get(1).has("author")).isFalse();
    assertThat(markdown)
        .contains("## dataset\\:a/d\\@1, licence CC\\-BY\\-4\\.0\n")
        .contains("- <https://w.example/1> by Ada L\\.\n")
        .contains("- <https://w.example/2>\n")
        .contains("- 3 works of account\\:q\\.example/ in dataset\\:a/d\\@1, licence not stated\n");
    assertThat(written("Ada L.", "CC0-1.0").at("/works/0").has("author")).isFalse();
    assertThat(written("Ada L.", null).at("/works/0").has("author")).isFalse();
    assertThat(Naming.asksForTheName("mit")).isTrue();
    assertThat(Naming.asksForTheName("MIT-0")).isFalse();
  }

  @Test
  void aModelIsCreditedWithItsOwnDataSetsAndThoseInThemNotWithThoseOfItsBase() {
    ModelLineage lineage =
        new ModelLineage(
            "model:m",
            List.of(
                new ModelLineage.Edge("model:m", "dataset:d", Relation.FINETUNING_DATA, 1),
                new ModelLineage.Edge("dataset:d", "dataset:in", Relation.MIXTURE, 1),
                new ModelLineage.Edge("dataset:in", "dataset:d", Relation.SUBSET, 1),
                new ModelLineage.Edge("dataset:d", "model:writer", Relation.GENERATED_BY, 1),
                new ModelLineage.Edge("model:m", "model:base", Relation.FINETUNE, 1),
                new ModelLineage.Edge("model:base", "dataset:b", Relation.PRETRAINING_DATA, 1),
                new ModelLineage.Edge("service:s", "model:m", Relation.SERVES, 1)));
    assertThat(lineage.ownDataSets()).containsExactly("dataset:d", "dataset:in");
    assertThat(lineage.everything())
        .containsExactly(
            "dataset:b", "dataset:d", "dataset:in", "model:base", "model:m", "model:writer");
  }

  @Test
  void namesFromOutsideAreTextInMarkdownAndJson() throws IOException {
    for (String name : Hostile.NAMES) {
      JsonNode read = written(name, "CC-BY-4.0");
      assertThat(read.at("/works/0/author").asText()).isEqualTo(name);
      String text = markdown.toString().replaceAll("<https?://[\\x21-\\x7E]*?>", "");
      assertThat(text).as(name).doesNotContain("<").doesNotContain("\u202E").doesNotContain("\r");
      assertThat(text.replaceAll("\\\\.", "")).as(name).doesNotContain("](").doesNotContain("`");
      assertThat(markdown.toString().lines().filter(line -> line.length() > 2_500)).isEmpty();
    }
  }
}
