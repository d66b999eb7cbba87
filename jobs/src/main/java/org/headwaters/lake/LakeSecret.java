package org.headwaters.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.headwaters.core.UsageError;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.source.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * The lake's secret, 32 bytes: with it a person's id becomes the same pseudonym each time, without
 * it nobody finds the way back by trying ids. Never logged, never in a table.
 */
public final class LakeSecret {
  private static final int BYTES = 32;

  /** Null as long as nobody needed the lake's own: a command that only reads makes none. */
  private final byte @Nullable [] key;

  private final @Nullable Lake lake;

  private LakeSecret(byte @Nullable [] key, @Nullable Lake lake) {
    this.key = key;
    this.lake = lake;
  }

  /** The secret of a settings-named file: 64 hex digits. UsageError if it is not that. */
  public static LakeSecret ofFile(java.nio.file.Path file) {
    try {
      return parsed(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UsageError(
          "Cannot read the secret file %s. Correct the path, or leave the setting out: the lake"
              + " then makes its own.",
          file);
    }
  }

  /** The lake's own secret, made when first needed and kept in {@code private/lake-secret}. */
  public static LakeSecret of(Lake lake) {
    return new LakeSecret(null, lake);
  }

  private static LakeSecret made(Lake lake) {
    Path file = new Path(lake.root() + "/private/lake-secret");
    FileSystem fs = lake.fileSystem();
    try {
      if (!fs.exists(file)) {
        make(fs, file);
      }
      try (FSDataInputStream in = fs.open(file)) {
        return parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8), file.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or make " + file, e);
    }
  }

  /**
   * Writes a draft and puts it in place at once: of several processes one wins, the others read.
   */
  private static void make(FileSystem fs, Path file) throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    Path draft = new Path(file.getParent(), "." + UUID.randomUUID() + ".draft");
    fs.mkdirs(file.getParent(), new FsPermission("700"));
    try (FSDataOutputStream out = fs.create(draft, false)) {
      fs.setPermission(draft, new FsPermission("600"));
      out.write(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
    }
    try {
      if ("file".equals(fs.getUri().getScheme())) {
        // Renaming would replace the file of a process that was faster; a link never does.
        Files.createLink(local(file), local(draft));
      } else if (!fs.rename(draft, file) && !fs.exists(file)) {
        throw new FileNotFoundException("Cannot put " + file + " in its place");
      }
    } catch (FileAlreadyExistsException e) {
      // Another process made it: that one counts, and the caller reads it.
      return;
    } finally {
      fs.delete(draft, false);
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static LakeSecret parsed(String text, String file) {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    UsageError.check(
        digits.matches("[0-9a-f]{64}"),
        "The secret file %s must hold %d bytes as %d hex digits. Make one with: openssl rand -hex"
            + " %d",
        file,
        BYTES,
        2 * BYTES,
        BYTES);
    return new LakeSecret(HexFormat.of().parseHex(digits), null);
  }

  /** What the secret makes of ids. */
  public Pseudonyms pseudonyms() {
    return new Pseudonyms(key());
  }

  /** What the secret makes of leaves, so that nobody guesses what a neighbour's hash stands for. */
  public LeafSalts leafSalts() {
    return new LeafSalts(key());
  }

  private byte[] key() {
    byte[] known = key == null ? made(Objects.requireNonNull(lake)).key : key;
    return Objects.requireNonNull(known);
  }

  @Override
  public String toString() {
    return "LakeSecret(not shown)";
  }
}
