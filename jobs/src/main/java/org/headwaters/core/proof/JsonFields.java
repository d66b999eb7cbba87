package org.headwaters.core.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;

/** Reads an object of known members: one too few, too many or of another kind is an error. */
public final class JsonFields {
  private final String what;
  private final Map<String, Json> members;

  private JsonFields(String what, Map<String, Json> members) {
    this.what = what;
    this.members = members;
  }

  /**
   * The members of an object.
   *
   * @param what names it in errors
   * @throws InvalidInput unless it has exactly these
   */
  public static JsonFields of(String what, Json json, String... names) {
    InvalidInput.check(json instanceof Json.Members, "%s: expected an object.", what);
    Map<String, Json> members = ((Json.Members) json).members();
    InvalidInput.check(
        members.keySet().equals(Set.of(names)),
        "%s: expected the members %s, not %s.",
        what,
        String.join(", ", names),
        String.join(", ", members.keySet()));
    return new JsonFields(what, members);
  }

  /** A member that is a text. */
  public String text(String name) {
    return text(what + ", " + name, member(name));
  }

  /** A member that is a whole number from 0. */
  public long number(String name) {
    return Decimals.count(what + ", " + name, text(name));
  }

  /** A member that is a whole number, of either sign. */
  public long signed(String name) {
    return signed(what + ", " + name, text(name));
  }

  /**
   * A whole number, of either sign, as texts write it.
   *
   * @param what names it in errors
   * @throws InvalidInput for anything else
   */
  public static long signed(String what, String text) {
    boolean negative = text.startsWith("-") && !text.equals("-0");
    long size = Decimals.count(what, negative ? text.substring(1) : text);
    return negative ? -size : size;
  }

  /** A member that is an array of whole numbers from 0, of any size. */
  public List<BigInteger> naturals(String name) {
    return texts(name).stream().map(text -> Decimals.natural(what + ", " + name, text)).toList();
  }

  /** A member that is an object of texts. */
  public SortedMap<String, String> named(String name) {
    String where = what + ", " + name;
    Json member = member(name);
    InvalidInput.check(member instanceof Json.Members, "%s: expected an object.", where);
    SortedMap<String, String> named = new TreeMap<>();
    ((Json.Members) member)
        .members()
        .forEach((key, value) -> named.put(key, text(where + ", " + key, value)));
    return named;
  }

  /** A member that is an array of texts. */
  public List<String> texts(String name) {
    return texts(what + ", " + name, member(name));
  }

  /** A member that is an array. */
  public List<Json> array(String name) {
    return array(what + ", " + name, member(name));
  }

  /** A member, whatever it is. */
  public Json member(String name) {
    Json member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException(name + " was not asked for");
    }
    return member;
  }

  static List<String> texts(String what, Json json) {
    List<String> texts = new ArrayList<>();
    array(what, json).forEach(item -> texts.add(text(what, item)));
    return texts;
  }

  static String text(String what, Json json) {
    InvalidInput.check(json instanceof Json.Text, "%s: expected a text.", what);
    return ((Json.Text) json).value();
  }

  static List<Json> array(String what, Json json) {
    InvalidInput.check(json instanceof Json.Array, "%s: expected an array.", what);
    return ((Json.Array) json).items();
  }
}
