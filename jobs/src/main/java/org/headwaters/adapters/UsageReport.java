package org.headwaters.adapters;

import static java.util.Map.entry;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.UsageError;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a report says what, and which tokens it counts beside others: of a report whose
 * maker is known by its name, else as the settings say.
 *
 * @param columns our name → the report's
 * @param beside the parts that are told beside input or output instead of within them
 * @param currency of the report's own amounts, where no column says it; empty for none
 * @param identity the report's columns that tell apart lines of one model and time; null for all
 *     that are read as nothing else
 */
record UsageReport(
    Map<String, String> columns,
    Set<UsagePart> beside,
    String currency,
    @Nullable Set<String> identity)
    implements Serializable {
  static final String REPORT = "report";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String TIER = "service_tier";
  static final String BATCH = "batch";
  static final String IDENTITY = "identity";
  static final String TOTAL = "total_tokens";

  /** Amounts by line item: what a model served is not in it. */
  static final String COSTS = "openai-costs";

  private static final Set<String> DEFAULT_TIERS = Set.of("", "default", "standard", "auto");

  /** What a line says beside its parts and its tier. */
  private static final List<String> OTHERS =
      List.of(AMOUNT, CURRENCY, TOTAL, "model", "service_id", "period", "week", "date", "detail");

  /** By the documentation that docs/guides/data-team.md names. */
  private static final Map<String, UsageReport> KNOWN =
      new TreeMap<>(
          Map.of(
              "openai-usage",
              new UsageReport(
                  Map.of(
                      "date", "start_time",
                      "cached_tokens", "input_cached_tokens",
                      "requests", "num_model_requests"),
                  Set.of(),
                  "",
                  Set.of("project_id", "user_id", "api_key_id", "batch", "service_tier")),
              COSTS,
              new UsageReport(
                  Map.of(
                      "date",
                      "start_time",
                      "model",
                      "line_item",
                      AMOUNT,
                      "amount.value",
                      CURRENCY,
                      "amount.currency"),
                  Set.of(),
                  "",
                  Set.of("project_id", "api_key_id", "organization_id")),
              "anthropic-usage",
              new UsageReport(
                  Map.ofEntries(
                      entry("date", "starting_at"),
                      entry("input_tokens", "uncached_input_tokens"),
                      entry("cached_tokens", "cache_read_input_tokens"),
                      entry("cache_write_tokens", "cache_creation.ephemeral_5m_input_tokens"),
                      entry("cache_write_1h_tokens", "cache_creation.ephemeral_1h_input_tokens"),
                      entry("tool_calls", "server_tool_use.web_search_requests")),
                  Set.of(UsagePart.CACHED, UsagePart.CACHE_WRITE, UsagePart.CACHE_WRITE_1H),
                  "",
                  null),
              "openrouter-activity",
              new UsageReport(
                  Map.of(
                      "input_tokens",
                      "prompt_tokens",
                      "output_tokens",
                      "completion_tokens",
                      AMOUNT,
                      "usage"),
                  Set.of(),
                  "USD",
                  Set.of("model_permaslug", "endpoint_id", "provider_name")),
              "litellm-spend",
              new UsageReport(
                  Map.of(
                      "date",
                      "startTime",
                      "input_tokens",
                      "prompt_tokens",
                      "output_tokens",
                      "completion_tokens",
                      AMOUNT,
                      "spend"),
                  Set.of(),
                  "USD",
                  Set.of("request_id"))));

  /** The report that has these columns: empty for one with our own names, null if none is known. */
  static @Nullable String named(Set<String> columns) {
    for (Map.Entry<String, UsageReport> known : KNOWN.entrySet()) {
      if (columns.containsAll(known.getValue().columns().values())) {
        return known.getKey();
      }
    }
    return columns.containsAll(List.of("model", UsagePart.INPUT.column())) ? "" : null;
  }

  /** Whether a report says itself what was earned; {@code name} is empty or one that is known. */
  static boolean saysAmounts(String name) {
    UsageReport report = KNOWN.get(name);
    return report != null && report.columns().containsKey(AMOUNT);
  }

  static UsageReport of(InputSource source) {
    String name = OutsideText.option(source, REPORT);
    UsageReport known =
        name == null ? new UsageReport(Map.of(), Set.of(), "", null) : KNOWN.get(name);
    if (known == null) {
      throw new UsageError(
          "inputs.%s.report is %s; known are %s. Leave it out and say columns yourself for"
              + " another.",
          source.table(), String.valueOf(name), KNOWN.keySet());
    }
    Map<String, String> columns = new HashMap<>(known.columns());
    columns.putAll(source.columns());
    Set<UsagePart> beside = new HashSet<>(known.beside());
    for (UsagePart part : UsagePart.values()) {
      String said = OutsideText.option(source, part.word());
      UsageError.check(
          said == null || (part.whole().isPresent() && Set.of("within", "beside").contains(said)),
          "inputs.%s.%s is %s; write within, if the report counts these tokens among input or"
              + " output, or beside.",
          source.table(),
          part.word(),
          String.valueOf(said));
      if ("beside".equals(said)) {
        beside.add(part);
      } else if ("within".equals(said)) {
        beside.remove(part);
      }
    }
    String currency = OutsideText.option(source, CURRENCY);
    return new UsageReport(
        Map.copyOf(columns),
        Set.copyOf(beside),
        currency == null ? known.currency() : currency,
        identity(source, known.identity()));
  }

  private static @Nullable Set<String> identity(InputSource source, @Nullable Set<String> known) {
    Object said = source.options().get(IDENTITY);
    if (said == null) {
      return known;
    }
    UsageError.check(
        said instanceof List<?>,
        "inputs.%s.identity is %s; list the report's columns that tell lines of one model and day"
            + " apart.",
        source.table(),
        said);
    Set<String> names = new TreeSet<>();
    ((List<?>) said).forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  /** The report's name of what we call {@code ours}. */
  String theirs(String ours) {
    return columns.getOrDefault(ours, ours);
  }

  /** Names of columns that are read as something of their own, by the report's spelling. */
  Set<String> read() {
    Set<String> read = new HashSet<>();
    for (String ours : OTHERS) {
      read.add(theirs(ours));
    }
    for (UsagePart part : UsagePart.values()) {
      read.add(theirs(part.column()));
    }
    return read;
  }

  /** Which price a line asks for: batch, another tier, or the default, which is empty. */
  static String tier(@Nullable String tier, @Nullable String batch) {
    String word = tier == null ? "" : tier.strip().toLowerCase(Locale.ROOT);
    String named = DEFAULT_TIERS.contains(word) ? "" : word;
    boolean isBatch = batch != null && batch.strip().equalsIgnoreCase("true");
    return isBatch && !named.equals("batch") ? named.isEmpty() ? "batch" : named + " batch" : named;
  }
}
