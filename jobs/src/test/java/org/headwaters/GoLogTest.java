package org.headwaters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.EntryBundle;
import org.headwaters.core.proof.GrowingTree;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.LogTile;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SignedNote;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.core.proof.TlogProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packages of Go's checksum database read our log: notes, checkpoints, tiles, proofs. Skipped
 * where there is no {@code go}; the vectors of core's own tests hold everywhere.
 */
final class GoLogTest {
  private static final Path PROGRAM =
      Path.of(System.getProperty("headwaters.home", ".."), "jobs", "src", "test", "go", "logcheck");
  private static final int ENTRIES = 300;
  private static final int OLDER = 130;

  @TempDir Path folder;

  @Test
  void anotherImplementationAcceptsOurLogAndRefusesADamagedOne() throws Exception {
    assumeTrue(
        hasGo(),
        "SKIPPED: no go on the path, so no other implementation has read our log. Install Go 1.21"
            + " or later to have it read.");
    Path program = built();
    write(folder);
    assertThat(run(program.toString(), folder.toString())).isEqualTo("0 accepted: 300 entries\n");
    for (String file :
        List.of(
            "checkpoint",
            "older",
            "consistency",
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/001.p/44",
            "proofs/77.tlog-proof")) {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      byte[] damaged = bytes.clone();
      damaged[damaged.length / 2] ^= 1;
      Files.write(folder.resolve(file), damaged);
      assertThat(run(program.toString(), folder.toString())).as(file).startsWith("1 refused: ");
      Files.write(folder.resolve(file), bytes);
    }
  }

  private static boolean hasGo() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "go")));
  }

  private Path built() throws IOException, InterruptedException {
    Path program = folder.resolve("logcheck");
    assertThat(
            run("go", "-C", PROGRAM.toString(), "build", "-mod=readonly", "-o", "" + program, "."))
        .isEqualTo("0 ");
    return program;
  }

  /** Exit code, a blank, and what was printed. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return process.exitValue() + " " + out;
  }

  private static void write(Path folder) throws IOException {
    SigningKey key = new SigningKey("log.example/a", NoteKey.Use.NOTE, new byte[32]);
    GrowingTree<Hash> tree = new GrowingTree<>(NodeRule.PLAIN);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(("{\"seq\":\"" + i + "\"}").getBytes(UTF_8));
      tree.add(Hash.ofLeaf(entries.get(i)));
    }
    SignedNote checkpoint = new Checkpoint("log.example/a", ENTRIES, tree.root(ENTRIES)).sign(key);
    write(folder, "vkey", key.key().vkey().getBytes(UTF_8));
    write(folder, "checkpoint", checkpoint.bytes());
    write(
        folder,
        "older",
        new Checkpoint("log.example/a", OLDER, tree.root(OLDER)).sign(key).bytes());
    write(
        folder,
        "consistency",
        String.join("\n", tree.consistency(OLDER, ENTRIES).stream().map(Hash::base64).toList())
            .getBytes(UTF_8));
    for (LogTile tile : LogTile.all(ENTRIES)) {
      write(folder, tile.path(), tile.bytes(tree));
      if (tile.level() == 0) {
        int start = (int) tile.index() * LogTile.FULL;
        write(
            folder,
            tile.entriesPath(),
            EntryBundle.bytes(entries.subList(start, start + tile.width())));
      }
    }
    for (int i = 0; i < ENTRIES; i++) {
      write(
          folder,
          "proofs/" + i + ".tlog-proof",
          new TlogProof(Optional.empty(), i, tree.inclusion(i, ENTRIES), checkpoint).bytes());
    }
  }

  private static void write(Path folder, String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
