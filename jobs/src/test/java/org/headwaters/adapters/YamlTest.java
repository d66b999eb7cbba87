package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

final class YamlTest {
  @Test
  void readsWhatCardsSay() {
    assertThat(Yaml.read("card", "a: [x, 7, true, null, {b: 2024-01-02}]\nlicense: no\n"))
        .hasToString("{\"a\":[\"x\",\"7\",true,null,{\"b\":\"2024-01-02\"}],\"license\":\"no\"}");
    assertThat(Yaml.read("card", "").isMissingNode()).isTrue();
    assertThat(Yaml.read("card", "# nothing but a comment\n").isMissingNode()).isTrue();
  }

  @Test
  void aTreeThatHoldsItselfIsRefused() {
    assertThatThrownBy(() -> Yaml.read("card", "a: &x [*x]"))
        .isInstanceOf(YamlEngineException.class)
        .hasMessageContaining("nests more than 64 deep");
  }

  @Test
  void aTreeThatIsTooDeepIsRefusedBeforeTheStackIs() {
    assertThat(Yaml.read("card", "[".repeat(60) + "]".repeat(60)).isArray()).isTrue();
    for (String open : new String[] {"[", "{a: ", "- "}) {
      assertThatThrownBy(() -> Yaml.read("card", open.repeat(100_000)))
          .isInstanceOf(YamlEngineException.class);
    }
  }

  @Test
  void aTreeThatGrowsByAliasesIsRefused() {
    StringBuilder text = new StringBuilder("a0: &a0 [" + "x, ".repeat(100) + "x]\n");
    for (int i = 1; i < 6; i++) {
      String before = "*a" + (i - 1) + ", ";
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append(before.repeat(9)).append("y]\n");
    }
    assertThatThrownBy(() -> Yaml.read("card", text.toString()))
        .isInstanceOf(YamlEngineException.class)
        .hasMessageContaining("values");
  }

  @Test
  void tagsBuildNoObjects() {
    assertThatThrownBy(() -> Yaml.read("card", "a: !!java.io.File {}"))
        .isInstanceOf(YamlEngineException.class);
  }
}
