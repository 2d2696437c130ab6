package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.keda.scaler.TriggerParser;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Finds the URL that KEDA requests with a trigger. */
public final class TriggerAddress {

    private static final int LONGEST = 2048;

    /** Possessive, and of what ends where the next one begins: anybody may have written the text. */
    private static final Pattern PARAMETER = Pattern.compile("([?&]([^?&=#]*+)=)[^&#]*+");
    private static final Pattern QUERY = Pattern.compile("[?#]");
    private static final Pattern SECRET = Pattern.compile("(?i)token|key|password|secret");

    private TriggerAddress() {}

    /** An address without the password or token that may be written in it, for people; of one that is too long, its length. */
    static String shown(String url) {
        if (url.length() > LONGEST) {
            return "(" + url.length() + " characters)";
        }
        return PARAMETER.matcher(withoutPassword(url)).replaceAll(found ->
            Matcher.quoteReplacement(SECRET.matcher(found.group(2)).find() ? found.group(1) + "***" : found.group())
        );
    }

    private static String withoutPassword(String url) {
        int scheme = url.indexOf("://");
        String afterScheme = scheme < 0 ? "" : url.substring(scheme + 3);
        int at = QUERY.split(afterScheme, 2)[0].lastIndexOf('@');
        return at < 0 ? url : url.substring(0, scheme + 3) + "***" + afterScheme.substring(at);
    }

    /** The address as KEDA builds it, null where the trigger is of a type that is not known here. */
    public static @Nullable String of(TriggerSpec trigger) {
        return TriggerParser.address(trigger).orElse(null);
    }

    /** Returns whose jobs a trigger asks a forge for; empty where it asks for something else. */
    public static Optional<JobScope> scope(TriggerSpec trigger, ForgeUrl forge) {
        String url = of(trigger);
        HttpUrl address = url == null ? null : HttpUrl.parse(url);
        return address == null ? Optional.empty() : JobsEndpoint.scopeAt(forge, address);
    }

    /** Whether a trigger asks a forge. */
    public static boolean asks(TriggerSpec trigger, ForgeUrl forge) {
        String url = of(trigger);
        HttpUrl address = url == null ? null : HttpUrl.parse(url);
        return address != null && forge.contains(address);
    }
}
