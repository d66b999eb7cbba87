package org.headwaters.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headwaters.core.source.Sites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each form of a column takes, and what it says of what it does not. */
final class FormTest {
  /** Every name with two labels is a suffix-free site; blogs.example gives its users sites. */
  private static final Sites SITES = new Sites(host -> twoLabels(host));

  private static String twoLabels(String host) {
    List<String> labels = List.of(host.split("[.]", -1));
    int keep = host.endsWith(".blogs.example") ? 3 : 2;
    return labels.size() < keep
        ? null
        : String.join(".", labels.subList(labels.size() - keep, labels.size()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account:jane | must be account:site/author",
        "account:/jane | must be account:site/author",
        "account:example.com/ | must be account:site/author",
        "account:a0.example/a/b | must be account:site/author",
        "account:example.com/a:b | Write the account as account:site/author",
        "account:example.com/a%2fb | Write the account as account:site/author",
        "account:www.example.com/a | write account:example.com/<author>",
        "account:example.com:443/a | is no site of the public web",
        "domain:A1.Example | write a1.example instead of A1.Example",
        "domain:alice.example.org | write domain:example.org",
        "domain:www.alice.blogs.example | write domain:alice.blogs.example",
        "domain:example.org. | write example.org instead of example.org.",
        "domain:stra\u00dfe.example | write xn--strae-oqa.example instead of",
        "domain:https://example.org | names no host",
        "domain:example.org/a | names no host",
        "domain:*.example.org | names no host",
        "domain:stack-dedup | is no site of the public web",
        "domain:127.0.0.1 | is no site of the public web",
        "path:github.com | needs segments",
        "path:github.com/ | needs segments",
        "path:github.com//torvalds | needs segments",
        "path:github.com/torvalds/ | needs segments",
        "path:github.com/../torvalds | Write the segments of path:github.com",
        "path:github.com/%2e%2e/torvalds | Write the segments of path:github.com",
        "rater: | names nothing",
        "own:acme | begins with service:, model: or dataset:",
        "undisclosed:no_source | nobody can name it",
        "Domain:example.org | of no known kind",
        "example.org | of no known kind",
      })
  void aSourceThatNoDocumentCanHaveIsToldTheRightSpelling(String text, String told) {
    assertThat(Form.SOURCE.fix(text, SITES)).as(text).contains(told);
    assertThat(Form.ASSET_OR_SOURCE.fix(text, SITES)).as(text).contains(told);
  }

  @ParameterizedTest
  @CsvSource({
    "domain:example.org",
    "domain:alice.blogs.example",
    "domain:8.8.8.8",
    "account:example.com/a%2Fb",
    "account:dataset%3Aacme%2Fqa/jane",
    "path:github.com/torvalds",
    "path:github.com/torvalds/linux",
    "rater:~abc",
    "own:model:acme/m",
  })
  void aSourceThatDocumentsHaveIsTaken(String text) {
    assertThat(Form.SOURCE.fix(text, SITES)).as(text).isNull();
  }

  @Test
  void aScopeNamesAHostAndNothingBesideItsPath() {
    for (String text :
        List.of(
            "(null)",
            "x..y",
            "*",
            "**",
            "domain:x.example",
            "http://x.example/",
            "//x.example",
            "/a",
            "*.*.example",
            "x.*.example",
            "x.example:443",
            "u@x.example",
            "x example",
            "%",
            ".",
            "*.",
            "[::1",
            "x.example\u0007")) {
      assertThat(Form.CONSENT_SCOPE.fix(text, SITES)).as(text).contains("names no host");
    }
    for (String text :
        List.of(
            "x.example",
            "*.x.example",
            "x.example/a*$",
            "*.x.example/a?b",
            "b\u00fccher.example/")) {
      assertThat(Form.CONSENT_SCOPE.fix(text, SITES)).as(text).isNull();
    }
  }

  @Test
  void anAssetIsOfAKindThatItsIdSays() {
    for (String text :
        List.of("a", "model:", "model: a", "Model:a", "modela", ":a", "*", "\\", "models:a")) {
      assertThat(Form.ASSET.fix(text, SITES)).as(text).isNotNull();
      assertThat(Form.MODEL.fix(text, SITES)).as(text).isNotNull();
    }
    assertThat(Form.MODEL.fix("dataset:a", SITES))
        .contains("the id of a dataset; the column takes a model");
    assertThat(Form.SERVICE.fix("model:a", SITES)).contains("takes a service");
    assertThat(Form.DATASET.fix("service:a", SITES)).contains("takes a dataset");
    assertThat(Form.MODEL.fix("model:a/b*c", SITES)).isNull();
    assertThat(Form.ASSET_OR_SOURCE.fix("dataset:a", SITES)).isNull();
  }

  @Test
  void aMonthIsOneOfTheCalendar() {
    for (String text :
        List.of(
            "0000-09",
            "2026-00",
            "2026-13",
            "2026-9",
            "September",
            "2026-09-01",
            "26-09",
            "10000-01",
            "\u0662026-09")) {
      assertThat(Form.PERIOD.fix(text, SITES)).as(text).isNotNull();
    }
    for (String text : List.of("0001-01", "2026-09", "9999-12")) {
      assertThat(Form.PERIOD.fix(text, SITES)).as(text).isNull();
    }
  }

  @Test
  void aCurrencyIsACodeInUse() {
    for (String text : List.of("eur", "EURO", "XXX", "BTC", "\u20ac", "US$", "ZZZ")) {
      assertThat(Form.CURRENCY.fix(text, SITES)).as(text).contains("ISO 4217");
    }
    for (String text : List.of("EUR", "USD", "JPY", "KWD", "CHF")) {
      assertThat(Form.CURRENCY.fix(text, SITES)).as(text).isNull();
    }
  }

  @Test
  void aUrlWithoutASchemeIsStoredAsHttpsIfItsHostHasASite() {
    assertThat(Form.URL.stored("news.example.com/a?next=https://x.example/", SITES))
        .isEqualTo("https://news.example.com/a?next=https://x.example/");
    assertThat(Form.URL.stored("example.com:8080/a", SITES))
        .isEqualTo("https://example.com:8080/a");
    for (String text :
        List.of(
            "stack-dedup",
            "localhost/a",
            "10.0.0.1/a",
            "mailto:jane@example.com",
            "/a/b.example.com",
            "s3://bucket/a",
            "")) {
      assertThat(Form.URL.stored(text, SITES)).isEqualTo(text);
      assertThat(Form.URL.fix(text, SITES)).isNull();
    }
  }
}
