package org.headwaters.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.headwaters.core.Breach;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML mapping that knows where it stands, so that an error can name file and place. */
record YamlMap(String place, Map<?, ?> values) {

  static YamlMap parse(String file, String text) {
    try {
      Object root = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
      return of(file, root);
    } catch (YamlEngineException e) {
      throw new Breach("Cannot read %s as YAML: %s", file, String.valueOf(e.getMessage()));
    }
  }

  private static YamlMap of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new YamlMap(place, map);
    }
    throw new Breach("%s: expected a mapping, found %s.", place, String.valueOf(value));
  }

  /** Fails for keys outside the list: a misspelt key would otherwise be a rule that never holds. */
  void onlyKnows(Set<String> keys) {
    for (Object key : values.keySet()) {
      Breach.check(
          key instanceof String name && keys.contains(name),
          "%s: unknown key %s. Known are %s.",
          place,
          key,
          keys.stream().sorted().toList());
    }
  }

  Optional<String> optionalText(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    Breach.check(
        !(value instanceof Map) && !(value instanceof List) && !value.toString().isBlank(),
        "%s: %s is %s; write a text.",
        place,
        key,
        value);
    return Optional.of(value.toString());
  }

  String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> new Breach("%s: %s is missing. Write it.", place, key));
  }

  boolean flag(String key) {
    Object value = values.get(key);
    Breach.check(
        value == null || value instanceof Boolean,
        "%s: %s is %s; write true or false.",
        place,
        key,
        String.valueOf(value));
    return Boolean.TRUE.equals(value);
  }

  int position(String key) {
    Object value = values.get(key);
    if (value == null) {
      return 0;
    }
    if (value instanceof Integer number && number > 0) {
      return number;
    }
    throw new Breach("%s: %s is %s; count from 1.", place, key, value);
  }

  YamlMap map(String key) {
    return of(place + ", " + key, values.get(key));
  }

  /** The elements of a list of mappings; none if the key is missing. */
  List<YamlMap> maps(String key) {
    List<YamlMap> maps = new ArrayList<>();
    for (Object element : elements(key)) {
      maps.add(of(place + ", " + key + "[" + maps.size() + "]", element));
    }
    return maps;
  }

  List<String> texts(String key) {
    return elements(key).stream().map(String::valueOf).toList();
  }

  private List<?> elements(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Breach("%s: %s is %s; write a list.", place, key, value);
  }

  /**
   * The value of an entry {@code {property: name, value: …}} of ODCS's customProperties; the value
   * may be empty text.
   */
  Optional<String> customProperty(String name) {
    return maps("customProperties").stream()
        .filter(property -> property.text("property").equals(name))
        .map(property -> "".equals(property.values.get("value")) ? "" : property.text("value"))
        .findFirst();
  }

  void onlyKnowsCustomProperties(Set<String> names) {
    for (YamlMap property : maps("customProperties")) {
      Breach.check(
          names.contains(property.text("property")),
          "%s: unknown custom property %s. Known are %s.",
          place,
          property.text("property"),
          names.stream().sorted().toList());
    }
  }

  YamlMap at(String newPlace) {
    return new YamlMap(newPlace, values);
  }
}
