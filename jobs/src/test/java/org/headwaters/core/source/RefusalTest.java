package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.ConsentSignal.Train;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalTest {
  private static final String URL = "https://blog.example.org/private/a?b=1#c";

  private static ConsentSignal at(long observed, String scope, @Nullable String train) {
    return signal(scope, "robots", train, observed, null);
  }

  private static ConsentSignal signal(
      String scope, String kind, @Nullable String train, long observed, @Nullable Long effective) {
    return new ConsentSignal(UrlScope.parse(scope), kind, Train.parse(train), observed, effective);
  }

  private static boolean refusedAt(@Nullable Long fetch, ConsentSignal... signals) {
    return Refusal.refused(URL, fetch, List.of(signals));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blog.example.org",
        "BLOG.example.org.",
        "*.blog.example.org",
        "*.example.org",
        "*.org",
        "blog.example.org/",
        "blog.example.org/private",
        "blog.example.org/private/a?b=1",
        "*.example.org/priv"
      })
  void isRefusedUnderAScopeThatCoversThePage(String scope) {
    assertThat(refusedAt(10L, at(5, scope, "n"))).isTrue();
    assertThat(ConsentScopes.hostsOf(URL)).contains(UrlScope.parse(scope).joinHost());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "*.log.example.org",
        "*.a.blog.example.org",
        "og.example.org",
        "*.xample.org",
        "blog.example.org/public",
        "blog.example.org/private/a?b=1#c",
        "blog.example.org/private/a?b=12"
      })
  void isNotRefusedUnderAnother(String scope) {
    assertThat(refusedAt(10L, at(5, scope, "n"))).isFalse();
  }

  @Test
  void countsWhatWasInEffectAtTheFetch() {
    assertThat(refusedAt(10L, at(10, "blog.example.org", "n"))).isTrue();
    assertThat(refusedAt(9L, at(10, "blog.example.org", "n"))).isFalse();
    assertThat(refusedAt(10L, signal("*.org", "robots", "n", 99, 10L))).isTrue();
    assertThat(refusedAt(10L, signal("*.org", "robots", "n", 1, 11L))).isFalse();
  }

  @Test
  void letsTheLatestOfAKindSpeakForIt() {
    assertThat(refusedAt(10L, at(1, "*.org", "n"), at(2, "*.org", "y"))).isFalse();
    assertThat(refusedAt(10L, at(2, "*.org", "y"), at(1, "*.org", "n"))).isFalse();
    assertThat(refusedAt(10L, at(1, "*.org", "y"), at(2, "*.org", "n"))).isTrue();
    assertThat(refusedAt(10L, at(1, "*.org", "n"), at(2, "*.org", null))).isFalse();
    assertThat(refusedAt(10L, at(1, "*.org", "n"), at(11, "*.org", "y"))).isTrue();
    assertThat(refusedAt(10L, signal("*.org", "r", "n", 5, 3L), signal("*.org", "r", "y", 6, 3L)))
        .isFalse();
    assertThat(refusedAt(10L, signal("*.org", "r", "y", 5, 3L), signal("*.org", "r", "n", 5, 3L)))
        .isTrue();
  }

  @Test
  void refusesIfAnyKindOfTheDecidingScopeDoes() {
    assertThat(
            refusedAt(
                10L, signal("*.org", "robots", "y", 5, null), signal("*.org", "tdm", "n", 1, null)))
        .isTrue();
  }

  @Test
  void letsTheLongestScopeThatSaysAnythingDecide() {
    assertThat(refusedAt(10L, at(1, "*.org", "n"), at(1, "*.example.org", "y"))).isFalse();
    assertThat(refusedAt(10L, at(1, "*.example.org", "n"), at(1, "blog.example.org", null)))
        .isTrue();
    assertThat(refusedAt(10L, at(1, "blog.example.org", "y"), at(1, "*.example.org/private", "n")))
        .isFalse();
    assertThat(
            refusedAt(
                10L, at(1, "blog.example.org/private/", "y"), at(1, "blog.example.org/p", "n")))
        .isFalse();
    assertThat(refusedAt(10L, at(1, "blog.example.org", "y"), at(1, "*.blog.example.org", "n")))
        .as("a host and all below it are equally long")
        .isTrue();
    assertThat(refusedAt(10L, at(1, "*.blog.example.org", "n"), at(1, "blog.example.org", "y")))
        .isTrue();
  }

  @Test
  void countsEverySignalWithoutAFetchTime() {
    assertThat(refusedAt(null, at(1, "*.org", "n"), at(2, "*.org", "y"))).isTrue();
    assertThat(refusedAt(null, at(1, "*.org", "n"), at(2, "*.example.org", "y"))).isFalse();
  }

  @Test
  void doesNotRefuseWithoutSignalsOrUrl() {
    assertThat(refusedAt(10L)).isFalse();
    assertThat(Refusal.refused(null, 10L, List.of(at(1, "*.org", "n")))).isFalse();
    assertThat(Refusal.refused("nonsense", 10L, List.of(at(1, "*.org", "n")))).isFalse();
  }

  @Test
  void readsAUrlWithoutPathAsItsRoot() {
    List<ConsentSignal> root = List.of(at(1, "example.org/", "n"));
    assertThat(Refusal.refused("http://example.org", 9L, root)).isTrue();
    assertThat(Refusal.refused("http://example.org#/x", 9L, root)).isTrue();
    assertThat(UrlScope.pathOf("http://example.org?q")).isEqualTo("/?q");
    assertThat(UrlScope.pathOf("http://example.org/a#b")).isEqualTo("/a");
    assertThat(UrlScope.pathOf(" http://example.org/a ")).isEqualTo("/a");
    assertThat(UrlScope.pathOf("x")).isNull();
  }

  @Test
  void doesNotDependOnTheOrderOfSignals() {
    String[] scopes = {"*.org", "*.example.org", "blog.example.org", "blog.example.org/private"};
    @Nullable String[] words = {"y", "n", null};
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<ConsentSignal> signals = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        signals.add(
            signal(
                scopes[random.nextInt(4)],
                "kind" + random.nextInt(2),
                words[random.nextInt(3)],
                random.nextInt(6),
                random.nextBoolean() ? (Long) (long) random.nextInt(6) : null));
      }
      Long fetch = random.nextBoolean() ? (Long) 3L : null;
      boolean refused = Refusal.refused(URL, fetch, signals);
      Collections.shuffle(signals, random);
      assertThat(Refusal.refused(URL, fetch, signals)).as("seed %s", seed).isEqualTo(refused);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.b.example.org/x,"
        + " 'a.b.example.org|*.a.b.example.org|*.b.example.org|*.example.org|*.org'",
    "https://8.8.8.8/x, 8.8.8.8|*.8.8.8.8",
    "'http://[2a00::1]/', '[2a00::1]|*.[2a00::1]'",
    "https://localhost/, ''",
    "no url, ''",
  })
  void namesAllHostsToJoinOn(String url, String hosts) {
    assertThat(String.join("|", ConsentScopes.hostsOf(url))).isEqualTo(hosts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://example.org", "example.org:80/x", "*", "*.", "/x", "a b"})
  void refusesScopesThatNameNoHost(String scope) {
    assertThatThrownBy(() -> UrlScope.parse(scope))
        .hasMessageContaining("Consent scope '" + scope + "' names no host")
        .hasMessageContaining("without scheme or port");
  }

  @Test
  void readsOnlyYesAndNo() {
    assertThat(Train.parse("y")).isEqualTo(Train.Y);
    assertThat(Train.parse(null)).isNull();
    assertThat(Train.N.key()).isEqualTo("n");
    assertThatThrownBy(() -> Train.parse("Y")).hasMessageContaining("train is 'Y'; write y, n");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org/, /, true",
    "example.org/$, /, true",
    "example.org/$, /a, false",
    "example.org/a$, /ab, false",
    "example.org/*.pdf$, /a/b.pdf, true",
    "example.org/*.pdf$, /a.pdf?x, false",
    "example.org/*.pdf, /a.pdf?x, true",
    "example.org/a*b*c, /axbyc/d, true",
    "example.org/a*b*c, /axcyb, false",
    "example.org/*?q=, /a?q=1, true",
    "example.org/ab*ab$, /ab, false",
    "example.org/ab*ab$, /abab, true",
    "example.org/**, /a, true",
    "example.org/private, /public/../private/x, true",
    "example.org/private, /%2e/private/x, true",
    "example.org/private, /private/../x, false",
  })
  void aPathIsAPatternAsInRobotsTxt(String scope, String path, boolean covered) {
    String url = "https://example.org" + path;
    assertThat(UrlScope.parse(scope).covers("example.org", UrlScope.pathOf(url)))
        .isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(null)",
        "x..y",
        "*",
        "*.",
        "domain:x.example",
        "http://x.example/",
        "/a",
        " ",
        "x.example:80"
      })
  void aScopeThatNamesNoHostIsRefused(String scope) {
    assertThatThrownBy(() -> UrlScope.parse(scope)).isInstanceOf(InvalidInput.class);
  }
}
