package org.headwaters.adapters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;

/**
 * How the text of a file is written in bytes: UTF-8 where the settings are silent. A file that
 * plainly is of another encoding than the settings say is told at once, as its letters would be
 * wrong without a fault.
 *
 * @param table whose setting it is, for messages
 */
record Encoding(String table, String name) implements Serializable {
  static final String OPTION = "encoding";

  private static final String UTF_8 = "UTF-8";
  private static final int LOOK_BYTES = 1 << 14;

  static Encoding of(InputSource source) {
    String name = OutsideText.option(source, OPTION);
    if (name == null) {
      return new Encoding(source.table(), UTF_8);
    }
    try {
      return new Encoding(source.table(), Charset.forName(name).name());
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "inputs.%s.encoding is %s, which is not known. Write UTF-8, UTF-16, windows-1252,"
              + " ISO-8859-1 or another registered name.",
          source.table(), name);
    }
  }

  /** The text as UTF-8; bytes that are no text of this encoding become bytes that are no UTF-8. */
  InputStream utf8(String file, InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, LOOK_BYTES * 2);
    buffered.mark(LOOK_BYTES);
    byte[] head = buffered.readNBytes(LOOK_BYTES);
    buffered.reset();
    check(file, head);
    return name.equals(UTF_8) ? buffered : new Transcoded(buffered, Charset.forName(name));
  }

  private void check(String file, byte[] head) {
    String seen = seen(head);
    InvalidInput.check(
        seen.isEmpty() || name.startsWith(seen),
        "%s is %s, but is read as %s. Set inputs.%s.encoding: %s",
        file,
        seen,
        name,
        table,
        seen);
    InvalidInput.check(
        !seen.isEmpty()
            || !name.startsWith("UTF-16")
            || head.length == 0
            || zeros(head, 0) + zeros(head, 1) > 0,
        "%s is not %s, as inputs.%s.encoding says: each character of its beginning is one byte."
            + " Correct the setting.",
        file,
        name,
        table);
  }

  /** The encoding that a file's beginning most likely is written in. */
  static String likely(byte[] head) {
    String seen = seen(head);
    if (!seen.isEmpty()) {
      return seen;
    }
    for (byte each : head) {
      if (each < 0) {
        return "windows-1252"; // letters beyond ASCII that are no UTF-8
      }
    }
    return UTF_8;
  }

  /** What only one encoding can be; empty if that cannot be said. */
  private static String seen(byte[] head) {
    if (head.length >= 2) {
      int mark = ((head[0] & 0xFF) << 8) | (head[1] & 0xFF);
      if (mark == 0xFEFF || mark == 0xFFFE) {
        boolean four = head.length >= 4 && mark == 0xFFFE && head[2] == 0 && head[3] == 0;
        return four ? "UTF-32" : "UTF-16";
      }
    }
    // Text of four bytes a character has none beyond U+10FFFF: one end of each is zero.
    int quarter = head.length / 4;
    boolean wide = quarter > 0 && zeros(head, 0, 4) + zeros(head, 1, 4) == 2 * quarter;
    if (wide || (quarter > 0 && zeros(head, 3, 4) + zeros(head, 2, 4) == 2 * quarter)) {
      return wide ? "UTF-32BE" : "UTF-32LE";
    }
    // Text of two bytes a character that is mostly Latin is zero in one half, and there often.
    int even = zeros(head, 0);
    int often = head.length / 8;
    int odd = zeros(head, 1);
    if ((even == 0 && odd > often) || (odd == 0 && even > often)) {
      return even == 0 ? "UTF-16LE" : "UTF-16BE";
    }
    return letters(head) ? UTF_8 : "";
  }

  /** Zero bytes at every second place. */
  private static int zeros(byte[] head, int from) {
    return zeros(head, from, 2);
  }

  private static int zeros(byte[] head, int from, int each) {
    int zeros = 0;
    for (int i = from; i < head.length; i += each) {
      zeros += head[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Whether it is UTF-8 with letters beyond ASCII: by chance that is next to impossible. */
  private static boolean letters(byte[] head) {
    CharBuffer text = CharBuffer.allocate(head.length);
    CoderResult read =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head), text, false);
    return !read.isError() && text.flip().chars().anyMatch(c -> c > 0x7F);
  }

  /** Text of one encoding, handed on as UTF-8. */
  private static final class Transcoded extends InputStream {
    /** Stands for what cannot be read: no text may hold this noncharacter. */
    private static final char BROKEN = '\uFFFF';

    /** No UTF-8 begins or goes on with it. */
    private static final int NO_UTF8 = 0xFF;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(LOOK_BYTES);
    private final CharBuffer chars = CharBuffer.allocate(2 * LOOK_BYTES + 2);
    private byte[] ready = new byte[0];
    private int at;
    private boolean ended;

    Transcoded(InputStream in, Charset charset) {
      this.in = in;
      this.decoder =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .replaceWith(String.valueOf(BROKEN));
      bytes.flip();
    }

    @Override
    public int read() throws IOException {
      return filled() ? ready[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!filled()) {
        return -1;
      }
      int taken = Math.min(length, ready.length - at);
      System.arraycopy(ready, at, buffer, offset, taken);
      at += taken;
      return taken;
    }

    private boolean filled() throws IOException {
      while (at == ready.length && !ended) {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        decoder.decode(bytes, chars, read < 0);
        if (read < 0) {
          decoder.flush(chars);
          ended = true;
        }
        take();
      }
      return at < ready.length;
    }

    private void take() {
      chars.flip();
      // A pair of surrogates is one character: its first half waits for the other.
      int end = chars.length();
      boolean waits = !ended && end > 0 && Character.isHighSurrogate(chars.charAt(end - 1));
      String text = chars.subSequence(0, waits ? end - 1 : end).toString();
      chars.position(text.length());
      chars.compact();
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      ready = text.indexOf(BROKEN) < 0 ? utf8 : marked(utf8);
      at = 0;
    }

    private static byte[] marked(byte[] utf8) {
      byte[] mark = String.valueOf(BROKEN).getBytes(StandardCharsets.UTF_8);
      byte[] marked = utf8.clone();
      for (int i = 0; i + mark.length <= marked.length; i++) {
        if (Arrays.equals(marked, i, i + mark.length, mark, 0, mark.length)) {
          Arrays.fill(marked, i, i + mark.length, (byte) NO_UTF8);
        }
      }
      return marked;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
