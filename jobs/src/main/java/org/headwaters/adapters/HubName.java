package org.headwaters.adapters;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.core.lineage.AssetKind;
import org.jspecify.annotations.Nullable;

/**
 * What people write where the hub's card wants the id of a repository: the id, an address of the
 * hub in any of its shapes, a revision or a branch behind it, or no id at all.
 */
final class HubName {
  private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9._-]{0,95}";
  private static final Pattern ID = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")?");

  /** An address on the web, of a clone, or of the hub's own file system. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:(?:https?:)?//)?(?:www\\.)?(?:huggingface\\.co|hf\\.co)/+(.*)"
              + "|(?:ssh://)?git@(?:huggingface\\.co|hf\\.co)[:/](.*)"
              + "|hf:/{0,3}(.*)");

  /** A repository's folder in the hub's cache, wherever on a disk that lies. */
  private static final Pattern CACHED =
      Pattern.compile("(?:.*/)?(models|datasets)--(" + SEGMENT + ")(?:/.*)?");

  /** What of an address leads into a repository. */
  private static final String INSIDE =
      "/(tree|blob|resolve|raw|commit|commits|discussions|viewer|settings|edit|upload)/.*$";

  /** First words of addresses that are pages of the hub's own, not somebody's repository. */
  private static final Set<String> PAGES =
      Set.of(
          "models",
          "datasets",
          "spaces",
          "api",
          "docs",
          "blog",
          "papers",
          "collections",
          "tasks",
          "learn",
          "posts",
          "search",
          "organizations",
          "settings",
          "login",
          "join",
          "pricing",
          "new");

  /** Words that programs and people leave where they have no repository to name. */
  private static final Set<String> NO_ID =
      Set.of(
          "none",
          "null",
          "nil",
          "nan",
          "na",
          "n",
          "n/a",
          "unknown",
          "undefined",
          "other",
          "original",
          "extended",
          "true",
          "false",
          "yes",
          "no",
          "custom",
          "private",
          "local",
          "tbd",
          "todo");

  /** Loaders of files: which file was loaded, only its owner knows. */
  private static final Set<String> LOADERS =
      Set.of(
          "generator",
          "json",
          "csv",
          "text",
          "parquet",
          "arrow",
          "xml",
          "pandas",
          "sql",
          "imagefolder",
          "audiofolder",
          "videofolder",
          "pdffolder",
          "webdataset");

  /** Folders that lie on everybody's disk: what is in them are not the same things. */
  private static final Set<String> FOLDERS =
      Set.of(
          "home",
          "workspace",
          "root",
          "mnt",
          "tmp",
          "content",
          "kaggle",
          "scratch",
          "data",
          "models",
          "model",
          "datasets",
          "dataset",
          "output",
          "outputs",
          "out",
          "results",
          "runs",
          "checkpoint",
          "checkpoints",
          "ckpt",
          "ckpts",
          "weights",
          "saves",
          "saved_models",
          "trained_models",
          "experiments",
          "logs");

  private static final Pattern FILE =
      Pattern.compile(
          "(?i)[^/]*\\.gguf|.*\\.(jsonl?|csv|tsv|txt|parquet|arrow|zip|tar|gz|zst|bin|safetensors|pt|pth|ckpt|h5"
              + "|npz?|py|ya?ml|md)");

  private HubName() {}

  /**
   * The repository's id, {@code organisation/name} or an old one's name; null if it is none, or
   * plainly one of another kind.
   */
  static @Nullable String repository(AssetKind kind, String written) {
    String text = unwrapped(written.strip());
    Matcher cached = CACHED.matcher(text);
    if (cached.matches()) {
      boolean ofData = cached.group(1).equals("datasets");
      return ofData == (kind == AssetKind.DATASET) ? id(cached.group(2).replace("--", "/")) : null;
    }
    Matcher address = ADDRESS.matcher(text);
    boolean ofHub = address.matches();
    text = (ofHub ? behind(address) : text).replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    text = ofHub ? text.replaceFirst("^api/(?=(datasets|models)/)", "") : text;
    boolean ofData = text.startsWith("datasets/") && (ofHub || text.matches("[^/]+/[^/]+/[^/]+.*"));
    boolean ofSpace = text.startsWith("spaces/");
    if (ofSpace || (ofData && kind != AssetKind.DATASET)) {
      return null;
    }
    boolean named = ofData || text.matches("models/[^/]+/[^/]+.*");
    text = named ? text.substring(text.indexOf('/') + 1) : text;
    text = revised(text);
    if (ofHub) {
      // What follows organisation and name lies inside the repository.
      text = text.replaceFirst("^([^/]+/[^/]+)/.*$", "$1").replaceFirst("\\.git$", "");
    }
    boolean page = ofHub && !named && PAGES.contains(text.replaceFirst("/.*$", ""));
    return page || (!ofHub && !named && isOfADisk(text)) ? null : id(text);
  }

  /** The address in brackets, or behind a link's text. */
  private static String unwrapped(String text) {
    return text.replaceFirst("^<(.*)>$", "$1")
        .replaceFirst("^`(.*)`$", "$1")
        .replaceFirst("^\\[[^\\]]*\\]\\(([^)\\s]*)\\)$", "$1");
  }

  private static String behind(Matcher address) {
    for (int group = 1; group < address.groupCount(); group++) {
      if (address.group(group) != null) {
        return address.group(group);
      }
    }
    return address.group(address.groupCount());
  }

  /** Without what says a revision, a branch, a file or a quantization of it. */
  private static String revised(String text) {
    return text.replaceFirst(INSIDE, "")
        .replaceFirst("^([^/:@]+/[^/:@]+)@[A-Za-z0-9._~-]+(/.*)?$", "$1")
        .replaceFirst("^([^/:@]+)@[A-Za-z0-9_-]+$", "$1")
        .replaceFirst("^([^/:@]+/[^/:@]+):[A-Za-z0-9._-]+$", "$1");
  }

  /** A path below a folder that everybody has, a file, or a step of somebody's training. */
  private static boolean isOfADisk(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash).toLowerCase(Locale.ROOT);
    return FOLDERS.contains(first)
        || FILE.matcher(text).matches()
        || text.matches("(?i)(.*/)?(checkpoint|ckpt|step|epoch)[-_]?[0-9]+");
  }

  private static @Nullable String id(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean word =
        NO_ID.contains(lower) || LOADERS.contains(lower) || lower.matches("[0-9.]+|other-[^/]*");
    return !word && ID.matcher(text).matches() && !text.contains("..") ? text : null;
  }
}
