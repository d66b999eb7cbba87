/**
 * What may come in: the forms that contracts give to columns, each checked by the parser that later
 * steps use.
 */
package org.headwaters.core.door;
