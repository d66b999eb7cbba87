/** Exact money: the split rule and the conversion of currencies. */
package org.headwaters.core.money;
