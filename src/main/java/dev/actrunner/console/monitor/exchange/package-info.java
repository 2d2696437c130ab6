/** What replicas tell each other about connections, so that each shows what all have found out. */
@NullMarked
package dev.actrunner.console.monitor.exchange;

import org.jspecify.annotations.NullMarked;
