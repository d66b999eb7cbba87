package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.InvalidInput;

/** Reads an object of known members: one too few, too many or of another kind is an error. */
final class JsonFields {
  private final String what;
  private final Map<String, Json> members;

  private JsonFields(String what, Map<String, Json> members) {
    this.what = what;
    this.members = members;
  }

  static JsonFields of(String what, Json json, String... names) {
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

  String text(String name) {
    return text(what + ", " + name, member(name));
  }

  long number(String name) {
    return Decimals.count(what + ", " + name, text(name));
  }

  List<Json> array(String name) {
    return array(what + ", " + name, member(name));
  }

  private Json member(String name) {
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

  private static String text(String what, Json json) {
    InvalidInput.check(json instanceof Json.Text, "%s: expected a text.", what);
    return ((Json.Text) json).value();
  }

  private static List<Json> array(String what, Json json) {
    InvalidInput.check(json instanceof Json.Array, "%s: expected an array.", what);
    return ((Json.Array) json).items();
  }
}
