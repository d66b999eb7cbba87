/** The command line: the only room that reads arguments, environment or clock. */
package org.headwaters.cli;
