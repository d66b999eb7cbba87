package org.headwaters.core.lineage;

import java.util.Arrays;

/**
 * The strongly connected groups of an asset graph (Tarjan 1972, without recursion). Groups are
 * numbered downstream first: money enters a group from groups of smaller numbers only. Members are
 * ascending.
 */
public final class Groups {
  private final int[] firstLeaf;
  private final int[] parents;
  private final int[] groupOf;

  /**
   * The members of group g stand from {@code firstMember[g]} to before {@code firstMember[g+1]}.
   */
  private final int[] members;

  private final int[] firstMember;
  private final boolean[] cycle;
  private final int[] depth;
  private final int count;

  /** The edges of asset a are the parents that are not negative, from firstLeaf[a] on. */
  public Groups(int[] firstLeaf, int[] parents) {
    this.firstLeaf = firstLeaf;
    this.parents = parents;
    int assets = firstLeaf.length - 1;
    this.groupOf = new int[assets];
    this.count = new Search(assets).run();
    // Tarjan finishes a group after all it can reach, so the last one found is most downstream.
    for (int asset = 0; asset < assets; asset++) {
      groupOf[asset] = count - 1 - groupOf[asset];
    }
    this.firstMember = new int[count + 1];
    for (int asset = 0; asset < assets; asset++) {
      firstMember[groupOf[asset] + 1]++;
    }
    Arrays.parallelPrefix(firstMember, Integer::sum);
    this.members = new int[assets];
    int[] next = firstMember.clone();
    for (int asset = 0; asset < assets; asset++) {
      members[next[groupOf[asset]]++] = asset;
    }
    this.cycle = new boolean[count];
    this.depth = new int[count];
    measure();
  }

  /** How many groups there are. */
  public int count() {
    return count;
  }

  /** The group of an asset. */
  public int groupOf(int asset) {
    return groupOf[asset];
  }

  /** How many assets a group has. */
  public int size(int group) {
    return firstMember[group + 1] - firstMember[group];
  }

  /** The asset at a place of a group, ascending from place 0. */
  public int member(int group, int place) {
    return members[firstMember[group] + place];
  }

  /** The place of an asset in its group: {@link #member} the other way round. */
  public int place(int asset) {
    int group = groupOf[asset];
    return Arrays.binarySearch(members, firstMember[group], firstMember[group + 1], asset)
        - firstMember[group];
  }

  /** Whether money can come back: more than one asset, or one that derives from itself. */
  public boolean isCycle(int group) {
    return cycle[group];
  }

  /** The longest way to an asset from one that nothing derives from, counted in groups. */
  public int depth(int asset) {
    return depth[groupOf[asset]];
  }

  private void measure() {
    for (int group = 0; group < count; group++) {
      cycle[group] = size(group) > 1;
      for (int place = 0; place < size(group); place++) {
        int asset = member(group, place);
        for (int leaf = firstLeaf[asset]; leaf < firstLeaf[asset + 1]; leaf++) {
          int parent = parents[leaf];
          if (parent == asset) {
            cycle[group] = true;
          } else if (parent >= 0 && groupOf[parent] != group) {
            depth[groupOf[parent]] = Math.max(depth[groupOf[parent]], depth[group] + 1);
          }
        }
      }
    }
  }

  /** One depth-first search with a stack of its own: a chain may be as long as the graph. */
  private final class Search {
    private static final int UNSEEN = 0;

    private final int[] seen;
    private final int[] lowest;
    private final int[] nextLeaf;
    private final boolean[] open;

    /** Assets on the way from the root to here. */
    private final int[] path;

    /** Assets seen whose group is not known yet. */
    private final int[] pending;

    private int pathSize;
    private int pendingSize;
    private int clock;
    private int found;

    Search(int assets) {
      seen = new int[assets];
      lowest = new int[assets];
      nextLeaf = Arrays.copyOf(firstLeaf, assets);
      open = new boolean[assets];
      path = new int[assets];
      pending = new int[assets];
    }

    int run() {
      // Backwards, so that unconnected groups come out ascending.
      for (int root = seen.length - 1; root >= 0; root--) {
        if (seen[root] == UNSEEN) {
          enter(root);
          while (pathSize > 0) {
            step(path[pathSize - 1]);
          }
        }
      }
      return found;
    }

    private void enter(int asset) {
      seen[asset] = ++clock;
      lowest[asset] = clock;
      open[asset] = true;
      pending[pendingSize++] = asset;
      path[pathSize++] = asset;
    }

    private void step(int asset) {
      while (nextLeaf[asset] < firstLeaf[asset + 1]) {
        int parent = parents[nextLeaf[asset]++];
        if (parent < 0) {
          continue;
        }
        if (seen[parent] == UNSEEN) {
          enter(parent);
          return;
        }
        if (open[parent]) {
          lowest[asset] = Math.min(lowest[asset], seen[parent]);
        }
      }
      leave(asset);
    }

    private void leave(int asset) {
      pathSize--;
      if (pathSize > 0) {
        int child = path[pathSize - 1];
        lowest[child] = Math.min(lowest[child], lowest[asset]);
      }
      if (lowest[asset] == seen[asset]) {
        int member;
        do {
          member = pending[--pendingSize];
          open[member] = false;
          groupOf[member] = found;
        } while (member != asset);
        found++;
      }
    }
  }
}
