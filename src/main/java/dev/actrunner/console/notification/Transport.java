package dev.actrunner.console.notification;

import java.util.List;
import java.util.function.Supplier;

/** Brings notifications to a receiver. */
interface Transport {
    /**
     * Prepares the requests that tell of some messages, in their order. Each gives, in a few words, what the receiver answered,
     * and throws a RuntimeException where it does not take it; then it can be tried again.
     */
    List<Supplier<String>> requests(List<Message> messages);
}
