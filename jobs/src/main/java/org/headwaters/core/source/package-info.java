/**
 * Where human work comes from: hosts and sites of urls, source ids, the rules that turn a page into
 * a source, digests, weights, authors, and refusals to train.
 *
 * <p>Everything here runs once per document, so it scans text in place, throws on no url however
 * broken, and remembers nothing.
 *
 * <p>Worked example: {@code https://user@WWW.Example.CO.UK.:8443/a/b?c} has the host {@code
 * www.example.co.uk}, the site {@code example.co.uk} and, without authors or rules, the source
 * {@code domain:example.co.uk}.
 */
package org.headwaters.core.source;
