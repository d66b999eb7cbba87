/**
 * What makes a result checkable by somebody who trusts nobody: canonical JSON, hash trees, roots of
 * tables, signed notes. Knows neither the lake nor Spark, so that a payee's own program can be this
 * package alone.
 *
 * <p><b>The idea.</b> A row becomes one text and no other ({@link
 * org.headwaters.core.proof.CanonicalRow}). The texts of a table, in the order of their keys, are
 * the leaves of a tree, whose root is 32 bytes ({@link org.headwaters.core.proof.TableRoot}). The
 * roots of all tables are the leaves of one more tree: {@code tables_root}, which a booking names.
 * Whoever has the root and one row needs about twenty hashes, not the table, to see that the row is
 * in it ({@link org.headwaters.core.proof.Inclusion}).
 *
 * <p>Trees are those of RFC 6962. Sum trees add amounts to each node, so that a proof of one leaf
 * also tells what lies before it and what all leaves add up to. Everything here that reads what
 * somebody else wrote is strict: it throws {@link org.headwaters.core.InvalidInput} with the place.
 */
package org.headwaters.core.proof;
