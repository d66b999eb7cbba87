package org.headwaters.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.jspecify.annotations.Nullable;

/** The file with the secret key that signs the history. Nobody but its owner may read it. */
final class KeyFile {
  /** Holds the text of a key file where there is none. */
  static final String VARIABLE = "HEADWATERS_SIGNING_KEY";

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private KeyFile() {}

  /** The key of a file, or, without one, that of the environment. */
  static SigningKey of(@Nullable Path file) {
    if (file != null) {
      return read(file);
    }
    @Nullable String text = System.getenv(VARIABLE);
    if (text == null || text.isBlank()) {
      throw new UsageError(
          "There is no key to sign with. Give --key FILE, or set %s; `headwaters key FILE --name"
              + " NAME` makes one.",
          VARIABLE);
    }
    return parsed(text, VARIABLE);
  }

  /** Reads a file. UsageError if it is not there, no key, or open to others. */
  static SigningKey read(Path file) {
    try {
      checkClosed(file);
      return parsed(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UsageError(
          "Cannot read the key file %s. `headwaters key FILE --name NAME` makes one.", file);
    }
  }

  private static void checkClosed(Path file) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class);
    UsageError.check(
        view != null,
        "Cannot tell who may read the key file %s on this file system. Keep it elsewhere, or in"
            + " %s.",
        file,
        VARIABLE);
    Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
    if (view != null) {
      open.addAll(view.readAttributes().permissions());
    }
    open.retainAll(OTHERS);
    UsageError.check(
        open.isEmpty(),
        "The key file %s is open to others (%s): whoever has it signs in your name. Close it with:"
            + " chmod 600 %s. If others had it, make a new key.",
        file,
        PosixFilePermissions.toString(open),
        file);
  }

  private static SigningKey parsed(String text, String where) {
    try {
      SigningKey key = SigningKey.parse(text.strip());
      UsageError.check(key.key().use() == NoteKey.Use.NOTE, "The key of %s signs no notes.", where);
      return key;
    } catch (InvalidInput e) {
      throw new UsageError("%s: %s", where, String.valueOf(e.getMessage()));
    }
  }

  /** Makes a file that was not there. */
  static void write(Path file, SigningKey key) {
    try {
      Files.write(
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
          (key.secretText() + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new UsageError(
          "%s is there already. A key that signs a history must not be lost: choose another name.",
          file);
    } catch (IOException | UnsupportedOperationException e) {
      throw new UsageError("Cannot write the key file %s: %s.", file, String.valueOf(e));
    }
  }
}
