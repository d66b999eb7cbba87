package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;

/**
 * Whose signatures a reader wants below a checkpoint (c2sp.org, tlog-policy): one of these logs,
 * and of these witnesses so many. {@link TlogPolicyReader} reads it from a file.
 */
public final class TlogPolicy {
  /** The quorum that needs no witness. */
  static final String NONE = "none";

  private final List<NoteKey> logs;
  private final Map<String, NoteKey> witnesses;
  private final Map<String, Group> groups;
  private final String quorum;

  /** Of these members, witnesses and groups, so many must have signed. */
  record Group(int threshold, List<String> members) {
    Group {
      members = List.copyOf(members);
    }
  }

  TlogPolicy(
      List<NoteKey> logs,
      Map<String, NoteKey> witnesses,
      Map<String, Group> groups,
      String quorum) {
    this.logs = List.copyOf(logs);
    this.witnesses = new LinkedHashMap<>(witnesses);
    this.groups = new LinkedHashMap<>(groups);
    this.quorum = quorum;
  }

  /**
   * What a checkpoint that this policy accepts says, and who signed it.
   *
   * @param log the key of the log
   * @param cosigned names of the witnesses that signed, to the seconds since 1970 at which they did
   */
  public record Accepted(Checkpoint checkpoint, NoteKey log, Map<String, Long> cosigned) {
    public Accepted {
      cosigned = Map.copyOf(cosigned);
    }
  }

  /** The logs' keys, in the file's order. */
  public List<NoteKey> logs() {
    return logs;
  }

  /**
   * Accepts a checkpoint, or says why not.
   *
   * @param what names it in errors
   * @throws InvalidInput if none of the logs signed it, if too few witnesses did, or if any of
   *     their signatures is wrong
   */
  public Accepted check(String what, SignedNote note) {
    List<NoteKey> signers = new ArrayList<>();
    for (NoteKey log : logs) {
      if (note.signedBy(log)) {
        signers.add(log);
      }
    }
    InvalidInput.check(
        !signers.isEmpty(), "%s is signed by none of the logs of the policy: %s.", what, logs);
    NoteKey log = signers.get(0);
    Checkpoint checkpoint = Checkpoint.open(what, note, log);
    Map<String, Long> cosigned = new TreeMap<>();
    witnesses.forEach(
        (name, key) -> {
          OptionalLong time = note.cosignedAt(key);
          if (time.isPresent()) {
            cosigned.put(name, time.getAsLong());
          }
        });
    InvalidInput.check(
        reached(cosigned.keySet()),
        "%s has not the quorum '%s': signed by the witnesses %s of %s.",
        what,
        quorum,
        cosigned.keySet(),
        witnesses.keySet());
    return new Accepted(checkpoint, log, cosigned);
  }

  private boolean reached(Set<String> signed) {
    Set<String> witnessing = new HashSet<>(signed);
    // A group names only what stands before it, so one pass is enough.
    groups.forEach(
        (name, group) -> {
          long members = group.members().stream().filter(witnessing::contains).count();
          if (members >= group.threshold()) {
            witnessing.add(name);
          }
        });
    return quorum.equals(NONE) || witnessing.contains(quorum);
  }
}
