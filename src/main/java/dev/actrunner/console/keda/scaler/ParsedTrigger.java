package dev.actrunner.console.keda.scaler;

import java.util.List;
import java.util.Set;

/** A trigger as KEDA parses it before it sends anything. */
public sealed interface ParsedTrigger {
    /** KEDA asks with it. */
    record Accepted(ScalerRequest request) implements ParsedTrigger {}

    /**
     * KEDA refuses it, and the ScaledObject does not become ready.
     *
     * @param reasons never none
     */
    record Refused(List<Reason> reasons) implements ParsedTrigger {}

    /**
     * Why KEDA refuses a trigger.
     *
     * @param text as a clause; it has no secret in it
     */
    record Reason(Kind kind, String text) {
        /** What is to be done about it. */
        public enum Kind {
            /** The labels are missing. */
            LABELS,
            /** An authentication would have to give something. */
            AUTHENTICATION,
            OTHER,
        }
    }

    /**
     * What decides is not read here.
     *
     * @param parameters of the authentication
     */
    record Unread(Set<String> parameters) implements ParsedTrigger {}

    /** A scaler that is not known here. */
    record OtherScaler() implements ParsedTrigger {}
}
