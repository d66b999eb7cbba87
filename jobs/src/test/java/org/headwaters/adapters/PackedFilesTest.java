package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packed files are read to their last byte, or refused. */
final class PackedFilesTest {
  @TempDir Path folder;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] together(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  /** Gives one byte at a time and never says how many are left, as an object store may. */
  private static final class Reticent extends InputStream {
    private final InputStream in;

    Reticent(byte[] bytes) {
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return in.read(into, from, Math.min(length, 1));
    }

    @Override
    public int available() {
      return 0;
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void everyMemberOfAGzipFileIsReadThoughItsStreamDoesNotSayHowMuchIsLeft() throws IOException {
    byte[] members = together(gzip("one\n"), gzip("two\n"), gzip(""), gzip("three\n"));
    assertThat(text(TextFiles.gunzipped(new Reticent(members)))).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void aMemberWithADamagedHeaderIsAnErrorAndNotTheEnd() throws IOException {
    byte[] second = gzip("two\n");
    second[2] = 99;
    byte[] members = together(gzip("one\n"), second);
    assertThatThrownBy(() -> text(TextFiles.gunzipped(new ByteArrayInputStream(members))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsCutShortIsAnErrorWhateverItsPacking() throws IOException {
    String lines = "a line\n".repeat(10_000);
    byte[] whole = lines.getBytes(StandardCharsets.UTF_8);
    byte[] gz = gzip(lines);
    byte[] zst = Zstd.compress(whole);
    Path half = Files.write(folder.resolve("a.gz"), Arrays.copyOf(gz, gz.length / 2));
    Path other = Files.write(folder.resolve("a.zst"), Arrays.copyOf(zst, zst.length / 2));
    for (Path file : new Path[] {half, other}) {
      assertThatThrownBy(() -> text(TextFiles.open(file.toUri().toString(), new Configuration())))
          .as("%s", file)
          .isInstanceOf(IOException.class);
    }
    Path packed = Files.write(folder.resolve("b.zst"), zst);
    assertThat(text(TextFiles.open(packed.toUri().toString(), new Configuration())))
        .isEqualTo(lines);
  }

  @Test
  void whatAPersonKeepsByHandMustBeUtf8() throws IOException {
    Path file = Files.write(folder.resolve("aliases.yaml"), new byte[] {'a', ':', (byte) 0xE9});
    assertThatThrownBy(() -> TextFiles.small(file.toString(), new Configuration()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not UTF-8");
  }
}
