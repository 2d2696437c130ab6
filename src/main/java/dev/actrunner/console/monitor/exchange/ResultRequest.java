package dev.actrunner.console.monitor.exchange;

import java.time.Instant;

/**
 * A replica's question for what another has found out.
 *
 * @param to the name of the replica that is asked
 * @param nonce made up for this request
 * @param at when it was sent
 * @param process whose numbers {@code after} is one of; empty at first
 * @param after the number of the last result that is known
 * @param withHistory whether the histories are wanted too, as they are at first
 */
record ResultRequest(String to, String nonce, Instant at, String process, long after, boolean withHistory) {}
