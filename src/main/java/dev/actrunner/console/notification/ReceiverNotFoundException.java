package dev.actrunner.console.notification;

import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;

/** The settings name no such receiver of notifications. */
public final class ReceiverNotFoundException extends ProblemException {

    ReceiverNotFoundException(String name) {
        super(ProblemType.RECEIVER_NOT_FOUND, "There is no receiver " + name + ".");
    }
}
