package org.headwaters.jobs.arrival;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.headwaters.core.ledger.Fingerprint;

/**
 * This program, named by its own bytes: formats, rules and contracts. Another build is another
 * program, whether or not it reads files otherwise: nobody has to remember to say so.
 */
final class Program {
  private static final Optional<String> SELF = located().flatMap(Program::of);

  private Program() {}

  /** SHA-256 in hex; empty if the JVM does not say where the classes come from. */
  static Optional<String> self() {
    return SELF;
  }

  private static Optional<Path> located() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    URL at = source == null ? null : source.getLocation();
    if (at == null || !"file".equals(at.getProtocol())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(at.toURI()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Of a jar, or of a folder of classes and what lies among them. */
  static Optional<String> of(Path classes) {
    try (Stream<Path> all = Files.walk(classes)) {
      List<String> texts = new ArrayList<>(List.of("program"));
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        texts.add(classes.relativize(file).toString());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        texts.add(HexFormat.of().formatHex(digest));
      }
      return Optional.of(Fingerprint.of(texts));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
