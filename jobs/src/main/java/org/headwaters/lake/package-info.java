/**
 * Where rows lie: the lake and its logs, what was delivered, what is booked, what is published. The
 * only room that names a path or a storage format of ours; all writing goes through it.
 */
package org.headwaters.lake;
