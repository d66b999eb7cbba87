package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;

/**
 * Which files of a folder are cards. Where there are README.md, they are the cards, and data in
 * JSON beside them is none; else dumps are. Of a repository in the hub's cache the revision that
 * {@code refs/main} names is the one.
 *
 * @param cards paths, in their order
 * @param beside names of adapter and GGUF files, by the folder that a reader sees
 */
record CardFolder(ArrayList<String> cards, HashMap<String, Set<String>> beside)
    implements Serializable {
  static final String CARD = "README.md";
  private static final Pattern SNAPSHOT =
      Pattern.compile("(.*/(?:models|datasets)--[^/]+)/snapshots/([^/]+)/(.*)");
  private static final int OPENED = 64;

  /** Looks at names, and at the refs of caches; counts the files that nobody reads. */
  static CardFolder look(SparkSession spark, InputSource source, FieldCounts counts) {
    List<String> files = InputFiles.matching(spark, source, name -> true);
    Configuration configuration = InputFiles.configuration(spark);
    boolean readmes = files.stream().anyMatch(file -> nameOf(file).equals(CARD));
    Map<String, String> revisions = readmes ? revisions(files, configuration) : Map.of();
    CardFolder folder = new CardFolder(new ArrayList<>(), new HashMap<>());
    for (String file : files) {
      String name = nameOf(file);
      boolean card = readmes ? name.equals(CARD) : files.size() == 1 || isDump(name);
      Matcher snapshot = SNAPSHOT.matcher(file);
      boolean cached = snapshot.matches();
      boolean current = !cached || snapshot.group(2).equals(revisions.get(snapshot.group(1)));
      if (card && current && (!cached || snapshot.group(3).equals(CARD))) {
        folder.cards.add(file);
      } else if (name.equals("adapter_config.json") || name.endsWith(".gguf")) {
        String parent = InputFiles.shown(new Path(file).getParent().toString());
        folder.beside.computeIfAbsent(parent, key -> new TreeSet<>()).add(name);
      } else if (card) {
        counts.passedOver(current ? "(README.md in a card's folder)" : "(README.md of a revision)");
      } else if (!file.contains("/refs/")) {
        int dot = name.lastIndexOf('.');
        counts.passedOver(
            "(file " + (dot < 0 ? "without ending" : "*" + name.substring(dot)) + ")");
      }
    }
    InvalidInput.check(
        !folder.cards.isEmpty(),
        "There is no card in %s (setting inputs.%s). Give README.md files, or the hub's JSON.",
        source.path(),
        source.table());
    folder.open(configuration);
    return folder;
  }

  /** The first files are opened at once, so that a wrong one is told before anything is read. */
  private void open(Configuration configuration) {
    for (String file : cards.subList(0, Math.min(cards.size(), OPENED))) {
      try (InputStream in = TextFiles.open(file, configuration)) {
        in.read();
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
  }

  /** By repository of a cache, what refs/main says; without one, its only revision. */
  private static Map<String, String> revisions(List<String> files, Configuration configuration) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (String file : files) {
      Matcher snapshot = SNAPSHOT.matcher(file);
      if (snapshot.matches()) {
        found.computeIfAbsent(snapshot.group(1), key -> new TreeSet<>()).add(snapshot.group(2));
      }
    }
    Set<String> all = new HashSet<>(files);
    Map<String, String> revisions = new TreeMap<>();
    found.forEach(
        (repository, snapshots) -> {
          String main = repository + "/refs/main";
          if (all.contains(main)) {
            revisions.put(repository, TextFiles.small(main, configuration).strip());
          } else if (snapshots.size() == 1) {
            revisions.put(repository, snapshots.iterator().next());
          }
        });
    return revisions;
  }

  private static String nameOf(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static boolean isDump(String name) {
    return TextFiles.endsWith(name, ".jsonl")
        || TextFiles.endsWith(name, ".ndjson")
        || TextFiles.endsWith(name, ".json");
  }

  /** Whether a dump is one JSON text, not a line a card. */
  static boolean isWhole(String file) {
    return TextFiles.endsWith(file, ".json");
  }
}
