package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.core.source.UrlParts;
import org.headwaters.tables.Captures;
import org.jspecify.annotations.Nullable;

/** Urls at the door: read whole, and what a capture's url says where its index does not. */
final class UrlCells {
  private static final UserDefinedFunction ABSOLUTE =
      udf(
          (UDF1<@Nullable String, @Nullable String>)
              url -> url == null ? null : ShippedSuffixes.sites().absolute(url),
          DataTypes.StringType);

  /** What each column takes from the url. */
  private static final Map<String, Part> PARTS =
      Map.<String, Part>of(
          Captures.URL_SURTKEY, UrlParts::surtKey,
          Captures.URL_HOST_NAME, UrlParts::host,
          Captures.URL_HOST_PRIVATE_DOMAIN, UrlParts::site,
          Captures.URL_PROTOCOL, UrlParts::protocol,
          Captures.URL_PORT, parts -> parts.port() == null ? null : parts.port().toString(),
          Captures.URL_PATH, UrlParts::path,
          Captures.URL_QUERY, UrlParts::query);

  private UrlCells() {}

  @FunctionalInterface
  private interface Part extends Serializable {
    @Nullable String of(UrlParts parts);
  }

  /** The url, with https in front where it names no scheme but a host that has a site. */
  static Column absolute(Column url) {
    return when(namesScheme(url), url).otherwise(ABSOLUTE.apply(url));
  }

  /**
   * Whether a scheme stands in front, and not in a query behind a host without one; most urls say
   * so without being parsed.
   */
  static Column namesScheme(Column url) {
    return coalesce(url.rlike("^[A-Za-z][A-Za-z0-9+.-]*://"), lit(false));
  }

  /** Whether a column of captures is what the url says. */
  static boolean derived(String column) {
    return PARTS.containsKey(column);
  }

  /** What the url says for a column; null if it has no host of the public web. */
  static Column part(Column url, ContractColumn column) {
    Part part = PARTS.get(column.name());
    return udf(
            (UDF1<@Nullable String, @Nullable String>)
                text -> {
                  UrlParts parts = UrlParts.of(text, ShippedSuffixes.sites());
                  return parts == null || part == null ? null : part.of(parts);
                },
            DataTypes.StringType)
        .apply(url)
        .cast(DataType.fromDDL(column.type()));
  }
}
