/** Facts become a report: every figure is worked out here and nowhere else. */
package org.headwaters.reports.told;
