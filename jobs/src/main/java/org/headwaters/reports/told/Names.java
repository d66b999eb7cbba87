package org.headwaters.reports.told;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.reports.facts.Facts;
import org.jspecify.annotations.Nullable;

/** What assets and their providers are called. */
final class Names {
  /** In place of a provider that nobody named. */
  static final String UNKNOWN = "unknown";

  private final Map<String, Facts.Asset> assets = new HashMap<>();

  Names(List<Facts.Asset> assets) {
    assets.forEach(asset -> this.assets.put(asset.assetId(), asset));
  }

  /** The name for readers, else the id. */
  String of(String assetId) {
    Facts.Asset asset = assets.get(assetId);
    @Nullable String name = asset == null ? null : asset.name();
    return name == null || name.isEmpty() ? assetId : name;
  }

  /** Who offers it. */
  String provider(String assetId) {
    Facts.Asset asset = assets.get(assetId);
    @Nullable String provider = asset == null ? null : asset.provider();
    return provider == null || provider.isEmpty() ? UNKNOWN : provider;
  }

  /** Its licence; null where nobody named one. */
  @Nullable String licence(String assetId) {
    Facts.Asset asset = assets.get(assetId);
    return asset == null ? null : asset.licence();
  }

  /** A source's site for readers: {@code example.org}, {@code people at example.org}. */
  static String site(@Nullable String site) {
    if (site == null) {
      return "all other sites";
    }
    if (site.startsWith("account:") || site.startsWith("path:")) {
      String place = site.substring(site.indexOf(':') + 1);
      return "people at " + (place.endsWith("/") ? place.substring(0, place.length() - 1) : place);
    }
    if (site.startsWith("domain:")) {
      return site.substring("domain:".length());
    }
    if (site.startsWith("own:")) {
      return "makers of " + site.substring("own:".length());
    }
    return site.equals("rater:") ? "people who rated" : site;
  }
}
