package org.headwaters.core.policy;

/**
 * How long money waits for an owner, and where it goes then.
 *
 * @param then a fund: {@code fund:commons}
 */
public record Wait(int holdMonths, String then) {}
