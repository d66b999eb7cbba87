package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PathPatternTest {
  /** Every path of up to five characters over a small alphabet. */
  private static final List<String> PATHS = paths();

  private static List<String> paths() {
    List<String> all = new ArrayList<>(List.of("/"));
    for (int from = 0, length = 1; length < 6; length++) {
      int to = all.size();
      for (; from < to; from++) {
        for (char c : new char[] {'a', 'b', '/'}) {
          all.add(all.get(from) + c);
        }
      }
    }
    return all;
  }

  private static PathPattern random(Random random) {
    StringBuilder text = new StringBuilder("/");
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append("ab/**".charAt(random.nextInt(5)));
    }
    return PathPattern.of(text.append(random.nextInt(3) == 0 ? "$" : "").toString());
  }

  /** The reference is a regular expression. */
  private static List<String> matched(PathPattern pattern) {
    boolean anchored = pattern.text().endsWith("$");
    String text =
        anchored ? pattern.text().substring(0, pattern.text().length() - 1) : pattern.text();
    Pattern regex = Pattern.compile(text.replace("*", ".*") + (anchored ? "" : ".*"));
    return PATHS.stream().filter(path -> regex.matcher(path).matches()).toList();
  }

  @Test
  void matchesWhatItSaysAndKnowsWhatLiesWithinAndWhatMayMeet() {
    int within = 0;
    int apart = 0;
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      PathPattern one = random(random);
      PathPattern two = random(random);
      List<String> ofOne = matched(one);
      List<String> ofTwo = matched(two);
      assertThat(PATHS.stream().filter(one::matches).toList()).as(one.text()).isEqualTo(ofOne);
      String both = one.text() + " and " + two.text();
      if (one.isWithin(two)) {
        within++;
        assertThat(ofTwo).as(both).containsAll(ofOne);
      }
      if (!one.mayMeet(two)) {
        apart++;
        assertThat(ofOne).as(both).doesNotContainAnyElementsOf(ofTwo);
      }
      String padded = one.paddedTo(9);
      assertThat(PATHS.stream().filter(path -> PathPattern.matches(padded, path)).toList())
          .as(padded)
          .isEqualTo(ofOne);
    }
    assertThat(within).isGreaterThan(500);
    assertThat(apart).isGreaterThan(500);
  }

  @Test
  void aPrefixIsWithinAShorterOneAndNeverMeetsAnother() {
    assertThat(PathPattern.of("/ab").isWithin(PathPattern.of("/a"))).isTrue();
    assertThat(PathPattern.of("/a").isWithin(PathPattern.of("/ab"))).isFalse();
    assertThat(PathPattern.of("/a").mayMeet(PathPattern.of("/b"))).isFalse();
    assertThat(PathPattern.of("*.pdf")).isEqualTo(new PathPattern("/*.pdf"));
    assertThat(PathPattern.of("/x**")).isEqualTo(new PathPattern("/x"));
    assertThat(PathPattern.of("*")).isEqualTo(PathPattern.ALL);
  }

  @Test
  void aScopeMayEndItsPathAndLeaveAPartOfItOpen() {
    UrlScope scope = UrlScope.parse("*.a.org/*.pdf$");
    assertThat(scope.covers("b.a.org", "/x/y.pdf")).isTrue();
    assertThat(scope.covers("b.a.org", "/x/y.pdf?z")).isFalse();
    assertThat(scope.covers("a.com", "/x/y.pdf")).isFalse();
  }
}
