package org.headwaters.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.OptionalLong;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
  private static final String KNOWN_VKEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String KNOWN_NOTE =
      "This is an example message.\n\n"
          + "\u2014 example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  static final SigningKey LOG = key("log.example/a", NoteKey.Use.NOTE, 1);
  static final SigningKey WITNESS = key("witness.example/w", NoteKey.Use.COSIGNATURE, 2);

  static SigningKey key(String name, NoteKey.Use use, int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return new SigningKey(name, use, bytes);
  }

  /** RFC 8032 §7.1. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + " '',e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + " 72,92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
        + " af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void signaturesAreThoseOfRfc8032(String secret, String open, String message, String signature) {
    HexFormat hex = HexFormat.of();
    byte[] seed = hex.parseHex(secret);
    byte[] text = hex.parseHex(message);
    assertThat(hex.formatHex(Ed25519.publicKey(seed))).isEqualTo(open);
    assertThat(hex.formatHex(Ed25519.sign(seed, text))).isEqualTo(signature);
    byte[] made = hex.parseHex(signature);
    assertThat(Ed25519.verify(hex.parseHex(open), text, made)).isTrue();
    for (int bit = 0; bit < made.length * 8; bit++) {
      made[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Ed25519.verify(hex.parseHex(open), text, made)).as("bit %s", bit).isFalse();
      made[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(Ed25519.verify(hex.parseHex(open), text, new byte[63])).isFalse();
    assertThat(Ed25519.verify(new byte[31], text, made)).isFalse();
  }

  @Test
  void theKnownNoteIsAccepted() {
    NoteKey key = NoteKey.parse(KNOWN_VKEY);
    SignedNote note = SignedNote.parse("note", KNOWN_NOTE.getBytes(UTF_8));
    note.check(key);
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note).hasToString(KNOWN_NOTE).isEqualTo(SignedNote.parse("n", note.bytes()));
    assertThat(key).hasToString(KNOWN_VKEY).hasSameHashCodeAs(NoteKey.parse(KNOWN_VKEY));
    assertThat(key.name()).isEqualTo("example.com/foo");
    assertThat(key.use()).isEqualTo(NoteKey.Use.NOTE);
    assertThat(key.id()).isEqualTo(0x530d903a);
  }

  @Test
  void everyChangedByteOfANoteIsRefused() {
    NoteKey key = NoteKey.parse(KNOWN_VKEY);
    byte[] bytes = KNOWN_NOTE.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        bytes[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> SignedNote.parse("note", bytes).check(key))
            .as("byte %s, bit %s", at, bit)
            .isInstanceOf(InvalidInput.class)
            .hasMessageMatching(
                "(?s)note(,|:| is not signed by| is no signed).*|'.*' cannot name.*");
        bytes[at] ^= (byte) (1 << bit);
      }
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SignedNote.parse("note", cut).check(key))
          .as("the first %s bytes", length)
          .isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void aWrongSignatureIsNamedByItsLine() {
    SignedNote note = SignedNote.of("one\n\nthree\n", LOG);
    String wrong = note.toString().replace("one", "two");
    assertThatThrownBy(() -> SignedNote.parse("cp", wrong.getBytes(UTF_8)).check(LOG.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "cp, line 5: the signature of %s is wrong: the text or the signature was changed.",
            LOG.key());
  }

  @Test
  void signaturesOfStrangersDoNotCount() {
    SigningKey other = key("log.example/a", NoteKey.Use.NOTE, 7);
    SignedNote note = SignedNote.of("text\n", other);
    assertThat(note.signedBy(other.key())).isTrue();
    assertThat(note.signedBy(LOG.key())).isFalse();
    assertThatThrownBy(() -> note.check(LOG.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("note is not signed by %s.", LOG.key());
    SigningKey renamed = key("log.example/b", NoteKey.Use.NOTE, 7);
    assertThat(note.signedBy(renamed.key())).isFalse();
  }

  @Test
  void aWitnessSignsTheTextAndTheTime() {
    SignedNote note = SignedNote.of("text\n", LOG);
    assertThat(note.cosignedAt(WITNESS.key())).isEmpty();
    SignedNote cosigned = note.cosigned(WITNESS, 1679315147L);
    assertThat(cosigned.cosignedAt(WITNESS.key())).isEqualTo(OptionalLong.of(1679315147L));
    assertThat(cosigned.signedBy(LOG.key())).isTrue();
    assertThat(cosigned.bytes()).startsWith(note.bytes());
    assertThat(cosigned.cosigned(WITNESS, 5).cosignedAt(WITNESS.key()))
        .isEqualTo(OptionalLong.of(1679315147L));
    assertThat(SignedNote.parse("note", cosigned.bytes())).isEqualTo(cosigned);
    assertThatThrownBy(() -> note.cosigned(WITNESS, -1).cosignedAt(WITNESS.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("note, line 4: a time beyond 2^63 - 1.");
    byte[] bytes = cosigned.bytes();
    int line = note.bytes().length;
    int refused = 0;
    for (int at = line; at < bytes.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        bytes[at] ^= (byte) (1 << bit);
        try {
          assertThat(SignedNote.parse("note", bytes).cosignedAt(WITNESS.key())).isEmpty();
        } catch (InvalidInput wrong) {
          refused++;
        }
        bytes[at] ^= (byte) (1 << bit);
      }
    }
    assertThat(refused).isGreaterThan(76 * 8);
  }

  /** The same 32 bytes sign for one use only, and a cosignature is no signature of a note. */
  @Test
  void keysAreForOneUse() {
    SigningKey both = key("log.example/a", NoteKey.Use.COSIGNATURE, 1);
    assertThat(both.key().id()).isNotEqualTo(LOG.key().id());
    assertThat(both.key()).isNotEqualTo(LOG.key());
    SignedNote note = SignedNote.of("text\n", LOG);
    assertThat(note.cosignedAt(both.key())).isEmpty();
    assertThatThrownBy(() -> note.signedBy(both.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("The key %s signs no notes.", both.key());
    assertThatThrownBy(() -> note.cosignedAt(LOG.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("The key %s makes no cosignatures.", LOG.key());
    SignedNote bare =
        SignedNote.parse("note", (note + WITNESS.sign("text\n").line() + "\n").getBytes(UTF_8));
    assertThatThrownBy(() -> bare.cosignedAt(WITNESS.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("note, line 4: a cosignature has 72 bytes, not 64.");
  }

  @Test
  void secretsAreReadAndNeverShown() {
    for (SigningKey key : new SigningKey[] {LOG, WITNESS}) {
      SigningKey read = SigningKey.parse(key.secretText());
      assertThat(read.key()).isEqualTo(key.key());
      assertThat(read.secretText()).isEqualTo(key.secretText()).startsWith("PRIVATE+KEY+");
      assertThat(read).hasToString("secret of " + key.key().vkey());
      assertThat(NoteKey.parse(key.key().vkey())).isEqualTo(key.key());
      assertThat(key.key().vkey()).doesNotContain(key.secretText().substring(40));
    }
    String secret = LOG.secretText();
    for (int at = 0; at < secret.length(); at++) {
      String wrong = secret.substring(0, at) + '!' + secret.substring(at + 1);
      assertThatThrownBy(() -> SigningKey.parse(wrong))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "This is no secret key. It must be one line, PRIVATE+KEY+name+8 hex digits+base64.");
    }
    assertThatThrownBy(() -> SigningKey.parse(LOG.key().vkey())).hasMessageContaining("no secret");
    assertThatThrownBy(() -> new SigningKey("a", NoteKey.Use.NOTE, new byte[31]))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("A secret key has 32 bytes, not 31.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "example.com/f oo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"
      })
  void otherTextsAreNoKeys(String vkey) {
    assertThatThrownBy(() -> NoteKey.parse(vkey))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("(?s)(Not a vkey: |vkey |'.*' cannot name a key).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 a AAAAAAA=",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n\u2014 a\n",
        "text\n\n\u2014  AAAAAAA=\n",
        "text\n\n\u2014 a+b AAAAAAA=\n",
        "text\n\n\u2014 a AAAAAA==\n",
        "text\n\n\u2014 a AAAAAAB=\n",
        "text\n\n\u2014 a AAAAAAA\n",
        "text\n\n\u2014 a AAAAAAA= \n",
        "te\txt\n\n\u2014 a AAAAAAA=\n",
        "text\r\n\r\n\u2014 a AAAAAAA=\r\n"
      })
  void otherTextsAreNoNotes(String text) {
    assertThatThrownBy(() -> SignedNote.parse("note", text.getBytes(UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("(?s)note( |,).*|'.*' cannot name a key: no blanks, no \\+\\.");
  }

  @Test
  void aNoteHasAtMostAHundredSignatures() {
    String line = "\u2014 a AAAAAAA=\n";
    assertThat(SignedNote.parse("n", ("t\n\n" + line.repeat(100)).getBytes(UTF_8)).text())
        .isEqualTo("t\n");
    assertThatThrownBy(() -> SignedNote.parse("n", ("t\n\n" + line.repeat(101)).getBytes(UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("n has 101 signatures; at most 100 are read.");
    byte[] latin = {'t', (byte) 0xE9, '\n', '\n'};
    assertThatThrownBy(() -> SignedNote.parse("n", latin))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("n: byte 1: not UTF-8.");
    assertThatThrownBy(() -> SignedNote.parse("n", new byte[] {'t', '\n', 'u', 0x1F}))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("n, line 2: byte 3 is a control character.");
  }
}
