/** What is done with what is booked. */
package org.headwaters.jobs.books;
