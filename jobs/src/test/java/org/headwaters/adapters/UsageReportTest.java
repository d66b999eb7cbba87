package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.SharedSpark;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage reports as providers write them: parts, tiers, keys, refunds, amounts of their own. */
final class UsageReportTest {
  @TempDir Path folder;

  private Outside outside;
  private Path prices;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
    prices =
        outside.file(
            "prices.csv",
            Outside.lines(
                "model,model_id,valid_from,service_tier,currency,input,cached,cache_write,cache_write_1h,output,input_audio,tool_calls",
                "m,model:a/m,2026-01-01,,USD,3,0.3,3.75,6,15,,0.01",
                "m,model:a/m,2026-01-01,flex,USD,1.5,,,,7.5,,",
                "m,model:a/m,2026-01-01,batch,USD,1,,,,5,,",
                "free,model:a/free,2026-01-01,,USD,0,,,,0,,"));
  }

  private Map<String, Object> settings(Object... more) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("prices", prices.toString());
    settings.put("service_id", "service:a/s");
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  private List<String> revenue(Path file, Map<String, Object> settings) {
    outside.deliver(Revenue.TABLE, "usage", file, settings);
    return outside.rows(Revenue.TABLE, "period", "quantity", "unit", "unit_price", "gross_amount");
  }

  private List<String> served(Path file, Map<String, Object> settings) {
    outside.deliver(ServedUsage.TABLE, "usage", file, settings);
    return outside.rows(ServedUsage.TABLE, "model_id", "tokens", "earned_amount");
  }

  @Test
  void twoKeysWithEqualCountsAreTwoLinesAndTheSameLineTwiceIsOne() {
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                "date,model,api_key_id,input_tokens,output_tokens",
                "2026-09-01,m,k1,1000000,0",
                "2026-09-01,m,k2,1000000,0",
                "2026-09-01,m,k2,1000000,0",
                "2026-09-01,free,k2,9000000,0"));
    assertThat(outside.deliver(Revenue.TABLE, "usage", file, settings()))
        .isEqualTo(Outside.Counts.of(8L, 6L, 2L, 0L));
    assertThat(served(file, settings()))
        .containsExactly("model:a/free | 9000000 | 0.000000", "model:a/m | 2000000 | 6.000000");
    // With the columns named that tell lines apart, a corrected count is a conflict, not a line.
    Path corrected =
        outside.file(
            "corrected.csv",
            Outside.lines(
                "date,model,api_key_id,note,input_tokens,output_tokens",
                "2026-09-01,m,k1,first,1,0",
                "2026-09-01,m,k1,second,2,0"));
    assertThat(
            outside
                .deliver(
                    Revenue.TABLE, "usage", corrected, settings("identity", List.of("api_key_id")))
                .rejected())
        .isEqualTo(2);
    assertThat(outside.deliver(Revenue.TABLE, "usage", corrected, settings()).kept()).isEqualTo(4);
  }

  @Test
  void tiersAndBatchesCostWhatTheTableSaysAndOthersAreTold() {
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                "date,model,service_tier,batch,input_tokens,output_tokens",
                "2026-09-01,m,default,false,1000000,",
                "2026-09-02,m,flex,,1000000,",
                "2026-09-03,m,,true,1000000,",
                "2026-09-04,m,priority,,1000000,",
                "2026-09-05,m,flex,true,1000000,"));
    assertThat(revenue(file, settings()))
        .containsExactly(
            "2026-09 | 1.000000 | million tokens | 1.000000000000 | null",
            "2026-09 | 1.000000 | million tokens | 1.500000000000 | null",
            "2026-09 | 1.000000 | million tokens | 3.000000000000 | null");
    assertThat(outside.rejects())
        .containsExactly(
            "usage.csv:5 service_tier tier_has_a_price",
            "usage.csv:6 service_tier tier_has_a_price");
  }

  @Test
  void everyPartIsPricedApartOrTold() {
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                "date,model,input_tokens,cached_tokens,cache_write_tokens,cache_write_1h_tokens,output_tokens,input_audio_tokens,requests,tool_calls,seconds_of_video",
                "2026-09-01,m,10000000,1000000,2000000,3000000,0,,7,100,",
                "2026-09-02,m,1000000,,,,0,5,,,",
                "2026-09-03,free,1000000,,,,0,0,,,12"));
    Formats.Opened opened =
        Formats.open(
            SharedSpark.session(),
            Outside.source(Revenue.TABLE, "usage", file, settings()),
            Revenue.TABLE);
    opened.rows().collectAsList();
    assertThat(opened.fields().value().told())
        .isEqualTo("input_audio_tokens 1, requests 1, seconds_of_video 1");
    assertThat(revenue(file, settings()))
        .containsExactly(
            "2026-09 | 0.000000 | million tokens | 0E-12 | null",
            "2026-09 | 0.000000 | million tokens | 15.000000000000 | null",
            "2026-09 | 1.000000 | million tokens | 0.300000000000 | null",
            "2026-09 | 1.000000 | million tokens | 0E-12 | null",
            "2026-09 | 100.000000 | tool_calls | 0.010000000000 | null",
            "2026-09 | 2.000000 | million tokens | 3.750000000000 | null",
            "2026-09 | 3.000000 | million tokens | 6.000000000000 | null",
            "2026-09 | 4.000000 | million tokens | 3.000000000000 | null");
    assertThat(outside.rejects())
        .containsExactly("usage.csv:3 input_audio_tokens part_has_a_price");
    // 4 × 3 + 1 × 0.3 + 2 × 3.75 + 3 × 6 + 100 × 0.01
    assertThat(served(file, settings()))
        .containsExactly("model:a/free | 1000000 | 0.000000", "model:a/m | 10000000 | 38.800000");
  }

  @Test
  void totalsMayDifferByWhatIsStatedAndRefundsAreNegativeLines() {
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                "date,model,input_tokens,output_tokens,total_tokens",
                "2026-09-01,m,1400000,0,1000000",
                "2026-09-02,m,-1000000,0,-1000000",
                "2026-09-03,m,-1000000,5,",
                "2026-09-04,m,1600001,0,1000000"));
    assertThat(revenue(file, settings("total_tolerance", "600000")))
        .containsExactly(
            "2026-09 | -1.000000 | million tokens | 3.000000000000 | null",
            "2026-09 | 0.000000 | million tokens | 15.000000000000 | null",
            "2026-09 | 0.000000 | million tokens | 15.000000000000 | null",
            "2026-09 | 1.400000 | million tokens | 3.000000000000 | null");
    assertThat(outside.rejects())
        .containsExactly(
            "usage.csv:4 null line_has_one_sign", "usage.csv:5 total_tokens parts_add_up");
    assertThat(served(file, settings("total_tolerance", "600000")))
        .containsExactly("model:a/m | 400000 | 1.200000");
  }

  @Test
  void tokensBeyondSixtyFourBitsAreToldAndNoFault() {
    StringBuilder lines = new StringBuilder("date,model,api_key_id,input_tokens,output_tokens\n");
    for (int key = 0; key < 9_300; key++) {
      lines.append("2026-09-01,free,k").append(key).append(",999999999999999,0\n");
    }
    lines.append("2026-09-01,m,k,7,0\n");
    Path file = outside.file("usage.csv", lines.toString());
    assertThat(served(file, settings())).containsExactly("model:a/m | 7 | 0.000021");
    assertThat(outside.rejects()).containsExactly("usage.csv:2 tokens is_a_whole_number");
  }

  @Test
  void aPageOfTheAnthropicReportIsReadByItsName() {
    Path file =
        outside.file(
            "page.jsonl",
            "{\"data\":[{\"starting_at\":\"2026-09-30T00:00:00Z\",\"ending_at\":\"2026-10-01T00:00:00Z\",\"results\":[{\"api_key_id\":\"k\",\"cache_creation\":{\"ephemeral_1h_input_tokens\":1000000,\"ephemeral_5m_input_tokens\":2000000},\"cache_read_input_tokens\":3000000,\"context_window\":\"0-200k\",\"model\":\"m\",\"output_tokens\":0,\"server_tool_use\":{\"web_search_requests\":10},\"service_tier\":\"standard\",\"uncached_input_tokens\":4000000}]}],\"has_more\":false}\n");
    assertThat(served(file, settings("report", "anthropic-usage")))
        .containsExactly("model:a/m | 10000000 | 26.500000");
  }

  @Test
  void aFileOfJsonHoldsPagesAsTheyWereSavedAndEndsWhereItIsNoJson() {
    String page =
        """
        {
          "data": [
            {"date": "2026-09-01", "model": "m", "input_tokens": 1000000,
             "output_tokens": 0}
          ]
        }
        """;
    for (String text :
        List.of(page, "[" + page + "]", page + "\n" + page.replace("-01\"", "-02\""))) {
      Outside each = new Outside(folder.resolve(text.length() + ""));
      Outside.Counts counts =
          each.deliver(Revenue.TABLE, "usage", each.file("page.json", text), settings());
      assertThat(counts.rejected()).isZero();
      assertThat(counts.kept()).isEqualTo(text.contains("-02") ? 4 : 2);
    }
    Path cut = outside.file("cut.json", page + page.substring(0, 60) + "\n");
    assertThat(outside.deliver(Revenue.TABLE, "usage", cut, settings()))
        .isEqualTo(Outside.Counts.of(3L, 2L, 0L, 1L));
    assertThat(outside.rejects()).containsExactly("cut.json:6 null is_json_object");
  }

  @Test
  void aPageOfTheOpenAiReportIsReadByItsNameAndItsCostsAsTheyStand() {
    Path usage =
        outside.file(
            "usage.jsonl",
            "{\"object\":\"page\",\"data\":[{\"object\":\"bucket\",\"start_time\":1788220800,\"end_time\":1788307200,\"results\":[{\"object\":\"organization.usage.completions.result\",\"input_tokens\":1000000,\"output_tokens\":100000,\"input_cached_tokens\":800000,\"num_model_requests\":5,\"model\":\"m\",\"batch\":false,\"service_tier\":\"default\",\"project_id\":null}]}]}\n");
    assertThat(served(usage, settings("report", "openai-usage")))
        .containsExactly("model:a/m | 1100000 | 2.340000");
    Path costs =
        outside.file(
            "costs.jsonl",
            "{\"data\":[{\"start_time\":1788220800,\"end_time\":1788307200,\"results\":[{\"amount\":{\"value\":0.06,\"currency\":\"usd\"},\"line_item\":\"m,"
                + " input\",\"project_id\":\"p\"},{\"amount\":{\"value\":-0.01,\"currency\":\"usd\"},\"line_item\":\"m,"
                + " output\",\"project_id\":\"p\"}]}]}\n");
    Map<String, Object> settings = Map.of("report", "openai-costs", "service_id", "service:a/s");
    assertThat(revenue(costs, settings))
        .containsExactly(
            "2026-09 | null | null | null | -0.010000", "2026-09 | null | null | null | 0.060000");
    assertThat(outside.rows(Revenue.TABLE, "currency")).containsOnly("USD");
  }

  @Test
  void amountsOfOpenRouterAndLiteLlmAreTheirOwn() {
    Path router =
        outside.file(
            "activity.jsonl",
            "{\"data\":[{\"date\":\"2026-09-24\",\"model\":\"m\",\"model_permaslug\":\"m-1\",\"endpoint_id\":\"e1\",\"provider_name\":\"P\",\"usage\":0.015,\"byok_usage_inference\":0.012,\"requests\":5,\"prompt_tokens\":50,\"completion_tokens\":125,\"reasoning_tokens\":25},{\"date\":\"2026-09-24\",\"model\":\"m\",\"model_permaslug\":\"m-1\",\"endpoint_id\":\"e2\",\"provider_name\":\"Q\",\"usage\":0.015,\"byok_usage_inference\":0,\"requests\":5,\"prompt_tokens\":50,\"completion_tokens\":125,\"reasoning_tokens\":25}]}\n");
    assertThat(served(router, settings("report", "openrouter-activity")))
        .containsExactly("model:a/m | 350 | 0.030000");
    Path lite =
        outside.file(
            "spend.csv",
            Outside.lines(
                "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model",
                "r1,acompletion,h,1.25e-05,30,10,20,2026-09-30 23:59:59.999,2026-10-01 00:00:01,m",
                "r2,acompletion,h,1.25e-05,30,10,20,2026-10-01T00:30:00+02:00,2026-10-01"
                    + " 00:00:01,m"));
    Outside second = new Outside(folder.resolve("second"));
    second.deliver(Revenue.TABLE, "usage", lite, settings("report", "litellm-spend"));
    assertThat(second.rows(Revenue.TABLE, "period", "quantity", "unit_price", "currency"))
        .containsExactly(
            "2026-09 | 1.000000 | 0.000012500000 | USD",
            "2026-09 | 1.000000 | 0.000012500000 | USD");
  }

  @Test
  void aReportThatNobodyKnowsIsToldWithThoseThatAreKnown() {
    Path file = outside.file("usage.csv", "date,model,input_tokens,output_tokens\n");
    assertThatThrownBy(
            () -> outside.deliver(Revenue.TABLE, "usage", file, settings("report", "gemini")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(
            "[anthropic-usage, litellm-spend, openai-costs, openai-usage, openrouter-activity]");
    assertThatThrownBy(
            () -> outside.deliver(Revenue.TABLE, "usage", file, settings("input", "beside")))
        .isInstanceOf(UsageError.class);
  }
}
