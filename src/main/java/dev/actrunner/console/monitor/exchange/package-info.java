/** What replicas tell each other about connections, so that each shows what all have found out. */
@NullMarked
@NamedInterface("exchange")
package dev.actrunner.console.monitor.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
