package org.headwaters.jobs.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.Method;
import org.headwaters.core.ledger.Fingerprint;
import org.headwaters.core.policy.Attribution;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;

/**
 * The deliveries that a data set's contributions rest on, and the name that follows from them
 * (docs/decisions/0002).
 *
 * @param secretId the name of the lake's secret: by it sources are named and ordered
 * @param own deliveries that bring a new version of the data set: of its entries and its feedback
 * @param others deliveries that change nothing until the data set is refreshed
 */
record DocumentPins(
    String datasetId,
    String secretId,
    Map<String, List<Delivery>> own,
    Map<String, List<Delivery>> others) {
  private static final List<Table> OWN = List.of(Feedback.TABLE, ManifestEntries.TABLE);
  private static final List<Table> OTHERS =
      List.of(Authorship.TABLE, Captures.TABLE, ConsentSignals.TABLE);
  private static final String SECRET = "lake_secret";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is there now. */
  static DocumentPins now(Inputs inputs, String datasetId, String secretId) {
    Map<String, List<Delivery>> own = new TreeMap<>();
    for (Table table : OWN) {
      own.put(
          table.name(),
          inputs.deciding(table).stream()
              .filter(d -> d.scopes().contains(datasetId) || d.scopes().contains(Delivery.ANY))
              .toList());
    }
    Map<String, List<Delivery>> others = new TreeMap<>();
    for (Table table : OTHERS) {
      others.put(table.name(), inputs.deciding(table));
    }
    return new DocumentPins(datasetId, secretId, own, others);
  }

  /** SHA-256 over data set, pins, attribution policy, the secret's name and method. */
  String contributionsId(Attribution attribution) {
    List<String> texts =
        new ArrayList<>(List.of("contributions", Method.CONTRIBUTIONS.versioned(), datasetId));
    texts.add(attribution.hash());
    texts.add(secretId);
    for (Map<String, List<Delivery>> pins : List.of(own, others)) {
      pins.forEach((table, deliveries) -> append(texts, table, deliveries));
    }
    return Fingerprint.of(texts);
  }

  /** The same for what only captures and attribution decide: the first captures. */
  static String capturesPin(Inputs inputs, Attribution attribution) {
    List<String> texts =
        new ArrayList<>(List.of("captures", Method.CONTRIBUTIONS.versioned(), attribution.hash()));
    append(texts, Captures.TABLE.name(), inputs.deciding(Captures.TABLE));
    return Fingerprint.of(texts);
  }

  private static void append(List<String> texts, String table, List<Delivery> deliveries) {
    texts.add(table);
    texts.add(Integer.toString(deliveries.size()));
    deliveries.forEach(d -> texts.add(d.deliveryId()));
  }

  /** Numbers of the deliveries by table, and the secret's name, as JSON. */
  String json() {
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put(SECRET, secretId);
    for (Map<String, List<Delivery>> pins : List.of(own, others)) {
      pins.forEach((table, deliveries) -> numbers.put(table, seqs(deliveries)));
    }
    try {
      return JSON.writeValueAsString(numbers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether {@code json}, written by an earlier run, names the same deliveries of the data set
   * itself, and the same secret.
   */
  boolean sameVersion(String json) {
    try {
      Map<?, ?> earlier = JSON.readValue(json, Map.class);
      for (Map.Entry<String, List<Delivery>> pin : own.entrySet()) {
        List<String> numbers = seqs(pin.getValue()).stream().map(String::valueOf).toList();
        Object then = earlier.get(pin.getKey());
        if (!(then instanceof List<?> list)
            || !numbers.equals(list.stream().map(String::valueOf).toList())) {
          return false;
        }
      }
      return secretId.equals(earlier.get(SECRET));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not the pins of a set: " + json, e);
    }
  }

  boolean hasEntries() {
    return !own.getOrDefault(ManifestEntries.TABLE.name(), List.of()).isEmpty();
  }

  boolean hasAuthorship() {
    return !others.getOrDefault(Authorship.TABLE.name(), List.of()).isEmpty();
  }

  private static List<Long> seqs(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::seq).toList();
  }
}
