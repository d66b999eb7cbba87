package org.headwaters.core.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/**
 * What one leaf of a sum tree says. Its data begin with the kind of the tree and what it belongs
 * to, so that a leaf proves nothing in another tree, and are salted, so that nobody can guess from
 * a neighbour's hash what it says.
 *
 * @param of what the tree belongs to: a contributions_id and part with a slash between them, or
 *     {@code previous} of the booking
 * @param salt 64 hex digits, from {@link #salt}
 * @param content what the leaf is about: its key, and the figures that are no sums
 */
public record SumLeaf(Kind kind, String of, String salt, Map<String, String> content, Sums sums) {
  private static final String METHOD = "hw-leaf-1";

  /** What a tree is made of. */
  public enum Kind implements Named {
    /** One leaf a booking and holder; credits and debits. */
    STATEMENTS,
    /** One leaf a source of a data set's part; its weight. */
    CONTRIBUTIONS,
    /** One leaf a claim. */
    CLAIMS
  }

  public SumLeaf {
    content = Map.copyOf(content);
  }

  /**
   * The salt of a leaf: HMAC-SHA-256 under the lake's secret, in hex. The same leaf has the same
   * salt in every run, so a tree made again has the same root.
   *
   * @param key the leaf's key in its tree
   */
  public static String salt(byte[] secret, Kind kind, String of, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String text = String.join("\0", METHOD, kind.key(), of, key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256.", e);
    }
  }

  /** Canonical JSON of {@link #json}: what is hashed. */
  public byte[] data() {
    return json().bytes();
  }

  /** {@code [kind, of, salt, {…}]}. */
  public Json json() {
    Map<String, Json> members = new java.util.TreeMap<>();
    content.forEach((name, value) -> members.put(name, Json.text(value)));
    return new Json.Array(
        List.of(Json.text(kind.key()), Json.text(of), Json.text(salt), Json.object(members)));
  }

  /**
   * The leaf that {@link #json} was made from.
   *
   * @param what names it in errors
   * @param sums which are no part of the data
   * @throws InvalidInput for anything else
   */
  public static SumLeaf of(String what, Json json, Sums sums) {
    List<Json> items = JsonFields.array(what, json);
    InvalidInput.check(
        items.size() == 4, "%s: a leaf says four things, not %d.", what, items.size());
    InvalidInput.check(items.get(3) instanceof Json.Members, "%s: expected an object.", what);
    Map<String, String> content = new java.util.TreeMap<>();
    ((Json.Members) items.get(3))
        .members()
        .forEach((name, value) -> content.put(name, JsonFields.text(what + ", " + name, value)));
    return new SumLeaf(
        Named.of(Kind.class, "kind of tree", JsonFields.text(what, items.get(0))),
        JsonFields.text(what, items.get(1)),
        JsonFields.text(what, items.get(2)),
        content,
        sums);
  }

  /** The leaf in its tree. */
  public SumNode node() {
    return SumNode.leaf(sums, data());
  }
}
