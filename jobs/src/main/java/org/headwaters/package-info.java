/**
 * Headwaters: follows the money AI models earn back to the people whose work made them possible.
 */
package org.headwaters;
