package org.headwaters.reports.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tables say of one model, as booked for a period. Its own data is what it was itself made
 * from: what its base or teacher was made from is theirs.
 *
 * @param bookingId of the booking that counts
 * @param version counts the bookings of the period
 * @param assets the model first, then everything that it was made from at any depth
 * @param slices of its own data
 * @param licences of its own data, by documents, the largest first
 * @param domains of its crawled documents, the largest first: as many as a template may name
 * @param domainCount how many there are in all
 * @param signals that were observed at the pages and sites of the lake
 */
public record ModelFacts(
    String period,
    String bookingId,
    long version,
    List<Described> assets,
    ModelLineage lineage,
    List<Slice> slices,
    List<Tally> licences,
    List<Domain> domains,
    long domainCount,
    List<Signal> signals) {
  /** Copies. */
  public ModelFacts {
    assets = List.copyOf(assets);
    slices = List.copyOf(slices);
    licences = List.copyOf(licences);
    domains = List.copyOf(domains);
    signals = List.copyOf(signals);
  }

  /** The model itself. */
  public Described model() {
    return assets.get(0);
  }

  /** An asset as its provider describes it. */
  public record Described(
      String assetId,
      @Nullable String name,
      @Nullable String version,
      @Nullable String provider,
      @Nullable String releasedOn,
      @Nullable String licence,
      @Nullable String homepage) {
    /** One that nobody describes. */
    public static Described unknown(String assetId) {
      return new Described(assetId, null, null, null, null, null, null);
    }

    /** The name for readers, else the id. */
    public String title() {
      return name == null ? assetId : name;
    }
  }

  /**
   * Documents of one data set, modality, crawl and generator.
   *
   * @param crawl null where the manifest names none
   * @param generatedBy null for what people made
   * @param tokens as delivered or estimated, each document once
   * @param refused documents that were under an effective refusal to train at their fetch
   * @param firstFetched as {@code 2026-02-01}; null where no document says
   */
  public record Slice(
      String datasetId,
      String modality,
      @Nullable String crawl,
      @Nullable String generatedBy,
      long documents,
      long tokens,
      long refused,
      @Nullable String firstFetched,
      @Nullable String lastFetched) {}

  /** How much there is of something; null for what nobody stated. */
  public record Tally(@Nullable String what, long documents, long tokens) {}

  /** A domain name with one label below its public suffix, and what was taken from it. */
  public record Domain(String name, long documents, long tokens) {}

  /** Signals of a kind: robots, tdmrep and the like. */
  public record Signal(String kind, long signals, long refusals) {}
}
