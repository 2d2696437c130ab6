/** Lists connections with their last reports, a page at a time. */
@NullMarked
@NamedInterface("listing")
package dev.actrunner.console.monitor.listing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
