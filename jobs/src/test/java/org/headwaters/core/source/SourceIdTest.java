package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceIdTest {
  private static final SourceRule GITHUB =
      new SourceRule("github.com", "path:github.com/{segment1}", true);

  @Test
  void buildsEachKind() {
    assertThat(SourceId.domain("example.org")).hasToString("domain:example.org");
    assertThat(SourceId.account("example.org", "22656")).hasToString("account:example.org/22656");
    assertThat(SourceId.rater("ab12")).hasToString("rater:ab12");
    assertThat(SourceId.own("model:meta/llama")).hasToString("own:model:meta/llama");
    assertThat(SourceId.accountWithin("acme/set@1", "bob")).hasToString("account:acme%2Fset@1/bob");
  }

  @Test
  void encodesWhatWouldBreakAnAuthorId() {
    assertThat(SourceId.account("x.org", " a/b:c%d ")).hasToString("account:x.org/a%2Fb%3Ac%25d");
    assertThat(SourceId.account("x.org", "a\u0000b\u0085c"))
        .hasToString("account:x.org/a%00b%C2%85c");
    assertThat(SourceId.account("x.org", "Jose\u0301")).hasToString("account:x.org/Jos\u00e9");
    assertThat(SourceId.account("x.org", "a:\u0301")).hasToString("account:x.org/a%3A%CC%81");
    assertThat(SourceId.account("x.org", "II")).hasToString("account:x.org/II");
    assertThat(SourceId.account("x.org", "/")).hasToString("account:x.org/%2F");
  }

  @ParameterizedTest
  @CsvSource({
    "domain:example.org, DOMAIN, example.org",
    "path:github.com/torvalds, PATH, github.com",
    "path:github.com/torvalds/linux, PATH, github.com",
    "account:example.org/22656, ACCOUNT, example.org",
    "account:a%2Fb/22656, ACCOUNT, a%2Fb",
    "rater:ab, RATER, ",
    "own:dataset:a/b, OWN, ",
    "undisclosed:no_source, UNDISCLOSED, ",
  })
  void readsBackWhatItIs(String text, SourceId.Kind kind, String host) {
    SourceId source = SourceId.parse(text);
    assertThat(source.text()).isEqualTo(text);
    assertThat(source.kind()).isEqualTo(kind);
    assertThat(source.host()).isEqualTo(host);
    assertThat(text).isEqualTo(kind.prefix() + source.rest());
  }

  @Test
  void trimsAndComposesWhatItReads() {
    assertThat(SourceId.parse(" account:x.org/Jose\u0301\n"))
        .hasToString("account:x.org/Jos\u00e9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.org | source id is of no known kind; write domain:",
        "undisclosed:x | is of no known kind",
        "domain: | names nothing",
        "domain: example.org | has a blank after its colon",
        "domain:Example.org | write example.org instead of Example.org",
        "domain:a..b | names no host; write e.g. domain:example.org",
        "path:github.com | needs segments",
        "path:github.com/ | needs segments",
        "path:github.com/a/ | needs segments",
        "path:github.com/a//b | needs segments",
        "path:/a | names no host",
        "path:GitHub.com/a | write github.com instead of GitHub.com",
        "account:example.org | must be account:site/author, with / : % in the author as %2F",
        "account:example.org/ | must be account:site/author",
        "account:/bob | must be account:site/author",
        "account:example.org/a/b | must be account:site/author",
      })
  void refusesWhatNamesNoSource(String text, String message) {
    assertThatThrownBy(() -> SourceId.parse(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesControlCharactersAndShowsWhere() {
    assertThatThrownBy(() -> SourceId.parse("rater:a\u0007b"))
        .hasMessage("The source id has a hidden character (U+0007) at position 7; remove it.");
    assertThatThrownBy(() -> SourceId.parse("rater:a\u200bb"))
        .hasMessage("The source id has a hidden character (U+200B) at position 7; remove it.");
    assertThatThrownBy(() -> new SourceId("x:y").kind()).hasMessageContaining("no known kind");
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/Torvalds/linux, path:github.com/torvalds",
    "https://github.com/TITI?tab=x, path:github.com/titi",
    "https://github.com/torvalds#x, path:github.com/torvalds",
    "https://github.com/J%C3%BCrgen/x, path:github.com/j\u00fcrgen",
    "https://github.com/a%2Fb/x, path:github.com/a%2Fb",
    "https://github.com/a%b/x, path:github.com/a%25b",
    "https://github.com/a%ff/x, path:github.com/a%25ff",
    "https://github.com/a:b, path:github.com/a:b",
    "https://github.com/a%0Ab, path:github.com/a%0Ab",
    "https://github.com\\a\\b, path:github.com/a",
    "https://github.com/, domain:github.com",
    "https://github.com, domain:github.com",
    "https://github.com?a/b, domain:github.com",
    "https://github.com//a, path:github.com/a",
    "https://github.com/../a, path:github.com/a",
    "https://github.com/./a, path:github.com/a",
    "https://github.com/x/../torvalds/y, path:github.com/torvalds",
    "https://github.com/x\\..\\torvalds, path:github.com/torvalds",
    "https://github.com/x/y/%2e%2E/%2e./torvalds?q=/../b, path:github.com/torvalds",
    "https://github.com//x//../..//../torvalds, path:github.com/torvalds",
    "https://github.com/x/.., domain:github.com",
    "https://github.com/..., path:github.com/...",
    "https://github.com/.a/b, path:github.com/.a",
    "https://github.com/%20, domain:github.com",
    "https://gist.github.com/a, domain:github.com",
  })
  void findsTheSourceOfAPage(String url, String source) {
    SourceRules rules = new SourceRules(List.of(GITHUB));
    String host = Objects.requireNonNull(Host.ofUrl(url));
    assertThat(rules.sourceOf(url, host, "github.com")).isEqualTo(source);
    assertThat(SourceId.parse(source)).hasToString(source);
  }

  @Test
  void triesRulesInOrderAndKeepsTheCaseUnlessTold() {
    SourceRules rules =
        new SourceRules(
            List.of(
                new SourceRule("forum.example.org", "account:{site}/{segment2}", false),
                new SourceRule("*.example.org", "path:{host}/{segment1}", false),
                new SourceRule("forum.example.org", "domain:never.example", false)));
    assertThat(
            rules.sourceOf(
                "http://forum.example.org/user/Bo:b/x", "forum.example.org", "example.org"))
        .isEqualTo("account:example.org/Bo%3Ab");
    assertThat(rules.sourceOf("http://forum.example.org/User", "forum.example.org", "example.org"))
        .isEqualTo("path:forum.example.org/User");
    assertThat(rules.sourceOf("http://example.org/u", "example.org", "example.org"))
        .isEqualTo("path:example.org/u");
    assertThat(rules.sourceOf("http://badexample.org/u", "badexample.org", "badexample.org"))
        .isEqualTo("domain:badexample.org");
    assertThat(rules.sourceOf("http://org/u", "org", "org")).isEqualTo("domain:org");
    assertThat(rules.sourceOf("nonsense", "example.org", "example.org"))
        .isEqualTo("domain:example.org");
  }

  @Test
  void lowersTemplateAndSegmentButNotTheEncoding() {
    SourceRule rule = new SourceRule("x.org", "path:x.org/Users/{segment1}", true);
    assertThat(new SourceRules(List.of(rule)).sourceOf("http://x.org/A%2fB", "x.org", "x.org"))
        .isEqualTo("path:x.org/users/a%2Fb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GitHub.com | path:github.com/{segment1} | write a host in lower case",
        "*.*.org | path:github.com/{segment1} | write a host in lower case",
        "github.com | rater:{segment1} | must begin with path:, domain: or account:",
        "github.com | path:github.com/{segment10} | {segment10} is unknown; use {host}, {site}",
        "github.com | path:github.com/{segment0} | {segment0} is unknown",
        "github.com | path:github.com/{user} | {user} is unknown",
        "github.com | path:github.com/{segment1 | has an unpaired brace",
        "github.com | path:github.com/segment1} | has an unpaired brace",
        "github.com | path:github.com | Source rule for host github.com: The source id",
        "github.com | account:{site}/a/{segment1} | must be account:site/author",
      })
  void refusesRulesThatCannotWork(String host, String source, String message) {
    assertThatThrownBy(() -> new SourceRule(host, source, false))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"path:{host}/{segment9}", "domain:{site}", "account:{site}/{segment1}"})
  void acceptsEveryHole(String source) {
    assertThat(new SourceRule("*.example.org", source, false).source()).isEqualTo(source);
  }
}
