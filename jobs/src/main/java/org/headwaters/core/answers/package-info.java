/** Answers to those who ask why an amount is what it is, and what another rule would make of it. */
package org.headwaters.core.answers;
