/** A period's money as one pure function, and the words for its parts. */
package org.headwaters.core.settlement;
