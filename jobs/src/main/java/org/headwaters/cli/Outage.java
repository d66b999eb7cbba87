package org.headwaters.cli;

import java.io.FileNotFoundException;
import java.io.IOError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkException;
import org.headwaters.lake.LostRace;
import org.jspecify.annotations.Nullable;

/**
 * Failures of the place we run in, not of the input and not of ours: told in one line, and worth
 * another try once the place is as it should be. Nothing half-written counts, so trying is safe.
 */
final class Outage {
  private static final int DEPTH = 30;

  private static final String DISK_FULL =
      "a disk is full: %s. Free some space, then run the same command again.";
  private static final String NOT_WRITABLE =
      "a folder cannot be written: %s. Make it writable (or mount it anew), then run the same"
          + " command again.";
  private static final String OUT_OF_REACH =
      "a store is out of reach: %s. Run the same command again when it answers.";
  private static final String RACE =
      "another process was faster: %s. Run the same command again; it goes on from what is there.";

  /** What operating systems say, in lower case; Spark hands some failures on as text alone. */
  private static final Map<String, String> WORDS = words();

  private Outage() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("no space left on device", DISK_FULL);
    words.put("disk quota exceeded", DISK_FULL);
    words.put("read-only file system", NOT_WRITABLE);
    words.put("permission denied", NOT_WRITABLE);
    words.put("mkdirs failed to create", NOT_WRITABLE);
    words.put("unable to create", NOT_WRITABLE);
    words.put("failed to create directory", NOT_WRITABLE);
    words.put("not a directory", NOT_WRITABLE);
    words.put("stale file handle", OUT_OF_REACH);
    words.put("transport endpoint is not connected", OUT_OF_REACH);
    words.put("connection refused", OUT_OF_REACH);
    words.put("connection reset", OUT_OF_REACH);
    words.put("connection timed out", OUT_OF_REACH);
    return words;
  }

  /** The one line; empty for any other failure. */
  static Optional<String> line(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEPTH; depth++) {
      String kind = kind(at);
      if (kind != null) {
        return Optional.of(String.format(Locale.ROOT, kind, firstLine(at)));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static @Nullable String kind(Throwable failure) {
    if (failure instanceof LostRace) {
      return RACE;
    }
    if (failure instanceof AccessDeniedException
        || failure instanceof ReadOnlyFileSystemException) {
      return NOT_WRITABLE;
    }
    if (failure instanceof UnknownHostException
        || failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof SocketTimeoutException) {
      return OUT_OF_REACH;
    }
    boolean input =
        failure instanceof IOException
            || failure instanceof IOError
            || failure instanceof FSError
            || failure instanceof SparkException;
    if (!input || (failure instanceof FileNotFoundException && !denied(failure))) {
      return null;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return WORDS.entrySet().stream()
        .filter(word -> message.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Java says "file not found" also of a file that it may not create. */
  private static boolean denied(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("permission denied")
        || message.contains("read-only file system")
        || message.contains("no space left on device");
  }

  /** A message of ours is one line; what libraries say may go on with a trace. */
  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    int end = message.indexOf('\n');
    return (end < 0 ? message : message.substring(0, end)).replaceAll("[.]$", "");
  }
}
